"""What a customer's own phone is asked to fill in: one form of one kind, at one branch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, Protocol

from server.domain.moments import to_wire
from server.domain.people import Branch
from server.records import Kind
from server.records.contributions import CustomerForm
from server.records.field import Field
from sync.server.state import RecordState

Standing = Literal["early", "open", "answered", "over"]
ANSWERABLE = ("enum", "bool", "int", "text")


class Branches(Protocol):
    def branches(self) -> list[Branch]: ...


class FindByKey(Protocol):
    def __call__(self, branch_id: str, kind: str, values: Mapping[str, Any]) -> list[str]:
        """Ids of standing records that share a key with these values."""
        ...


@dataclass(frozen=True)
class CustomerPage:
    """`kind` and `form` are what is filled in, `record` is the one whose code was scanned. `early`: not begun yet · `open`: the
    form waits · `answered`: this was done already · `over`: too late, or taken back."""

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
        step = self.step
        needed = step["required"] if step is not None else ()
        return frozenset(field.code for field in self.fields if field.required or field.code in needed)

    @property
    def step(self) -> Mapping[str, Any] | None:
        """The command of the form as the contract states it, where it has one."""
        commands = self.kind.definition["life_cycle"]["commands"]
        return next((each for each in commands if each["code"] == self.form.command), None)

    @property
    def about(self) -> str:
        """What the public is told it is about; nothing where only one person is asked."""
        return ""


def branch_of(branches: Branches, branch_no: str) -> Branch | None:
    return next((each for each in branches.branches() if each.no == branch_no), None)


def stamped(form: CustomerForm, began: datetime, at: datetime) -> dict[str, Any]:
    """What is said with the answers (`values` of a customer form)."""
    moments = {"@begun": to_wire(began), "@done": to_wire(at)}
    return {code: source[1:] if source.startswith("=") else moments[source] for code, source in form.values.items()}
