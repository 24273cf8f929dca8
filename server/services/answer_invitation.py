"""A customer answers on their own phone: the random code of an invitation opens one form of one record, once.

Nothing here knows what is asked: a kind says which of its customer forms a link opens, by which field, and which step the
answers take (server/records/contributions.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from server.domain.moments import to_wire
from server.domain.people import Branch
from server.records import Kind
from server.services.customer_page import Branches, CustomerPage, FindByKey, Standing, branch_of, stamped
from server.services.ports_sync import Records
from server.services.run_online import OperationRefused, Step, the_system
from sync.rules import holds
from sync.server.state import RecordState


class Run(Protocol):
    def __call__(self, who: Any, record_id: str, step: Step, at: datetime) -> tuple[Mapping[str, Any], RecordState]: ...


@dataclass(frozen=True)
class AnswerInvitation:
    kinds: Mapping[str, Kind]
    branches: Branches
    records: Records
    find: FindByKey
    run: Run

    def invitation(self, branch_no: str, code: str, at: datetime) -> CustomerPage | None:
        """None for a code nobody gave out, or whose record the tablet has not sent yet."""
        branch = branch_of(self.branches, branch_no)
        return next(self._found(branch, code, at), None) if branch else None

    def _found(self, branch: Branch, code: str, at: datetime) -> Iterator[CustomerPage]:
        for kind in self.kinds.values():
            for field in dict.fromkeys(form.by_link for form in kind.customer_forms if form.by_link):
                ids = self.find(branch.id, kind.code, {field: code})
                for record in self.records.records(branch.id, ids).values():
                    if record.payload.get(field) == code:
                        yield _invitation(branch, kind, field, record, at)

    def answer(
        self, invitation: CustomerPage, answers: Mapping[str, Any], began: datetime, at: datetime
    ) -> Mapping[str, Any] | None:
        """The refusing receipt (code, field, message), or None once the answers are stored and decided."""
        args = {**answers, **stamped(invitation.form, began, at)}
        try:
            step = Step(str(invitation.form.command), args)
            self.run(the_system(invitation.branch.id), invitation.record.id, step, at)
        except OperationRefused as refused:
            return refused.receipt
        return None


def _invitation(branch: Branch, kind: Kind, field: str, record: RecordState, at: datetime) -> CustomerPage:
    forms = [form for form in kind.customer_forms if form.by_link == field]
    values = {**record.payload, "status": record.status}
    form = next((form for form in forms if form.when is None or holds(form.when, values)), forms[0])
    page = CustomerPage(branch, kind, form, record, "open")
    return CustomerPage(branch, kind, form, record, _standing(page, at))


def _standing(page: CustomerPage, at: datetime) -> Standing:
    step, record = page.step, page.record
    if step is None:
        return "over"
    ends = page.kind.step_due_at(record.status, record.payload)
    if record.status in step["from"]:
        return "over" if ends is not None and ends <= to_wire(at) else "open"
    return "answered" if record.status == step["to"] else "over"
