"""The life cycle of a record as data: which command may run, from which state, by whom, and what it must know.

`{"created", "states": [{"code"}], "commands": [{"code", "from": [..], "to", "roles": [..], "args": [..], "required": [..],
"reason", "offline"}]}`; `to` null leaves the state as it is. Both halves ask the same questions, so that the tablet offers
what the server will accept.
"""

from collections.abc import Mapping
from typing import Any

LifeCycle = Mapping[str, Any]
Command = Mapping[str, Any]
VOIDED = "voided"


def command_named(life_cycle: LifeCycle, name: str) -> Command | None:
    return next((command for command in life_cycle["commands"] if command["code"] == name), None)


def refusal(life_cycle: LifeCycle, name: str, status: str, role: str) -> str | None:
    """Why this role may not run the command on a record in this state; None when it may."""
    command = command_named(life_cycle, name)
    if command is None:
        return "unknown_command"
    if role not in command["roles"]:
        return "not_permitted"
    return None if status in command["from"] else "wrong_status"


def open_commands(life_cycle: LifeCycle, status: str, role: str) -> list[str]:
    """The commands a person of this role can choose now, in the order of the definition."""
    names = [command["code"] for command in life_cycle["commands"]]
    return [name for name in names if refusal(life_cycle, name, status, role) is None]


def next_status(command: Command, status: str) -> str:
    return str(command["to"] or status)


def missing(command: Command, values: Mapping[str, Any], reason: str | None) -> list[str]:
    """The fields a command still needs, `reason` among them; `values` already hold the command's arguments."""
    lacking = [field for field in command["required"] if values.get(field) is None]
    return [*lacking, "reason"] if command["reason"] and not (reason or "").strip() else lacking


def surplus(command: Command, arguments: Mapping[str, Any]) -> list[str]:
    """Arguments the command does not take."""
    return [field for field in arguments if field not in command["args"]]
