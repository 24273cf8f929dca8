"""The life cycle of a kind as its definition file writes it; sync/lifecycle.py runs it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from server.records.void_cause import VOID_CAUSE
from sync.lifecycle import VOIDED

Tone = Literal["neutral", "waiting", "attention", "done", "void"]


@dataclass(frozen=True)
class State:
    code: str
    zh: str
    en: str
    tone: Tone = "neutral"
    final: bool = False

    def meta(self, required: Sequence[str] = ()) -> dict[str, Any]:
        named = {"code": self.code, "zh": self.zh, "en": self.en}
        return {**named, "tone": self.tone, "final": self.final, "required": list(required)}


@dataclass(frozen=True)
class Command:
    """`args` are the fields it may set, `required` those the record must have once it ran, `reason` asks for a sentence of
    why, `words` takes one besides if somebody wants to add it. `guards` are rules (by code) that hold only for this step. `offline` commands can be captured without a network; the
    others are decided while the person waits. `author_only` leaves it to the person who captured the record or to a role of
    `stand_ins`, `department_only` to the department the record is addressed to; `department` names the one department whose
    agents take this step, whatever the record says. `not_by` are fields holding accounts that must not be the one who runs it
    (nobody verifies their own work), `not_author` keeps everybody away who contributed to the record. A `bound` step approves: at the desk, by
    signing in again, on exactly the content that was read (`Approval`)."""

    code: str
    zh: str
    en: str
    source: tuple[str, ...]
    to: str | None
    roles: tuple[str, ...]
    args: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    guards: tuple[str, ...] = ()
    reason: bool = False
    words: bool = False
    offline: bool = True
    author_only: bool = False
    stand_ins: tuple[str, ...] = ()
    department_only: bool = False
    department: str | None = None
    not_by: tuple[str, ...] = ()
    not_author: bool = False
    bound: bool = False

    def meta(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "zh": self.zh,
            "en": self.en,
            "from": list(self.source),
            "to": self.to,
            "roles": list(self.roles),
            "args": list(self.args),
            "required": list(self.required),
            "guards": list(self.guards),
            "reason": self.reason,
            "words": self.words,
            "offline": self.offline,
            "author_only": self.author_only,
            "stand_ins": list(self.stand_ins),
            "department_only": self.department_only,
            "department": self.department,
            "not_by": list(self.not_by),
            "not_author": self.not_author,
            "bound": self.bound,
        }


@dataclass(frozen=True)
class LifeCycle:
    """`created` is the state a captured record enters; drafts never leave the tablet. A kind can be declared void by `void_roles`;
    where there are none, by nobody."""

    created: str
    states: tuple[State, ...]
    commands: tuple[Command, ...]
    void_roles: tuple[str, ...] = ("ops_supervisor",)

    def meta(self) -> dict[str, Any]:
        return {
            "created": self.created,
            "states": [state.meta(self._required_in(state.code)) for state in (*self.states, _VOIDED)],
            "commands": [command.meta() for command in (*self.commands, *self._void())],
        }

    def _required_in(self, status: str) -> list[str]:
        """What every way into this state asks for, so that no later correction may take it away."""
        ways = [command.required for command in self.commands if command.to == status]
        if status == self.created or not ways:
            return []
        return [field for field in ways[0] if all(field in way for way in ways)]

    def _void(self) -> tuple[Command, ...]:
        everywhere = tuple(state.code for state in self.states)
        said = (VOID_CAUSE.code,)
        void = Command(
            "void", "作废", "Declare void", everywhere, VOIDED, self.void_roles, said, said, words=True, offline=False
        )
        return (void,) if self.void_roles else ()


_VOIDED = State(VOIDED, "已作废", "Void", "void", final=True)
