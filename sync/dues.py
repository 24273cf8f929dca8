"""What a record waits for, and until when: the dues of its kind that apply in its state, soonest first.

A field of type `date` is due at the end of that day by the bank's clock (Asia/Shanghai, UTC+8, no summer time): at 16:00 UTC.
"""

from collections.abc import Mapping
from typing import Any

from sync.lifecycle import ADDRESSED, awaits

KindMeta = Mapping[str, Any]
Values = Mapping[str, Any]
END_OF_BANK_DAY = "T16:00:00.000Z"


def due_moment(value: Any) -> str | None:
    """The instant by which it must be done, of a `datetime` or a `date` value."""
    if not isinstance(value, str):
        return None
    return value if "T" in value else value + END_OF_BANK_DAY


def dues_of(kind: KindMeta, status: str, values: Values) -> list[dict[str, Any]]:
    """`[{"field", "at", "command"}]`; `command` is the step the system takes once it is past due, None for a reminder."""
    found = [{**each, "at": due_moment(values.get(each["field"]))} for each in _applying(kind, status)]
    return sorted((each for each in found if each["at"] is not None), key=lambda each: str(each["at"]))


def _applying(kind: KindMeta, status: str) -> list[dict[str, Any]]:
    named = [{"field": due["field"], "command": due["command"]} for due in kind["dues"] if status in due["states"]]
    inbox = kind["inbox"]
    asked = inbox is not None and ADDRESSED in awaits(kind["life_cycle"], status)
    told = any(due["field"] == inbox["due_field"] for due in named) if asked else True
    return named if told else [*named, {"field": inbox["due_field"], "command": None}]


def overdue_command(kind: KindMeta, status: str, values: Values, now: str) -> str | None:
    """The step that is the system's to take now."""
    past = [due for due in dues_of(kind, status, values) if due["command"] and due["at"] <= now]
    return str(past[0]["command"]) if past else None
