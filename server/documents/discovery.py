"""Finds the documents: every module of deliverables/ that holds `DEFINITION`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType

import server.documents.deliverables as folder
from server.documents.definition import DocumentDefinition


@cache
def all_documents() -> Mapping[str, DocumentDefinition]:
    names = sorted(module.name for module in iter_modules(folder.__path__))
    modules = [import_module(f"{folder.__name__}.{name}") for name in names]
    found = [module.DEFINITION for module in modules if hasattr(module, "DEFINITION")]
    return MappingProxyType({definition.code: definition for definition in found})
