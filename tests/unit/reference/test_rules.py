"""Figures are asked with their instant, and say whether anybody verified them."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from server.domain.moments import BANK_ZONE
from server.reference import Catalogue, load_catalogue
from server.services.read_rules import FIGURE_SETS, ReadRules

CATALOGUE = load_catalogue()
RULES = ReadRules(lambda _branch: CATALOGUE)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BANK_ZONE)


NOW = at("2026-11-24 10:00")


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("cdd_cash_cny", 5_000_000),
        ("large_cash_cny", 5_000_000),
        ("large_entity_cny", 200_000_000),
        ("large_person_cny", 50_000_000),
        ("large_cross_border_cny", 20_000_000),
        ("complaint_simple_days", 15),
        ("complaint_complex_days", 30),
        ("risk_objection_days", 15),
        ("identity_years", 10),
        ("elder_age", 60),
        ("queue_red_minutes", 30),
        ("screening_list_hours", 24),
        ("drill_pass_score", 80),
    ],
)
def test_a_figure_is_what_the_text_says(code: str, value: int) -> None:
    assert RULES.value(code, NOW) == value


def test_a_rule_holds_from_the_midnight_of_its_day_in_shanghai() -> None:
    assert RULES.value("cdd_cash_cny", at("2025-12-31 23:59")) is None
    assert RULES.value("cdd_cash_cny", at("2026-01-01 00:00")) == 5_000_000


def test_what_nobody_verified_is_told_and_binds_nobody() -> None:
    assert RULES.value("deceased_deposit_cny", NOW) == 5_000_000
    assert RULES.binding("deceased_deposit_cny", NOW) is None
    assert RULES.binding("large_cash_cny", NOW) == 5_000_000


def test_a_code_nobody_knows_has_no_figure() -> None:
    assert RULES.value("nothing", NOW) is None


def test_no_code_stands_in_both_sets_of_figures() -> None:
    codes = [{entry.code for entry in CATALOGUE.sets[name].versions[-1].entries} for name in FIGURE_SETS]
    assert codes[0] & codes[1] == set()


def test_the_version_of_a_set_is_what_a_record_keeps() -> None:
    assert RULES.version("settings", NOW) == "2026-01-01"
    assert RULES.version("settings", at("2025-12-31 10:00")) is None


def test_a_version_is_as_old_as_the_newest_figure_in_it() -> None:
    assert RULES.version("thresholds", at("2025-12-31 10:00")) != RULES.version("thresholds", NOW)


def test_periods_of_a_code_never_overlap_and_everything_has_a_source() -> None:
    """For every set, on every day on which anything changes, a code is there once and says where it comes from."""
    for name in CATALOGUE.sets:
        for day in days(CATALOGUE):
            entries = CATALOGUE.entries_on(name, day)
            codes = [entry.code for entry in entries]
            assert len(codes) == len(set(codes)), (name, day)
            assert all(entry.source.strip() for entry in entries), (name, day)


def days(catalogue: Catalogue) -> list[date]:
    return catalogue.days_of_change()
