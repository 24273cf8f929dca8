"""What commands work on: the instance that the environment describes."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from server.api.context import EXTENSION
from server.app import create_app
from server.domain.people import Branch
from server.launch.opening import at_its_address
from server.services import Services
from server.settings import load_settings


@contextmanager
def open_instance() -> Iterator[Services]:
    settings = at_its_address(load_settings(os.environ), os.environ)
    services: Services = create_app(settings).extensions[EXTENSION]
    try:
        yield services
    finally:
        services.close()


def branch_called(services: Services, no: str | None) -> Branch:
    """The branch with this number; without one, the only branch there is."""
    branches = services.people.branches()
    found = [branch for branch in branches if no is None or branch.no == no]
    if len(found) != 1:
        known = ", ".join(branch.no for branch in branches) or "none"
        raise SystemExit(f"name a branch with --branch; there are: {known}")
    return found[0]


def show(rows: Sequence[Mapping[str, Any]], as_json: bool) -> None:
    if as_json:
        print(json.dumps(list(rows), ensure_ascii=False, indent=2))
        return
    for row in rows:
        print("  ".join(str(value) for value in row.values()))
