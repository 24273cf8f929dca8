"""The stable error codes. Each part keeps its own in a file here, as `ERRORS`; README.md lists them all."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules


@dataclass(frozen=True)
class ErrorEntry:
    """A code means the same for ever; only its messages may be improved."""

    code: str
    status: int
    zh: str
    en: str


@cache
def error_table() -> dict[str, ErrorEntry]:
    table: dict[str, ErrorEntry] = {}
    for module in iter_modules(__path__):
        for entry in import_module(f"{__name__}.{module.name}").ERRORS:
            if entry.code in table:
                raise RuntimeError(f"the error code {entry.code} stands in two tables")
            table[entry.code] = entry
    return table


def table_as_markdown() -> str:
    entries = sorted(error_table().values(), key=lambda entry: (entry.status, entry.code))
    rows = [f"| `{e.code}` | {e.status} | {e.zh} | {e.en} |" for e in entries]
    return "\n".join(["| code | status | zh | en |", "| - | - | - | - |", *rows])
