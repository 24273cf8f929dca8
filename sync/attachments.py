"""Which files a record's values name. The bytes travel in a lane of their own; a value holds only the name.

A name is `sha256:` and the SHA-256 of the bytes in lower-case hexadecimal. The twin of attachments.ts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

PREFIX = "sha256:"
NAME = re.compile(r"sha256:[0-9a-f]{64}\Z", re.ASCII)
FILE_TYPES = frozenset({"photos", "signature"})
MAX_FILE_BYTES = 2 * 1024 * 1024
PART_BYTES = 256 * 1024


def named_files(fields: Sequence[Mapping[str, Any]], values: Mapping[str, Any]) -> list[str]:
    """The names in these values, each once, in the order of the fields. What is no name is passed over: values may be unjudged."""
    return list(dict.fromkeys(name for field in fields for name in _in_value(field, values.get(field["code"]))))


def may_carry(field: Mapping[str, Any]) -> bool:
    """Whether a value of this field, or of one of its columns, names files."""
    return field["type"] in FILE_TYPES or any(may_carry(column) for column in field.get("columns") or ())


def carrying(fields: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Only the fields that may name files, and of those with columns only such columns."""
    return [
        {**field, "columns": carrying(field["columns"])} if field.get("columns") else field
        for field in fields
        if may_carry(field)
    ]


def _in_value(field: Mapping[str, Any], value: Any) -> Iterator[str]:
    if field["type"] == "rows":
        columns = field.get("columns") or ()
        for entry in value if isinstance(value, list) else ():
            if isinstance(entry, Mapping):
                yield from named_files(columns, entry)
    elif field["type"] in FILE_TYPES:
        names = value if isinstance(value, list) else [value]
        yield from (name for name in names if isinstance(name, str) and NAME.match(name))
