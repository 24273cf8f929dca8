"""A customer answers on their own phone: the random code of an invitation opens one form of one record, once.

Nothing here knows what is asked: a kind says which of its customer forms a link opens, by which field, and which step the
answers take (server/records/contributions.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, Protocol

from server.domain.moments import to_wire
from server.domain.people import Branch
from server.records import Kind
from server.records.contributions import CustomerForm
from server.records.field import Field
from server.services.ports_sync import Records
from server.services.run_online import OperationRefused, Step, the_system
from sync.rules import holds
from sync.server.state import RecordState

Standing = Literal["open", "answered", "over"]
ANSWERABLE = ("enum", "bool", "int", "text")


class Branches(Protocol):
    def branches(self) -> list[Branch]: ...


class FindByKey(Protocol):
    def __call__(self, branch_id: str, kind: str, values: Mapping[str, Any]) -> list[str]:
        """Ids of standing records that share a key with these values."""
        ...


class Run(Protocol):
    def __call__(self, who: Any, record_id: str, step: Step, at: datetime) -> tuple[Mapping[str, Any], RecordState]: ...


@dataclass(frozen=True)
class Invitation:
    """`open`: the form waits · `answered`: its step was taken · `over`: too late, or taken back."""

    branch: Branch
    kind: Kind
    form: CustomerForm
    record: RecordState
    standing: Standing

    @property
    def fields(self) -> list[Field]:
        return [each for each in map(self.kind.by_code.__getitem__, self.form.fields) if each.type in ANSWERABLE]

    @property
    def required(self) -> frozenset[str]:
        step = _command(self.kind, self.form)
        return frozenset(field.code for field in self.fields if field.required or field.code in step["required"])


@dataclass(frozen=True)
class AnswerInvitation:
    kinds: Mapping[str, Kind]
    branches: Branches
    records: Records
    find: FindByKey
    run: Run

    def invitation(self, branch_no: str, code: str, at: datetime) -> Invitation | None:
        """None for a code nobody gave out, or whose record the tablet has not sent yet."""
        branch = next((each for each in self.branches.branches() if each.no == branch_no), None)
        return next(self._found(branch, code, at), None) if branch else None

    def _found(self, branch: Branch, code: str, at: datetime) -> Iterator[Invitation]:
        for kind in self.kinds.values():
            for field in dict.fromkeys(form.by_link for form in kind.customer_forms if form.by_link):
                ids = self.find(branch.id, kind.code, {field: code})
                for record in self.records.records(branch.id, ids).values():
                    if record.payload.get(field) == code:
                        yield _invitation(branch, kind, field, record, at)

    def answer(
        self, invitation: Invitation, answers: Mapping[str, Any], began: datetime, at: datetime
    ) -> Mapping[str, Any] | None:
        """The refusing receipt (code, field, message), or None once the answers are stored and decided."""
        args = {**answers, **_stamped(invitation.form, began, at)}
        try:
            step = Step(str(invitation.form.command), args)
            self.run(the_system(invitation.branch.id), invitation.record.id, step, at)
        except OperationRefused as refused:
            return refused.receipt
        return None


def _invitation(branch: Branch, kind: Kind, field: str, record: RecordState, at: datetime) -> Invitation:
    forms = [form for form in kind.customer_forms if form.by_link == field]
    values = {**record.payload, "status": record.status}
    form = next((form for form in forms if form.when is None or holds(form.when, values)), forms[0])
    return Invitation(branch, kind, form, record, _standing(kind, form, record, at))


def _standing(kind: Kind, form: CustomerForm, record: RecordState, at: datetime) -> Standing:
    step = _command(kind, form)
    ends = kind.step_due_at(record.status, record.payload)
    if record.status in step["from"]:
        return "over" if ends is not None and ends <= to_wire(at) else "open"
    return "answered" if record.status == step["to"] else "over"


def _command(kind: Kind, form: CustomerForm) -> Mapping[str, Any]:
    commands = kind.definition["life_cycle"]["commands"]
    return next(each for each in commands if each["code"] == form.command)


def _stamped(form: CustomerForm, began: datetime, at: datetime) -> dict[str, Any]:
    moments = {"@begun": to_wire(began), "@done": to_wire(at)}
    return {code: source[1:] if source.startswith("=") else moments[source] for code, source in form.values.items()}
