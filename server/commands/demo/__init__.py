"""Demo data. A file here with `seed(demo: Demo) -> None` is called by `python -m server seed-demo`, in order of names.

Each must be idempotent: seeding twice leaves what seeding once left.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from pkgutil import iter_modules

from server.domain.people import Branch, User
from server.services import Services


@dataclass(frozen=True)
class Demo:
    """What a seeder may build upon; `users` by user name."""

    services: Services
    branch: Branch
    users: Mapping[str, User]
    at: datetime


def seed_all(demo: Demo) -> None:
    for name in sorted(module.name for module in iter_modules(__path__)):
        module = import_module(f"{__name__}.{name}")
        if hasattr(module, "seed"):
            module.seed(demo)
