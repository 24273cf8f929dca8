"""A pull: what changed in the scopes somebody may carry, from the positions the tablet names (sync/README.md)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Protocol

from server.domain.people import Actor
from server.domain.roles import SUPERVISORS
from server.services.ports_sync import Conflicts, FeedEntry, Operations
from server.services.show_record import ShowRecords

MAX_ITEMS = 1000
MAX_BYTES = 1024 * 1024
LINE_END = "\n"


class FeedPages(Protocol):
    def snapshot(self) -> AbstractContextManager[object]:
        """Everything read inside is read at one moment."""
        ...

    def heads(self, branch_id: str, scopes: Iterable[str]) -> dict[str, int]: ...
    def page(self, branch_id: str, scope: str, after: int, head: int, limit: int) -> list[FeedEntry]: ...
    def live(self, branch_id: str, scope: str, head: int) -> list[tuple[str, int]]: ...


@dataclass(frozen=True)
class Carrier:
    """Who pulls: a person in one role, on one tablet of one branch."""

    user_id: str
    role: str
    branch_id: str
    device_id: str

    @staticmethod
    def of(actor: Actor, device_id: str) -> Carrier:
        return Carrier(actor.id, actor.active_role, actor.branch_id, device_id)

    @property
    def scopes(self) -> tuple[str, ...]:
        supervisor = (f"branch:{self.branch_id}:supervisor",) if self.role in SUPERVISORS else ()
        return (f"branch:{self.branch_id}:floor", *supervisor, f"device:{self.device_id}")

    @property
    def entitlement(self) -> str:
        """When it changes, what the tablet holds may no longer be what it may hold: it reads everything again."""
        return sha256(json.dumps([self.user_id, self.role, self.scopes]).encode()).hexdigest()[:32]


@dataclass
class ScopePage:
    """`items` are JSON texts. `gone`: the tablet named a scope that is not its to carry."""

    scope: str
    start: int = 0
    end: int = 0
    head: int = 0
    items: list[str] = field(default_factory=list)
    check: Mapping[str, Any] | None = None
    gone: bool = False

    def text(self) -> str:
        if self.gone:
            return json.dumps({"scope": self.scope, "gone": True})
        about = {"scope": self.scope, "from": self.start, "to": self.end, "head": self.head}
        check = f',"check":{json.dumps(self.check)}' if self.check is not None else ""
        return f'{json.dumps(about)[:-1]}{check},"items":[{",".join(self.items)}]}}'


@dataclass(frozen=True)
class ReadFeed:
    feed: FeedPages
    operations: Operations
    conflicts: Conflicts
    show: ShowRecords

    def __call__(self, carrier: Carrier, cursors: Mapping[str, int], *, verify: bool) -> list[ScopePage]:
        with self.feed.snapshot():
            heads = self.feed.heads(carrier.branch_id, carrier.scopes)
            pages, room = [], Room()
            for scope in carrier.scopes:
                after, head = cursors.get(scope, 0), heads.get(scope, 0)
                start = after if after <= head else 0
                page = ScopePage(scope, start, start, head)
                self._fill(carrier.branch_id, page, room)
                if verify and page.end == head:
                    page.check = _check(self.feed.live(carrier.branch_id, scope, head))
                pages.append(page)
        return pages + [ScopePage(scope, gone=True) for scope in cursors if scope not in carrier.scopes]

    def _fill(self, branch_id: str, page: ScopePage, room: Room) -> None:
        if room.items <= 0 or room.bytes <= 0:
            return
        entries = self.feed.page(branch_id, page.scope, page.start, page.head, room.items)
        full = len(entries) == room.items
        shown = self._shown(branch_id, entries)
        for entry in entries:
            text = shown.get(entry.ref)
            if text is not None and not room.take(text):
                return
            page.items += [text] if text is not None else []
            page.end = entry.seq
        page.end = page.end if full else page.head

    def _shown(self, branch_id: str, entries: Sequence[FeedEntry]) -> dict[str, str]:
        """The item of each entry by its `ref`."""
        records = [entry.ref for entry in entries if entry.item == "record"]
        gone = {each.ref: _text({"t": "gone", "id": each.ref}) for each in entries if each.item == "gone"}
        receipts = [entry.ref[2:] for entry in entries if entry.item == "receipt"]
        conflicts = [entry.ref[2:] for entry in entries if entry.item == "conflict"]
        return {
            **gone,
            **(self.show.items(branch_id, records) if records else {}),
            **(self._receipts(branch_id, receipts) if receipts else {}),
            **(self._conflicts(branch_id, conflicts) if conflicts else {}),
        }

    def _receipts(self, branch_id: str, op_ids: Sequence[str]) -> dict[str, str]:
        found = self.operations.receipts(branch_id, op_ids)
        return {f"q:{name}": _text({"t": "receipt", "receipt": receipt}) for name, receipt in found.items()}

    def _conflicts(self, branch_id: str, ids: Sequence[str]) -> dict[str, str]:
        found = self.conflicts.conflicts(branch_id, ids)
        return {f"c:{each['id']}": _text(each) for each in self.show.conflicts(branch_id, list(found.values()))}


@dataclass
class Room:
    """What one answer may still hold. A single item larger than all of it still goes, alone."""

    items: int = MAX_ITEMS
    bytes: int = MAX_BYTES

    def take(self, text: str) -> bool:
        size = len(text.encode())
        if self.items <= 0 or (size > self.bytes and self.bytes < MAX_BYTES):
            return False
        self.items -= 1
        self.bytes -= size
        return True


def _check(live: Sequence[tuple[str, int]]) -> dict[str, Any]:
    lines = sorted(f"{name}:{rev}{LINE_END}" for name, rev in live)
    return {"count": len(lines), "hash": sha256("".join(lines).encode()).hexdigest()}


def _text(value: Mapping[str, Any]) -> str:
    """ASCII alone: a conflict holds what was sent, unjudged, and half a character is no UTF-8."""
    return json.dumps(value, separators=(",", ":"))
