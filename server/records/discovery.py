"""Finds the record kinds: every module of kinds/ that holds `KIND`."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType

import server.records.kinds as folder
from server.records.kind import Kind


@cache
def all_kinds() -> Mapping[str, Kind]:
    """Every kind by its code, in the order people meet them (`Kind.order`, then code)."""
    modules = (import_module(f"{folder.__name__}.{module.name}") for module in iter_modules(folder.__path__))
    kinds = [module.KIND for module in modules if isinstance(getattr(module, "KIND", None), Kind)]
    return MappingProxyType({kind.code: kind for kind in sorted(kinds, key=lambda kind: (kind.order, kind.code))})


def kind_named(code: str) -> Kind | None:
    return all_kinds().get(code)
