"""The life cycle of a kind as its definition file writes it; sync/lifecycle.py runs it."""

from dataclasses import dataclass
from typing import Any, Literal

from sync.lifecycle import VOIDED

Tone = Literal["neutral", "waiting", "attention", "done", "void"]


@dataclass(frozen=True)
class State:
    code: str
    zh: str
    en: str
    tone: Tone = "neutral"
    final: bool = False

    def meta(self) -> dict[str, Any]:
        return {"code": self.code, "zh": self.zh, "en": self.en, "tone": self.tone, "final": self.final}


@dataclass(frozen=True)
class Command:
    """`args` are the fields it may set, `required` those the record must have once it ran, `reason` asks for a sentence of
    why. `offline` commands can be captured without a network; the others are decided while the person waits. `author_only`
    leaves it to the person who captured the record, `department_only` to the department the record is addressed to."""

    code: str
    zh: str
    en: str
    source: tuple[str, ...]
    to: str | None
    roles: tuple[str, ...]
    args: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    reason: bool = False
    offline: bool = True
    author_only: bool = False
    department_only: bool = False

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
            "reason": self.reason,
            "offline": self.offline,
            "author_only": self.author_only,
            "department_only": self.department_only,
        }


@dataclass(frozen=True)
class LifeCycle:
    """`created` is the state a captured record enters; drafts never leave the tablet. Every kind can be declared void."""

    created: str
    states: tuple[State, ...]
    commands: tuple[Command, ...]
    void_roles: tuple[str, ...] = ("ops_supervisor",)

    def meta(self) -> dict[str, Any]:
        return {
            "created": self.created,
            "states": [state.meta() for state in (*self.states, _VOIDED)],
            "commands": [command.meta() for command in (*self.commands, self._void())],
        }

    def _void(self) -> Command:
        everywhere = tuple(state.code for state in self.states)
        return Command("void", "作废", "Declare void", everywhere, VOIDED, self.void_roles, reason=True, offline=False)


_VOIDED = State(VOIDED, "已作废", "Void", "void", final=True)
