"""Which records a record names: the values of every field, and of every column of an entry, that refers to records."""

from collections.abc import Iterable, Mapping, Sequence
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


class Links:
    """The fields of a kind, read once: those that name nobody are never looked at again."""

    def __init__(self, fields: Fields) -> None:
        self._naming = [meta["code"] for meta in fields if names_records(meta)]
        within = {meta["code"]: Links(meta.get("columns") or ()) for meta in fields if not names_records(meta)}
        self._within = {code: columns for code, columns in within.items() if columns}
        self._order = [meta["code"] for meta in fields if meta["code"] in {*self._naming, *self._within}]

    def __bool__(self) -> bool:
        return bool(self._order)

    def ids(self, values: Values) -> list[str]:
        """The ids these values name, each once, in the order of the fields."""
        found: dict[str, None] = {}
        for code in self._order:
            value = values.get(code)
            if value is not None:
                found |= dict.fromkeys(self._named(code, value if isinstance(value, list) else [value]))
        return list(found)

    def _named(self, code: str, several: Sequence[Any]) -> Iterable[str]:
        columns = self._within.get(code)
        if columns is None:
            return [each for each in several if isinstance(each, str)]
        return [name for entry in several if isinstance(entry, Mapping) for name in columns.ids(entry)]


def linked_ids(fields: Fields, values: Values) -> list[str]:
    return Links(fields).ids(values)
