"""Which records a record names: the values of every field, and of every column of an entry, that refers to records."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

Fields = Sequence[Mapping[str, Any]]
Values = Mapping[str, Any]
RECORD = "record"


def names_records(meta: Mapping[str, Any]) -> bool:
    """`record` names any record, `record:<kind>` one of that kind."""
    to = str(meta.get("reference") or "")
    return to == RECORD or to.startswith(f"{RECORD}:")


def may_link(fields: Fields) -> bool:
    return any(names_records(meta) or may_link(meta.get("columns") or ()) for meta in fields)


def linked_ids(fields: Fields, values: Values) -> list[str]:
    """The ids these values name, each once, in the order of the fields."""
    said = [(meta, values[meta["code"]]) for meta in fields if values.get(meta["code"]) is not None]
    return list(dict.fromkeys(_named(said))) if said else []


def _named(said: Iterable[tuple[Mapping[str, Any], Any]]) -> Iterator[str]:
    for meta, value in said:
        several = value if isinstance(value, list) else [value]
        if names_records(meta):
            yield from (each for each in several if isinstance(each, str))
        elif meta.get("columns"):
            for entry in several:
                yield from linked_ids(meta["columns"], entry) if isinstance(entry, Mapping) else ()
