"""Sample documents: every module of this folder offers `realistic`, `minimal` and `extreme`, each a Printed.

Made from the kinds' examples by the deliverables themselves, so that a document is looked at with what it will really hold.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType

from server.documents.definition import Printed

CASES = ("realistic", "minimal", "extreme")


@cache
def all_samples() -> Mapping[str, Callable[[], Printed]]:
    """By document and case: `d05-realistic`."""
    names = sorted(module.name for module in iter_modules(__path__))
    found = {
        f"{name.replace('_', '-')}-{case}": getattr(module, case)
        for name in names
        if hasattr(module := import_module(f"{__name__}.{name}"), "realistic")
        for case in CASES
    }
    return MappingProxyType(found)
