"""What of a day may have been recorded twice, was refused, or came in after the day was over."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Protocol

from server.domain.moments import day_start, from_wire
from server.domain.people import Actor, User
from server.records import Kind
from server.records.contributions import Key
from server.services.ports_sync import Records
from server.services.read_rules import Figure
from server.services.see_records import SeeRecords
from server.services.watch_branches import day_bounds

AT_MOST = 200
DUPLICATE = "duplicate_"
SPANS = {"minute": timedelta(minutes=1), "hour": timedelta(hours=1), "day": timedelta(days=1)}


@dataclass(frozen=True)
class Held:
    """A record with a key, as other records may have it too."""

    hash: str
    record_id: str
    occurred_at: str


@dataclass(frozen=True)
class RefusedOperation:
    op_id: str
    record_id: str
    type: str
    actor_id: str
    decided_at: str
    receipt: str


class DayStore(Protocol):
    def sharing(self, branch_id: str, kind: str, key: str, first: str, last: str) -> list[Held]:
        """Every standing record that shares the key with one of that day, this one too."""
        ...

    def refused(self, branch_id: str, first: str, last: str, limit: int) -> list[RefusedOperation]: ...
    def came_late(self, branch_id: str, kinds: frozenset[str], first: str, last: str, limit: int) -> list[str]:
        """Of what happened then, what the bank has only since after `last`."""
        ...


class Figures(Protocol):
    def figure(self, code: str, at: datetime, branch_id: str | None = None) -> Figure | None: ...


class Names(Protocol):
    def users_by_ids(self, ids: set[str]) -> dict[str, User]: ...


@dataclass(frozen=True)
class Reconciliation:
    """`suspects` are groups of records that are probably one; `refused` what a person has to put right or let go."""

    suspects: Sequence[Sequence[Mapping[str, Any]]]
    refused: Sequence[Mapping[str, Any]]
    late: Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class ReconcileDay:
    kinds: Mapping[str, Kind]
    store: DayStore
    records: Records
    see: SeeRecords
    figures: Figures
    names: Names

    def __call__(self, actor: Actor, branch_id: str, day: date, now: datetime) -> Reconciliation:
        reach = self.see.reach(actor, branch_id)
        bounds = day_bounds(day)
        groups = [ids for kind in sorted(reach.kinds) for ids in self._suspects(branch_id, self.kinds[kind], day)]
        late = self.store.came_late(branch_id, reach.kinds, *bounds, AT_MOST)
        shown = self._shown(actor, branch_id, {*late, *(each for ids in groups for each in ids)}, now)
        return Reconciliation(
            [[shown[each] for each in ids] for ids in groups],
            self._refused(self.store.refused(branch_id, *bounds, AT_MOST), reach.kinds),
            [shown[each] for each in late],
        )

    def _suspects(self, branch_id: str, kind: Kind, day: date) -> Iterator[list[str]]:
        for key in kind.keys:
            window = self._window(key, branch_id, day)
            if window is not None:
                found = self.store.sharing(branch_id, kind.code, key.name, *day_bounds(day))
                yield from close_together(found, window, *day_bounds(day))

    def _window(self, key: Key, branch_id: str, day: date) -> timedelta | None:
        figure = self.figures.figure(key.suspect, day_start(day), branch_id) if key.suspect else None
        return figure.value * SPANS[figure.unit] if figure else None

    def _shown(self, actor: Actor, branch_id: str, ids: Iterable[str], now: datetime) -> dict[str, Mapping[str, Any]]:
        found = self.records.records(branch_id, list(ids))
        return {each["id"]: each for each in self.see.offered(actor, list(found.values()), now)}

    def _refused(self, found: Sequence[RefusedOperation], kinds: frozenset[str]) -> list[Mapping[str, Any]]:
        mine = [each for each in found if each.type.partition(".")[0] in kinds]
        names = self.names.users_by_ids({each.actor_id for each in mine})
        return [_told(each, names) for each in mine]


def close_together(found: Iterable[Held], window: timedelta, first: str, last: str) -> Iterator[list[str]]:
    """Groups of at least two that share a key, each within the window of the one before it, with one of that day among them."""
    by_key: dict[str, list[Held]] = {}
    for each in sorted(found, key=lambda held: (held.occurred_at, held.record_id)):
        by_key.setdefault(each.hash, []).append(each)
    for held in by_key.values():
        for group in _runs(held, window):
            if len(group) > 1 and any(first <= each.occurred_at < last for each in group):
                yield [each.record_id for each in group]


def _runs(held: Sequence[Held], window: timedelta) -> Iterator[list[Held]]:
    run: list[Held] = []
    for each in held:
        if run and from_wire(each.occurred_at) - from_wire(run[-1].occurred_at) > window:
            yield run
            run = []
        run.append(each)
    if run:
        yield run


def _told(each: RefusedOperation, names: Mapping[str, User]) -> Mapping[str, Any]:
    receipt = json.loads(each.receipt)
    kind, _, verb = each.type.partition("@")[0].partition(".")
    return {
        "op_id": each.op_id,
        "record_id": each.record_id,
        "kind": kind,
        "verb": verb,
        "code": receipt.get("code", ""),
        "message": receipt.get("message", {"zh": "", "en": ""}),
        "duplicate": str(receipt.get("code", "")).startswith(DUPLICATE),
        "by_name": names[each.actor_id].name if each.actor_id in names else "",
        "at": each.decided_at,
    }
