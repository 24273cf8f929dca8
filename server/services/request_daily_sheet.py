"""The sheet of a day: asked for by a person, or requested by itself when the day closes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import ClassVar

from server.documents import chinese
from server.domain.document_life import ENDED, Document
from server.domain.errors import DomainError
from server.domain.identity import NewId
from server.domain.moments import BANK_ZONE, bank_day
from server.records import Kind
from server.services.gather_material import daily_kinds
from server.services.ports import Audit, Transaction
from server.services.ports_documents import Documents, People, Records
from server.services.request_document import next_version

CLOSE_OF_DAY = time(17, 30)
FIRST_DAY = date(2000, 1, 1)


class UnknownDocumentCode(DomainError):
    code: ClassVar[str] = "unknown_document_code"


class DayNotReached(DomainError):
    code: ClassVar[str] = "day_not_reached"


class NothingToPrint(DomainError):
    code: ClassVar[str] = "nothing_to_print"


@dataclass(frozen=True)
class RequestDailySheet:
    documents: Documents
    records: Records
    people: People
    audit: Audit
    transaction: Transaction
    kinds: Mapping[str, Kind]
    new_id: NewId

    def __call__(self, branch_id: str, code: str, day: date, by: str, at: datetime) -> Document:
        """The version that will be made: the one that waits already, or a new one."""
        kind = dict(daily_kinds(self.kinds)).get(code)
        if kind is None:
            raise UnknownDocumentCode(field="code")
        if day > bank_day(at):
            raise DayNotReached(field="day")
        with self.transaction():
            if day < FIRST_DAY or not self.records.of_bank_day(branch_id, kind.code, day):
                raise NothingToPrint(field="day")
            document = self._requested(branch_id, code, kind, day, by, at)
            details = {"code": code, "period": document.period}
            self.audit.append(branch_id, by, "document.requested", f"document:{document.id}", details, at)
            return document

    def at_close_of_day(self, at: datetime) -> None:
        """Every sheet of today that nobody asked for yet; may be called as often as one likes."""
        if at.astimezone(BANK_ZONE).time() < CLOSE_OF_DAY:
            return
        day = bank_day(at)
        for branch in self.people.branches():
            for code, kind in daily_kinds(self.kinds):
                self._close(branch.id, code, kind, day, at)

    def _close(self, branch_id: str, code: str, kind: Kind, day: date, at: datetime) -> None:
        if self.documents.newest_of_period(branch_id, code, day.isoformat()) is not None:
            return
        with self.transaction():
            if self.records.of_bank_day(branch_id, kind.code, day):
                self._requested(branch_id, code, kind, day, None, at)

    def _requested(self, branch_id: str, code: str, kind: Kind, day: date, by: str | None, at: datetime) -> Document:
        newest = self.documents.newest_of_period(branch_id, code, day.isoformat())
        if newest is not None and newest.state not in ENDED | {"issued", "failed"}:
            return newest
        if newest is None:
            document = self._first(branch_id, code, kind, day, by, at)
        else:
            document = next_version(newest, self.new_id(), "asked_again", by, at)
        return self.documents.add_of_period(document)

    def _first(self, branch_id: str, code: str, kind: Kind, day: date, by: str | None, at: datetime) -> Document:
        return Document(
            branch_id=branch_id,
            id=self.new_id(),
            code=code,
            kind=kind.code,
            record_id=None,
            period=day.isoformat(),
            version=1,
            state="ready",
            reason=None,
            serial=None,
            summary=chinese.day(day),
            record_no=None,
            requested_by=by,
            requested_at=at,
        )
