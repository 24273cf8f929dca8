"""What a restated version says has changed, record by record."""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from server.domain.kpi import all_kpis
from server.domain.periods import parse_period
from server.services.ports_kpis import Snapshot
from server.services.restate_kpis import RestatedKpis

AT = datetime(2026, 4, 9, tzinfo=UTC)
PERIOD = parse_period("2026-03")


@dataclass
class Given:
    """Locks and records in one: two versions, and no record that has a number."""

    kept: list[Snapshot]

    def versions(self, *_: Any) -> list[Snapshot]:
        return self.kept

    def records(self, *_: Any) -> dict[str, Any]:
        return {}


def row(person: str, **more: Any) -> dict[str, Any]:
    return {"id": "r1", "kind": "drill", "month": "2026-03", "person": person, "reason": "rehearsed", **more}


def changes(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> list[tuple[str, str]]:
    figures = json.dumps({"branch": {"status": "met", "figures": []}, "people": {}})
    kept = [
        Snapshot("b", PERIOD.code, "k5", number, AT, figures, len(rows), "", zlib.compress(json.dumps(rows).encode()))
        for number, rows in enumerate((before, after), 1)
    ]
    restated: Any = RestatedKpis(Given(kept), Given(kept))  # type: ignore[arg-type]  # the two methods that are asked
    _, last = restated("b", all_kpis()["k5"], PERIOD)
    return [(each.person, each.change) for each in last.difference.records]


def test_who_is_added_to_a_record_is_added_and_the_branch_keeps_what_it_had() -> None:
    assert changes([row("-")], [row("-"), row("li")]) == [("li", "added")]
    assert changes([row("-"), row("li")], [row("-")]) == [("li", "removed")]


def test_a_record_that_goes_over_to_another_person_is_changed() -> None:
    assert changes([row("wang")], [row("li")]) == [("li", "changed")]
