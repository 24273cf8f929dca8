"""The record kinds. A kind is one file here that holds `KIND`; nothing else lists them."""

from server.records.discovery import all_kinds, kind_named
from server.records.kind import FieldError, Kind

__all__ = ["FieldError", "Kind", "all_kinds", "kind_named"]
