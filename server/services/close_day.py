"""Closing a branch's day: how complete it is, who signed for it in spite of what, and opening it again with a reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, ClassVar, Literal, Protocol

from server.domain.errors import DomainError
from server.domain.moments import bank_day, day_start, to_wire
from server.domain.people import Actor, Device, User
from server.services.ports import Audit, Transaction
from server.services.prove_password import ProvePassword
from server.services.see_records import Filter
from server.services.show_overview import ShowOverview
from server.services.watch_branches import Watched, day_bounds

State = Literal["closed", "reopened"]


class DayNotBegun(DomainError):
    code: ClassVar[str] = "day_not_begun"


class DayClosed(DomainError):
    code: ClassVar[str] = "day_closed"


class DayNotClosed(DomainError):
    code: ClassVar[str] = "day_not_closed"


class NoteNeeded(DomainError):
    code: ClassVar[str] = "day_incomplete"


@dataclass(frozen=True)
class Closing:
    """`note` says why it was closed in spite of what was `lacking`, or why it was opened again."""

    branch_id: str
    day: date
    version: int
    state: State
    by: str
    at: datetime
    note: str
    lacking: Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class TabletOfDay:
    device: Device
    silent: bool


@dataclass(frozen=True)
class Day:
    """`lacking` holds only what is not as it should be; `arrived_since` counts what came in after the closing that stands."""

    day: date
    lacking: Sequence[Watched]
    tablets: Sequence[TabletOfDay]
    history: Sequence[Closing]
    names: Mapping[str, str]
    arrived_since: int

    @property
    def is_closed(self) -> bool:
        return bool(self.history) and self.history[0].state == "closed"


class Closings(Protocol):
    def of(self, branch_id: str, day: date) -> list[Closing]:
        """Newest first."""
        ...

    def add(self, closing: Closing) -> bool:
        """False if somebody else was faster."""
        ...

    def arrived_since(self, branch_id: str, first: str, last: str, since: str) -> int: ...


class Names(Protocol):
    def users_by_ids(self, ids: set[str]) -> dict[str, User]: ...


@dataclass(frozen=True)
class CloseDay:
    overview: ShowOverview
    closings: Closings
    names: Names
    prove: ProvePassword
    audit: Audit
    transaction: Transaction

    def look(self, actor: Actor, branch_id: str, day: date, now: datetime) -> Day:
        history = self.closings.of(branch_id, day)
        tablets = [
            TabletOfDay(each, self._is_silent(each, day, now)) for each in self.overview.tablets.in_use(branch_id)
        ]
        lacking = [each for each in self._counted(actor, branch_id, day, now, tablets) if each.count]
        names = {each.id: each.name for each in self.names.users_by_ids({each.by for each in history}).values()}
        since = 0
        if history and history[0].state == "closed":
            since = self.closings.arrived_since(branch_id, *day_bounds(day), to_wire(history[0].at))
        return Day(day, lacking, tablets, history, names, since)

    def close(self, actor: Actor, day: date, note: str, password: str, address: str, at: datetime) -> Closing:
        """Signed by the password; what is incomplete needs a word about why, and stands in the closing."""
        if day > bank_day(at):
            raise DayNotBegun(field="day")
        found = self.look(actor, actor.branch_id, day, at)
        if found.is_closed:
            raise DayClosed
        if found.lacking and len(note) < 2:
            raise NoteNeeded(field="note")
        self.prove("close day", actor, password, address, at, "password")
        lacking = [asdict(each) for each in found.lacking]
        return self._add(actor, found, "closed", note, lacking, at)

    def reopen(self, actor: Actor, day: date, reason: str, at: datetime) -> Closing:
        found = self.look(actor, actor.branch_id, day, at)
        if not found.is_closed:
            raise DayNotClosed
        return self._add(actor, found, "reopened", reason, [], at)

    def _add(
        self, actor: Actor, found: Day, state: State, note: str, lacking: list[dict[str, Any]], at: datetime
    ) -> Closing:
        version = found.history[0].version + 1 if found.history else 1
        made = Closing(actor.branch_id, found.day, version, state, actor.id, at, note, lacking)
        about = {"day": found.day.isoformat(), "version": version, "lacking": sum(each["count"] for each in lacking)}
        with self.transaction():
            if not self.closings.add(made):
                raise DayClosed if state == "closed" else DayNotClosed
            subject = f"day:{actor.branch_id}:{found.day.isoformat()}"
            self.audit.append(actor.branch_id, actor.id, f"day.{state}", subject, about, at)
        return made

    def _is_silent(self, device: Device, day: date, now: datetime) -> bool:
        """Whether it may hold something of that day that nobody was told of."""
        if day == bank_day(now):
            return self.overview.tablets.is_silent(device, now)
        return device.last_seen_at is None or device.last_seen_at < day_start(day)

    def _counted(
        self, actor: Actor, branch_id: str, day: date, now: datetime, tablets: Sequence[TabletOfDay]
    ) -> list[Watched]:
        show = self.overview
        reach = show.see.reach(actor, branch_id)
        of_day = [each for each in show.watch([branch_id], reach.kinds, now, day)[branch_id] if each.of_day]
        documents = show.waiting.documents(branch_id)
        unsent, drafts = (
            sum(each.device.unsent or 0 for each in tablets),
            sum(each.device.drafts or 0 for each in tablets),
        )
        waiting = show.listed.count(reach, Filter(waiting=show.see.to_confirm(actor)))
        return [
            *of_day,
            Watched("unsent", None, "平板未上传记录", "Not sent by tablets", unsent, 0),
            Watched("drafts", None, "平板未完成草稿", "Drafts on tablets", drafts, 0),
            Watched("silent", None, "未联系的平板", "Tablets not heard", sum(each.silent for each in tablets), 0),
            Watched("confirmations", None, "待确认业务", "Business to confirm", waiting, 0),
            Watched(
                "conflicts", None, "待处理冲突", "Conflicts", show.waiting.open_conflicts(branch_id, reach.kinds), 0
            ),
            Watched("documents_failed", None, "未能出具文件", "Documents that failed", documents.get("failed", 0), 0),
        ]
