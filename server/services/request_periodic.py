"""The document of a day, a month or a quarter: asked for by a person, or requested by itself when its period has ended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import ClassVar

from server.documents.definition import DocumentDefinition
from server.domain.document_life import ENDED, Document
from server.domain.errors import DomainError
from server.domain.identity import NewId
from server.domain.moments import BANK_ZONE
from server.domain.periods import Period, parse_period, period_at, period_of
from server.records import Kind
from server.records.contributions import Document as Wanted
from server.services.gather_material import LONGEST_WORK, counted_kinds
from server.services.ports import Audit, Transaction
from server.services.ports_documents import Documents, People, Records
from server.services.ports_sync import AppliedChange
from server.services.request_document import entered, next_version

CLOSE_OF_DAY = time(17, 30)
IN_WORK = frozenset({"rendering"})
"""A version that is being printed read its data before what is written now."""


class UnknownDocumentCode(DomainError):
    code: ClassVar[str] = "unknown_document_code"


class NotAPeriod(DomainError):
    code: ClassVar[str] = "not_a_period"


class PeriodNotReached(DomainError):
    code: ClassVar[str] = "period_not_reached"


class NothingToPrint(DomainError):
    code: ClassVar[str] = "nothing_to_print"


@dataclass(frozen=True)
class RequestPeriodic:
    documents: Documents
    records: Records
    people: People
    audit: Audit
    transaction: Transaction
    kinds: Mapping[str, Kind]
    definitions: Mapping[str, DocumentDefinition]
    new_id: NewId

    def __call__(self, branch_id: str, code: str, period: str, by: str, at: datetime) -> Document:
        """The document of that period: the one on its way, or a new version of what was issued before."""
        with self.transaction():
            wanted = self.check(branch_id, code, period, at)
            document = self._requested(branch_id, code, wanted, by, at)
            details = {"code": code, "period": document.period}
            self.audit.append(branch_id, by, "document.requested", f"document:{document.id}", details, at)
            return document

    def check(self, branch_id: str, code: str, period: str, at: datetime) -> Period:
        """Whether there is such a document and anything to print in it; raises what refuses it."""
        definition, wanted = self.definitions.get(code), _period(period)
        if definition is None or definition.periodic is None or wanted.span not in definition.periodic.titles:
            raise UnknownDocumentCode(field="code")
        if wanted.start > at:
            raise PeriodNotReached(field="period")
        if not self._anything(branch_id, code, wanted):
            raise NothingToPrint(field="period")
        return wanted

    def at_end_of_periods(self, at: datetime) -> None:
        """Everything whose period has ended and that nobody asked for yet; may be called as often as one likes.

        The day ends with the work of the branch; of months and quarters the last one that is over is looked at, so that a
        worker that stood still over the turn of the month catches up.
        """
        for branch in self.people.branches():
            for definition in self.definitions.values():
                for span in definition.periodic.titles if definition.periodic else ():
                    today = period_at(span, at)
                    if self._is_measured(definition.code):
                        continue  # until it is locked
                    if span != "day":
                        self._close(branch.id, definition.code, today.before(), at)
                    elif at.astimezone(BANK_ZONE).time() >= CLOSE_OF_DAY:
                        self._close(branch.id, definition.code, today, at)

    def on_lock(self, branch_id: str, period: Period, at: datetime) -> None:
        """What is made of the KPIs is printed when their period is locked, and anew when it is restated, in the transaction that
        makes the version."""
        for definition in self.definitions.values():
            if self._is_measured(definition.code) and definition.periodic and period.span in definition.periodic.titles:
                self._requested(branch_id, definition.code, period, None, at, "written_afterwards", IN_WORK)

    def on_applied(self, changes: Sequence[AppliedChange]) -> None:
        """What is written about a period that is over makes its document anew, in the transaction that wrote it."""
        for change in changes:
            for wanted in self.kinds[change.after.kind].documents:
                if any(entered(change, status) for status in wanted.renews_on):
                    self._renew(wanted, change)

    def _renew(self, wanted: Wanted, change: AppliedChange) -> None:
        periodic, day = self.definitions[wanted.code].periodic, change.after.payload.get(wanted.at or "")
        for span in periodic.titles if periodic is not None and isinstance(day, str) else ():
            period, branch_id = period_of(span, date.fromisoformat(str(day)[:10])), change.after.branch_id
            if period.end <= change.at and self._anything(branch_id, wanted.code, period):
                self._requested(branch_id, wanted.code, period, None, change.at, "written_afterwards", IN_WORK)

    def _is_measured(self, code: str) -> bool:
        periodic = self.definitions[code].periodic
        return periodic is not None and periodic.measured

    def _close(self, branch_id: str, code: str, period: Period, at: datetime) -> None:
        """A period in which nothing happened is looked at again and again, so no writer waits for that look."""
        if self.documents.newest_of_period(branch_id, code, period.code) is not None:
            return
        if self._anything(branch_id, code, period):
            with self.transaction():
                self._requested(branch_id, code, period, None, at)

    def _anything(self, branch_id: str, code: str, period: Period) -> bool:
        if self._is_measured(code):  # without a sample is an answer too
            return True
        counted = [(kind, each) for kind, each in counted_kinds(self.kinds, code) if not each.afterwards]
        now = [kind.code for kind, each in counted if each.at is None]
        before = [kind.code for kind, each in counted if each.at is not None]
        return self.records.any_happened(branch_id, now, period.start, period.end) or self.records.any_happened(
            branch_id, before, period.start - LONGEST_WORK, period.end
        )

    def _requested(
        self,
        branch_id: str,
        code: str,
        period: Period,
        by: str | None,
        at: datetime,
        why: str = "asked_again",
        besides: frozenset[str] = frozenset(),
    ) -> Document:
        newest = self.documents.newest_of_period(branch_id, code, period.code)
        if newest is not None and newest.state not in ENDED | {"issued", "failed"} | besides:
            return newest
        if newest is None:
            document = self._first(branch_id, code, period, by, at)
        else:
            document = next_version(newest, self.new_id(), why, by, at)
        return self.documents.add_of_period(document)

    def _first(self, branch_id: str, code: str, period: Period, by: str | None, at: datetime) -> Document:
        return Document(
            branch_id=branch_id,
            id=self.new_id(),
            code=code,
            kind="" if self._is_measured(code) else counted_kinds(self.kinds, code)[0][0].code,
            record_id=None,
            period=period.code,
            version=1,
            state="ready",
            reason=None,
            serial=None,
            summary=period.zh,
            record_no=None,
            requested_by=by,
            requested_at=at,
        )


def _period(code: str) -> Period:
    try:
        return parse_period(code)
    except ValueError as error:
        raise NotAPeriod(field="period") from error
