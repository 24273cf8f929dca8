"""What kinds declare for the overview and the day holds together, and every role that answers for branches has its desk."""

from __future__ import annotations

from datetime import date

import pytest

from server.domain.roles import EVERY_BRANCH, ROLES, SUPERVISORS, may
from server.records import Kind, all_kinds
from server.reference import load_catalogue
from server.services.reconcile_day import SPANS

KINDS = all_kinds()
WATCHING = [kind for kind in KINDS.values() if kind.watches]
SETTINGS = load_catalogue().sets["settings"].entries_on(date(2026, 11, 24))


@pytest.mark.parametrize("kind", WATCHING, ids=lambda kind: kind.code)
def test_a_watch_counts_states_of_its_kind_under_a_name_of_its_own(kind: Kind) -> None:
    states = {state["code"] for state in kind.life_cycle.meta()["states"] if not state["final"]}
    assert {state for watch in kind.watches for state in watch.states} <= states
    assert len({watch.code for watch in kind.watches}) == len(kind.watches)


def test_what_is_of_a_day_is_counted_by_the_day() -> None:
    assert [watch.code for kind in WATCHING for watch in kind.watches if watch.of_day and not watch.today] == []


def test_no_watch_says_today_beside_another_day() -> None:
    of_days = [watch for kind in WATCHING for watch in kind.watches if watch.of_day]
    assert [each.code for each in of_days if "今日" in (each.zh_of_day or each.zh)] == []
    assert [each.code for each in of_days if "today" in (each.en_of_day or each.en)] == []


def test_two_watches_are_never_called_the_same() -> None:
    names = [watch.zh for kind in WATCHING for watch in kind.watches]
    assert len(set(names)) == len(names)


def test_a_suspicion_names_a_span_of_the_house() -> None:
    units = {entry.code: entry.extras["unit"] for entry in SETTINGS}
    named = {key.suspect for kind in KINDS.values() for key in kind.keys if key.suspect}
    assert named
    assert {units[code] for code in named} <= set(SPANS)


def test_whoever_answers_for_a_branch_sees_what_waits_in_it() -> None:
    assert all(may(role, "overview.read") for role in SUPERVISORS)
    assert {"admin", "auditor", "regional_supervisor", "management"} == EVERY_BRANCH
    assert [role.code for role in ROLES if may(role.code, "day.close") and role.code not in SUPERVISORS] == []
