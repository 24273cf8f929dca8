"""Finds the KPIs: every module of definitions/ that holds `KPI`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType

import server.domain.kpi.definitions as folder
from server.domain.kpi.definition import Kpi


@cache
def all_kpis() -> Mapping[str, Kpi]:
    names = sorted(module.name for module in iter_modules(folder.__path__))
    modules = [import_module(f"{folder.__name__}.{name}") for name in names]
    found = [module.KPI for module in modules if hasattr(module, "KPI")]
    return MappingProxyType({each.code: each for each in found})


@cache
def kpis_by_kind() -> Mapping[str, Sequence[Kpi]]:
    found: dict[str, list[Kpi]] = {}
    for kpi in all_kpis().values():
        for kind in kpi.kinds:
            found.setdefault(kind, []).append(kpi)
    return MappingProxyType(found)
