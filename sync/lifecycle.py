"""The life cycle of a record as data: which command may run, from which state, by whom, and what it must know.

`{"created", "states": [{"code", "required": [..]}], "commands": [{"code", "from": [..], "to", "roles": [..], "args": [..],
"required": [..], "guards": [..], "reason", "offline", "author_only", "stand_ins": [..], "department_only"}]}`; `to` null
leaves the state as it is. Both halves ask the same questions, so that the tablet offers what the server will accept.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from sync.fields import strip_blank

LifeCycle = Mapping[str, Any]
Command = Mapping[str, Any]
Values = Mapping[str, Any]
VOIDED = "voided"


def command_named(life_cycle: LifeCycle, name: str) -> Command | None:
    return next((command for command in life_cycle["commands"] if command["code"] == name), None)


def may_run(
    command: Command, status: str, roles: Iterable[str], *, author: bool = True, department: bool = True
) -> bool:
    """Whether someone holding these roles may run it now. `author`: they captured the record; `department`: it is addressed
    to theirs. Where nobody can know yet (a tablet before the first answer), both are taken for granted."""
    return status in command["from"] and _permitted(command, set(roles), author, department)


def _permitted(command: Command, roles: set[str], author: bool, department: bool) -> bool:
    if not roles & set(command["roles"]) or (command.get("department_only") and not department):
        return False
    return author or not command.get("author_only") or bool(roles & set(command.get("stand_ins", ())))


def refusal(
    life_cycle: LifeCycle, name: str, status: str, role: str, *, author: bool = True, department: bool = True
) -> str | None:
    """Why this role may not run the command on a record in this state; None when it may."""
    command = command_named(life_cycle, name)
    if command is None:
        return "unknown_command"
    if not _permitted(command, {role}, author, department):
        return "not_permitted"
    return None if status in command["from"] else "wrong_status"


def open_commands(
    life_cycle: LifeCycle, status: str, role: str, *, author: bool = True, department: bool = True
) -> list[str]:
    """The commands a person of this role can choose now, in the order of the definition."""
    commands = life_cycle["commands"]
    return [each["code"] for each in commands if may_run(each, status, (role,), author=author, department=department)]


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


def is_answer(life_cycle: LifeCycle, field: str) -> bool:
    """Whether only steps of the addressed department set this field: nobody else may write it, nor put it right."""
    steps = [command for command in life_cycle["commands"] if field in command["args"]]
    return bool(steps) and all(command.get("department_only") for command in steps)


def surplus(command: Command, arguments: Values) -> list[str]:
    """Arguments the command does not take."""
    return [field for field in arguments if field not in command["args"]]
