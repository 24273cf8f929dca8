"""What a record says of another one as it was read (`Field.quotes`): filled in from the other record, never asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from server.records import Kind
from sync.server.state import RecordState

Find = Callable[[str], RecordState | None]


def with_quotes(kind: Kind, values: Mapping[str, Any], find: Find) -> dict[str, Any]:
    """`values` with what follows from the records they name; what they do not name, or say already, is left alone."""
    found: dict[str, Any] = {}
    for field in kind.fields:
        of, _, key = (field.quotes or "").partition(".")
        if key and of in values and field.code not in values:
            named = find(values[of]) if isinstance(values[of], str) else None
            found[field.code] = None if named is None else named.payload.get(key)
    return {**values, **found}
