"""Many people answer one code: each makes a record by the form that the link of the scanned record declares, once a browser.

Nothing here knows what is asked: a kind says which form of which kind its link opens, while and until when
(server/records/public_link.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Protocol

from server.domain.moments import bank_day, from_wire, to_wire
from server.domain.people import Branch
from server.records import Kind
from server.records.kind import FieldError
from server.records.public_link import PublicLink
from server.services.customer_page import Branches, CustomerPage, FindByKey, Standing, branch_of, stamped
from server.services.ports_sync import Records
from server.services.run_online import Doer, OperationRefused, Step, the_system
from server.services.start_records import CONSTANT, ORIGIN, follower_id
from sync.rules import holds
from sync.server.state import RecordState


class Online(Protocol):
    def __call__(
        self, who: Doer, record_id: str, step: Step, at: datetime
    ) -> tuple[Mapping[str, Any], RecordState]: ...

    def capture_once(
        self, who: Doer, kind: str, record_id: str, values: Mapping[str, Any], at: datetime
    ) -> object | None: ...


@dataclass(frozen=True)
class OpenPage(CustomerPage):
    """`shown` is the kind of the record that was scanned."""

    link: PublicLink
    shown: Kind

    @property
    def about(self) -> str:
        return str(self.record.payload.get(self.link.about) or "")

    def said(self, began: datetime, at: datetime) -> dict[str, Any]:
        moments = {"@begun": to_wire(began), "@done": to_wire(at), ORIGIN: self.record.id}
        sources = self.link.values.items()
        return {code: each[1:] if each.startswith(CONSTANT) else moments[each] for code, each in sources}


@dataclass(frozen=True)
class AnswerPublicLink:
    kinds: Mapping[str, Kind]
    branches: Branches
    records: Records
    find: FindByKey
    online: Online

    def page(self, branch_no: str, code: str, serial: str | None, at: datetime) -> OpenPage | None:
        """As it stands for the browser of this serial; None for a code that no record shows."""
        branch = branch_of(self.branches, branch_no)
        found = next(self._found(branch, code, at), None) if branch else None
        return replace(found, standing="answered") if found and serial and self._made(found, serial) else found

    def _found(self, branch: Branch, code: str, at: datetime) -> Iterator[OpenPage]:
        for kind in self.kinds.values():
            for field in dict.fromkeys(link.field for link in kind.public_links):
                ids = self.find(branch.id, kind.code, {field: code})
                for record in self.records.records(branch.id, ids).values():
                    if record.payload.get(field) == code:
                        yield from self._opened(branch, kind, field, record, at)

    def _opened(self, branch: Branch, shown: Kind, field: str, record: RecordState, at: datetime) -> Iterator[OpenPage]:
        values = {**record.payload, "status": record.status}
        for link in shown.public_links:
            if link.field == field and (link.when is None or holds(link.when, values)):
                kind = self.kinds[link.kind]
                form = next(each for each in kind.customer_forms if each.code == link.form)
                yield OpenPage(branch, kind, form, record, _standing(shown, link, record, at), link, shown)

    def _made(self, page: OpenPage, serial: str) -> bool:
        """Whether this browser has answered to the end."""
        made_id = follower_id(page.record.id, serial)
        made = self.records.records(page.branch.id, [made_id]).get(made_id)
        return made is not None and (page.step is None or made.status not in page.step["from"])

    def answer(
        self, page: OpenPage, serial: str, answers: Mapping[str, Any], began: datetime, at: datetime
    ) -> Mapping[str, Any] | None:
        """What refuses it (code, field, message), or None once it is stored and decided. Said twice it is made once: after a
        crash between the two steps, the next try takes the second."""
        said = page.said(began, at)
        given = {**answers, **stamped(page.form, began, at)}
        values = said if page.step is not None else {**said, **given}
        faults = _faults(page, values, given)
        if faults:
            return _receipt(faults[0])
        if self.find(page.branch.id, page.kind.code, values):
            return None
        try:
            self._make(page, follower_id(page.record.id, serial), values, given, at)
        except OperationRefused as refused:
            return refused.receipt
        return None

    def _make(
        self, page: OpenPage, made_id: str, values: Mapping[str, Any], given: Mapping[str, Any], at: datetime
    ) -> None:
        who = the_system(page.branch.id)
        self.online.capture_once(who, page.kind.code, made_id, values, at)
        if page.step is None:
            return
        made = self.records.records(page.branch.id, [made_id]).get(made_id)
        if made is not None and made.status in page.step["from"]:
            self.online(who, made_id, Step(page.step["code"], given), at)


def _standing(shown: Kind, link: PublicLink, record: RecordState, at: datetime) -> Standing:
    """States are declared in the order in which a record passes them."""
    order = [state.code for state in shown.life_cycle.states]
    if record.status not in link.states:
        is_early = record.status in order and order.index(record.status) < order.index(link.states[0])
        return "early" if is_early else "over"
    last = record.payload.get(link.until)
    return "over" if isinstance(last, str) and bank_day(at) > _day(last) else "open"


def _day(value: str) -> date:
    return bank_day(from_wire(value)) if "T" in value else date.fromisoformat(value)


def _faults(page: OpenPage, values: Mapping[str, Any], given: Mapping[str, Any]) -> list[FieldError]:
    """All that would be refused, before anything is stored: nobody leaves half an answer behind."""
    faults = page.kind.capture_errors(values)
    if page.step is not None:
        created = page.kind.life_cycle.created
        faults += page.kind.command_errors(page.step, created, values, given, None)
    return faults


def _receipt(fault: FieldError) -> Mapping[str, Any]:
    return {"code": fault.code, "field": fault.field, "message": {"zh": fault.zh, "en": fault.en}}
