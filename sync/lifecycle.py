"""The life cycle of a record as data: which command may run, from which state, by whom, and what it must know.

`{"created", "states": [{"code", "required": [..]}], "commands": [{"code", "from": [..], "to", "roles": [..], "args": [..],
"required": [..], "guards": [..], "reason", "offline", "author_only", "stand_ins": [..], "department_only", "department",
"not_by": [..], "not_author"}]}`; `to` null leaves the state as it is. Both halves ask the same questions, so that the tablet
offers what the server will accept.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sync.fields import strip_blank

LifeCycle = Mapping[str, Any]
Command = Mapping[str, Any]
Values = Mapping[str, Any]
VOIDED = "voided"
ADDRESSED = "@addressed"


@dataclass(frozen=True)
class Standing:
    """How a person stands to a record. `author`: they captured it; `addressed`: it is addressed to their department; both are
    taken for granted where nobody can know yet (a tablet before the first answer). `department` is the code of their own
    department, `named_in` the fields that hold their account, `contributed`: some of the record is their work."""

    author: bool = True
    addressed: bool = True
    department: str | None = None
    named_in: frozenset[str] = frozenset()
    contributed: bool = False


ANYBODY = Standing()


def command_named(life_cycle: LifeCycle, name: str) -> Command | None:
    return next((command for command in life_cycle["commands"] if command["code"] == name), None)


def may_run(command: Command, status: str, roles: Iterable[str], standing: Standing = ANYBODY) -> bool:
    """Whether someone holding these roles may run it now."""
    return status in command["from"] and _barred(command, set(roles), standing) is None


def _barred(command: Command, roles: set[str], standing: Standing) -> str | None:
    """What keeps this person from the command in whatever state: no right to it, or that it would be a look at own work."""
    if not roles & set(command["roles"]) or (command.get("department_only") and not standing.addressed):
        return "not_permitted"
    if command.get("department") not in (None, standing.department):
        return "not_permitted"
    stands_in = bool(roles & set(command.get("stand_ins", ())))
    if command.get("author_only") and not standing.author and not stands_in:
        return "not_permitted"
    own_work = standing.named_in & set(command.get("not_by", ()))
    return "self_review" if own_work or (command.get("not_author") and standing.contributed) else None


def refusal(life_cycle: LifeCycle, name: str, status: str, role: str, standing: Standing = ANYBODY) -> str | None:
    """Why this role may not run the command on a record in this state; None when it may."""
    command = command_named(life_cycle, name)
    if command is None:
        return "unknown_command"
    if (barred := _barred(command, {role}, standing)) is not None:
        return barred
    return None if status in command["from"] else "wrong_status"


def open_commands(life_cycle: LifeCycle, status: str, role: str, standing: Standing = ANYBODY) -> list[str]:
    """The commands a person of this role can choose now, in the order of the definition."""
    return [each["code"] for each in life_cycle["commands"] if may_run(each, status, (role,), standing)]


def next_status(command: Command, status: str) -> str:
    return str(command["to"] or status)


def apply_command(command: Command, status: str, values: Values, args: Values) -> tuple[str, dict[str, Any]]:
    """State and values after the command. Whether it may run is asked before (`refusal`, `command_errors`)."""
    return next_status(command, status), {**values, **args}


def required_in(life_cycle: LifeCycle, status: str) -> list[str]:
    """The fields no record in this state may lack, because every way into it asks for them."""
    found = next((state for state in life_cycle["states"] if state["code"] == status), None)
    return list(found.get("required", ())) if found else []


def missing(command: Command, values: Values, reason: str | None) -> list[str]:
    """The fields a command still needs, `reason` among them; `values` already hold the command's arguments."""
    lacking = [field for field in command["required"] if values.get(field) is None]
    return [*lacking, "reason"] if command["reason"] and not strip_blank(reason or "") else lacking


def kept_for(life_cycle: LifeCycle, field: str) -> str | None:
    """Why no capture and no correction may write this field, as a code: only departments' steps set it (`department_only`), or
    only what declares the record void (`void_only`)."""
    steps = [command for command in life_cycle["commands"] if field in command["args"]]
    if not steps:
        return None
    if all(_is_departments(command) for command in steps):
        return "department_only"
    return "void_only" if all(command["to"] == VOIDED for command in steps) else None


def _is_departments(command: Command) -> bool:
    return bool(command.get("department_only") or command.get("department"))


def awaits(life_cycle: LifeCycle, status: str) -> tuple[str, ...]:
    """The departments that a record in this state waits for; `ADDRESSED` is whichever it is addressed to."""
    open_now = [command for command in life_cycle["commands"] if status in command["from"]]
    named = [ADDRESSED if each.get("department_only") else each.get("department") for each in open_now]
    return tuple(dict.fromkeys(name for name in named if name))


def surplus(command: Command, arguments: Values) -> list[str]:
    """Arguments the command does not take."""
    return [field for field in arguments if field not in command["args"]]
