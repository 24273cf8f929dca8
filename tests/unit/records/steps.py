"""Asking a kind what it refuses: of a capture, of a step, and of the person who takes it."""

from typing import Any

from server.records import all_kinds
from server.records.kind import FieldError
from sync.lifecycle import Standing, command_named, refusal

Found = set[tuple[str, str]]


def found(errors: list[FieldError]) -> Found:
    return {(error.field, error.code) for error in errors}


def capture(code: str, **changes: Any) -> Found:
    """What keeps the example of a kind, so changed, from being captured; `None` leaves a field out."""
    kind = all_kinds()[code]
    values = {field: value for field, value in {**kind.example, **changes}.items() if value is not None}
    return found(kind.capture_errors(values))


def step(code: str, verb: str, *, reason: str | None = None, held: dict[str, Any] | None = None, **args: Any) -> Found:
    """What keeps a step from the example of a kind, changed by what it `held`, whoever takes it."""
    kind = all_kinds()[code]
    command = command_named(kind.definition["life_cycle"], verb)
    assert command is not None, verb
    values = kind.normalised({**kind.example, **(held or {})})
    return found(kind.command_errors(command, command["from"][0], values, args, reason))


def barred(code: str, verb: str, role: str, **standing: Any) -> str | None:
    """Why a person of this role, who stands so to the record, may not take a step from its first state."""
    life_cycle = all_kinds()[code].definition["life_cycle"]
    command = command_named(life_cycle, verb)
    assert command is not None, verb
    return refusal(life_cycle, verb, command["from"][0], role, Standing(**standing))
