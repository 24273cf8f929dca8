"""The start of a ticket from another record, which many kinds offer in the same words (domain.md §2.0)."""

from typing import Any

from server.records.contributions import Start


def ask_department(
    zh: str, en: str, ticket_type: str, *, to: str | None = None, content: str | None = None, **more: Any
) -> Start:
    """`to` and `priority` are as in `Start.values`: `=constant` or a field of the record; without `to` the person chooses.
    `content` is the field that says what it is about. `more` takes `priority`, `when` and `auto`."""
    priority = more.pop("priority", "=normal")
    values = {"to_department": to, "ticket_type": ticket_type, "priority": priority, "channel": "=system"}
    named = {**values, "content": content, "linked": "@record"}
    return Start(
        "department_ticket", zh, en, {field: given for field, given in named.items() if given is not None}, **more
    )
