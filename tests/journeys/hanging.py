"""Records that begin on another one, and a record of the demonstration branch on which each can be begun."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

from server.records import Kind, all_kinds
from server.records.contributions import Start
from sync.rules import holds

KINDS = all_kinds()
ROLE = "lobby_manager"


@dataclass(frozen=True)
class Hanging:
    """`start` of the record with the number `on`, as the button at its foot says."""

    kind: Kind
    start: Start
    on: str


def hanging(page: Page, address: str) -> Iterator[Hanging]:
    """Of every kind that somebody begins on another record, one such start; the newest record that offers it."""
    for kind in KINDS.values():
        if kind.quick is None or ROLE not in kind.capture_roles:
            continue
        found = next(_starts_of(kind, page, address), None)
        if found is not None:
            yield found


def _starts_of(kind: Kind, page: Page, address: str) -> Iterator[Hanging]:
    for origin in KINDS.values():
        if origin.spine:
            continue  # a visit has a page of its own, on which everything stands one tap away
        for start in origin.starts:
            if start.kind == kind.code and not start.auto:
                yield from (Hanging(kind, start, record["no"]) for record in _offering(origin, start, page, address))


def _offering(origin: Kind, start: Start, page: Page, address: str) -> Iterator[Mapping[str, Any]]:
    answer = page.request.get(f"{address}/api/records", params={"kind": origin.code, "limit": "50"})
    assert answer.ok, answer.text()
    for record in answer.json()["items"]:
        offered = start.when is None or holds(start.when, {**record["values"], "status": record["status"]})
        if record["no"] and offered and _open(origin, start, record["status"]):
            yield record


def _open(origin: Kind, start: Start, status: str) -> bool:
    """Whether the step that goes with it can be taken there."""
    if start.then is None:
        return True
    step = next(each for each in origin.life_cycle.commands if each.code == start.then)
    return status in step.source and ROLE in step.roles
