"""The list of records as a table: the same records and the same masks as on the screen, every page of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Protocol

from server.domain.moments import BANK_ZONE, from_wire
from server.domain.people import Actor
from server.records import Kind
from server.records.field import Field
from server.services.export_table import Cell, Table
from server.services.see_records import Filter, Reach
from sync.fields import is_missing

PAGE = 500
MOST = 50_000
"""Rows of one file: what a spreadsheet still opens; who needs more narrows the period."""
COMMON = (
    ("编号", "Number"),
    ("种类", "Kind"),
    ("状态", "Status"),
    ("发生时间", "Happened at"),
    ("登记人", "Recorded by"),
    ("离线采集", "Captured offline"),
    ("时间存疑", "Time in doubt"),
)


class Lists(Protocol):
    def page(self, actor: Actor, reach: Reach, wanted: Filter, at: datetime) -> list[dict[str, Any]]: ...


class Names(Protocol):
    def __call__(self, name: str, code: str, language: str, branch_id: str) -> str:
        """The name that the branch has for an entry of a reference set; of a code nobody knows, the code itself."""
        ...


@dataclass(frozen=True)
class Words:
    """In which language cells are written, in the words of which branch, with the names of these people."""

    language: str
    branch_id: str
    people: Mapping[str, str]


@dataclass(frozen=True)
class ExportRecords:
    lists: Lists
    names: Names
    kinds: Mapping[str, Kind]
    people: Callable[[set[str]], Mapping[str, str]]

    def __call__(self, actor: Actor, reach: Reach, wanted: Filter, at: datetime) -> Table:
        """With a kind, its fields are columns too; without one, only what all records have."""
        english = actor.user.language == "en"
        kind = self.kinds.get(wanted.kind or "")
        fields = [each for each in kind.fields if _is_written(each)] if kind else []
        heads = [en if english else zh for zh, en in COMMON] + [each.en if english else each.zh for each in fields]
        title = (kind.en if english else kind.zh) if kind else ("Records" if english else "记录")
        return Table(title, heads, self._rows(actor, reach, wanted, fields, at))

    def _rows(
        self, actor: Actor, reach: Reach, wanted: Filter, fields: Sequence[Field], at: datetime
    ) -> Iterator[list[Cell]]:
        given, after = 0, wanted.after
        while given < MOST:
            page = self.lists.page(actor, reach, replace(wanted, after=after, limit=PAGE), at)
            people = self.people({each for item in page for each in _people(fields, item["values"])})
            words = Words(actor.user.language, reach.branch_id, people)
            for item in page:
                yield self._row(item, fields, words)
            given += len(page)
            if len(page) < PAGE:
                return
            after = (page[-1]["at"], page[-1]["id"])

    def _row(self, item: Mapping[str, Any], fields: Sequence[Field], words: Words) -> list[Cell]:
        kind, english = self.kinds[item["kind"]], words.language == "en"
        states = {each["code"]: each for each in kind.life_cycle.meta()["states"]}
        state = states.get(item["status"], {})
        common: list[Cell] = [
            item["no"],
            kind.en if english else kind.zh,
            state.get("en" if english else "zh", item["status"]),
            _local(item["at"]),
            item["created_by_name"],
            item["captured_offline"],
            item["doubtful"],
        ]
        return common + [self._cell(each, item["values"].get(each.code), words) for each in fields]

    def _cell(self, field: Field, value: Any, words: Words) -> Cell:
        """A masked value is a text whatever its field's type."""
        if is_missing(value):
            return None
        if field.type == "money" and isinstance(value, int):
            return value / 100
        if field.type == "datetime" and _is_moment(value):
            return _local(value)
        if field.type == "date" and _is_day(value):
            return date.fromisoformat(value)
        if isinstance(value, bool | int):
            return value
        return "、".join(self._word(field, each, words) for each in _each(value))

    def _word(self, field: Field, code: str, words: Words) -> str:
        for option in field.options:
            if option.code == code:
                return option.en if words.language == "en" else option.zh
        if field.reference == "user":
            return words.people.get(code, "")
        if field.reference and not field.reference.startswith("record"):
            return self.names(field.reference, code, words.language, words.branch_id)
        return code


def _is_written(field: Field) -> bool:
    """Entries, pictures and the ids of other records are no cells."""
    names_records = (field.reference or "").startswith("record")
    return field.type not in ("rows", "photos", "signature") and not names_records


def _people(fields: Sequence[Field], values: Mapping[str, Any]) -> Iterator[str]:
    for field in fields:
        if field.reference == "user" and not is_missing(values.get(field.code)):
            yield from _each(values[field.code])


def _each(value: Any) -> list[str]:
    return [str(each) for each in value] if isinstance(value, list | tuple) else [str(value)]


def _local(at: str) -> datetime:
    return from_wire(at).astimezone(BANK_ZONE).replace(tzinfo=None, microsecond=0)


def _is_moment(value: Any) -> bool:
    try:
        from_wire(value)
    except (ValueError, TypeError):
        return False
    return True


def _is_day(value: Any) -> bool:
    try:
        date.fromisoformat(value)
    except (ValueError, TypeError):
        return False
    return True
