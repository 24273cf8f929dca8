"""合规部 brings a list of names into force: a file is read line by line, signed with the server's key, and kept for good.

CSV has a heading line: `name` (or 姓名/名称), and may have `aliases` (别名, separated by `;`), `type` (类型), `list` (名单), `detail`
(说明). JSON is `{"entries": [{"name", "aliases", "type", "list", "detail"}], "variants": {"張": "张"}}` or the entries alone.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from server.domain.errors import DomainError
from server.domain.identity import NewId
from server.domain.moments import bank_day, to_wire
from server.domain.people import Actor
from server.services.ports import Audit, Transaction
from server.services.ports_screening import ScreeningList, ScreeningLists
from server.services.screening_sounds import sounds_of, variants
from server.services.sign_list import SignList
from sync.screening import normalised

KEEPER = "compliance_dept"
MOST_ENTRIES, LONGEST, MOST_ALIASES, MOST_FAULTS = 50_000, 120, 20, 50
HEADINGS = {"姓名": "name", "名称": "name", "别名": "aliases", "类型": "type", "名单": "list", "说明": "detail"}


class NotYourList(DomainError):
    code: ClassVar[str] = "screening_not_yours"


class ListNotReadable(DomainError):
    """`lines`: `[{"line", "zh", "en"}]`, the first fifty."""

    code: ClassVar[str] = "screening_list_invalid"


@dataclass(frozen=True)
class Entry:
    line: int
    name: str
    aliases: tuple[str, ...]
    type: str
    list: str
    detail: str


@dataclass(frozen=True)
class ImportScreeningList:
    lists: ScreeningLists
    sign: SignList
    audit: Audit
    transaction: Transaction
    new_id: NewId

    def __call__(self, actor: Actor, text: str, source: str, effective_from: datetime, at: datetime) -> ScreeningList:
        may_keep(actor)
        content = content_of(text)
        with self.transaction():
            day = bank_day(at).isoformat()
            version = f"{day}.{self.lists.versions_of_day(day) + 1}"
            payload = payload_of(version, effective_from, content)
            made = ScreeningList(
                id=self.new_id(),
                version=version,
                source=source,
                effective_from=effective_from,
                imported_at=at,
                imported_by=actor.id,
                count=len(content["entries"]),
                content=content,
                payload=payload,
                signature=self.sign(payload.encode()),
            )
            self.lists.add(made)
            details = {"count": made.count, "version": version}
            self.audit.append(actor.branch_id, actor.id, "screening_list.imported", f"list:{version}", details, at)
        return made


def may_keep(actor: Actor) -> None:
    if actor.user.department != KEEPER:
        raise NotYourList


def payload_of(version: str, effective_from: datetime, content: Mapping[str, Any]) -> str:
    """What tablets get: names alone, for who is behind them only 合规部 may see."""
    entries = [{"id": entry["id"], "names": entry["names"]} for entry in content["entries"]]
    told = {"variants": content["variants"], "sounds": content["sounds"], "entries": entries}
    whole = {"version": version, "effective_from": to_wire(effective_from), "content": told}
    return json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def content_of(text: str) -> dict[str, Any]:
    """The list as it is kept. Raises ListNotReadable with every faulty line."""
    raw, own = _read(text.removeprefix("\ufeff").strip())
    counted = variants() | own
    entries, faults = _checked(raw, counted)
    if faults or not entries:
        raise ListNotReadable(lines=faults[:MOST_FAULTS] or [_fault(1, "没有名单条目。", "There is no entry.")])
    names = [name for entry in entries for name in (entry.name, *entry.aliases)]
    return {"variants": counted, "sounds": sounds_of(names, counted), "entries": [_kept(entry) for entry in entries]}


def _kept(entry: Entry) -> dict[str, Any]:
    told = {"type": entry.type, "list": entry.list, "detail": entry.detail}
    return {"id": f"L{entry.line:05d}", "names": [entry.name, *entry.aliases], **told}


def _checked(raw: Iterable[Entry], counted: Mapping[str, str]) -> tuple[list[Entry], list[dict[str, Any]]]:
    entries: list[Entry] = []
    faults: list[dict[str, Any]] = []
    for entry in raw:
        wrong = _wrong(entry, counted)
        entries.append(entry)
        faults += [_fault(entry.line, *wrong)] if wrong else []
    if len(entries) > MOST_ENTRIES:
        faults.insert(0, _fault(MOST_ENTRIES, f"名单超过 {MOST_ENTRIES} 条。", f"More than {MOST_ENTRIES} entries."))
    return entries, faults


def _wrong(entry: Entry, counted: Mapping[str, str]) -> tuple[str, str] | None:
    if not normalised(entry.name, counted):
        return "缺少姓名或名称。", "The name is missing."
    if any(len(each) > LONGEST for each in (entry.name, *entry.aliases)):
        return f"姓名或别名超过 {LONGEST} 个字符。", f"A name is longer than {LONGEST} characters."
    if len(entry.aliases) > MOST_ALIASES:
        return f"别名超过 {MOST_ALIASES} 个。", f"More than {MOST_ALIASES} aliases."
    return None


def _read(text: str) -> tuple[list[Entry], dict[str, str]]:
    return _from_json(text) if text[:1] in ("{", "[") else (_from_csv(text), {})


def _from_json(text: str) -> tuple[list[Entry], dict[str, str]]:
    try:
        whole = json.loads(text)
    except ValueError as error:
        line = getattr(error, "lineno", 1)
        raise ListNotReadable(lines=[_fault(line, "不是有效的 JSON。", "This is not valid JSON.")]) from error
    told = whole if isinstance(whole, list) else whole.get("entries")
    own = {} if isinstance(whole, list) else whole.get("variants") or {}
    if not isinstance(told, list) or not isinstance(own, dict):
        raise ListNotReadable(lines=[_fault(1, "缺少 entries 列表。", "There is no list of entries.")])
    pairs = {str(key): str(value) for key, value in own.items() if len(str(key)) == 1 and len(str(value)) == 1}
    return [_entry(place, each if isinstance(each, dict) else {}) for place, each in enumerate(told, 1)], pairs


def _from_csv(text: str) -> list[Entry]:
    rows = csv.DictReader(io.StringIO(text))
    heads = [HEADINGS.get((head or "").strip(), (head or "").strip()) for head in rows.fieldnames or ()]
    if "name" not in heads:
        raise ListNotReadable(lines=[_fault(1, "首行须有“姓名”或 name 列。", "The first line needs a column `name`.")])
    rows.fieldnames = heads
    return [_entry(rows.line_num, row) for row in rows]


def _entry(line: int, row: Mapping[Any, Any]) -> Entry:
    said = row.get("aliases") or ()
    aliases: Sequence[Any] = said.replace("；", ";").split(";") if isinstance(said, str) else said
    texts = {name: str(row.get(name) or "").strip() for name in ("name", "type", "list", "detail")}
    return Entry(line=line, aliases=tuple(each for each in (str(one).strip() for one in aliases) if each), **texts)


def _fault(line: int, zh: str, en: str) -> dict[str, Any]:
    return {"line": line, "zh": zh, "en": en}
