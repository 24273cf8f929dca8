"""The compliance check and what is closed to everybody but 合规部 (domain.md §2.2, §5)."""

import pytest

from server.records import all_kinds
from server.records.kind import NOWHERE
from tests.unit.records.examples import capture_faults, command, step_faults, steps_open_to

COMPLIANCE = "compliance_dept"


def passing_faults(definitive="none", **values):
    """What keeps the branch from passing a check that the bank's own screening found without a hit."""
    return step_faults("aml_check", "pass", "screened", definitive=definitive, **values)


def test_no_hit_passes_at_the_branch():
    assert passing_faults() == set()


def test_nothing_passes_without_a_network():
    assert not command("aml_check", "pass").offline


@pytest.mark.parametrize("outcome", ["possible", "to_review"])
def test_anything_but_no_hit_goes_to_compliance(outcome):
    faults = passing_faults(screening=outcome, decision="to_compliance")
    assert faults == {"only_no_hit_passes", "only_branch_decision_passes"}


@pytest.mark.parametrize("definitive", ["possible", "to_review", None])
def test_what_a_tablet_found_passes_nobody_without_the_banks_own_screening(definitive):
    assert passing_faults(definitive=definitive) == {"only_definitive_no_hit_passes"}


def test_the_branch_cannot_say_pass_on_a_hit():
    assert capture_faults("aml_check", screening="possible") == {"pass_needs_no_hit"}


def test_a_stale_list_passes_nobody():
    assert passing_faults(list_stale=True) == {"only_fresh_list_passes"}


def test_an_identity_that_does_not_match_passes_nobody():
    assert passing_faults(verify_result="name_differs") == {"only_match_passes"}


def test_something_unusual_is_for_compliance():
    assert passing_faults(indicators=["group_opening"]) == {"only_low_indicators_pass"}


def test_a_check_that_passes_names_the_image_of_the_document():
    assert passing_faults(copy_ref=None) == {"required"}


def test_the_result_of_a_terminal_comes_with_its_reference():
    assert capture_faults("aml_check", verify_ref=None) == {"reference_of_the_check"}


def test_the_original_is_seen():
    assert capture_faults("aml_check", doc_seen=False) == {"original_seen"}


def test_the_source_of_funds_is_asked_only_at_high_risk():
    assert capture_faults("aml_check", fund_source="经营收入") == {"source_only_when_needed"}
    assert capture_faults("aml_check", fund_source="经营收入", risk_level="high") == set()


@pytest.mark.parametrize("field", ["hit_ruling", "hit_detail", "compliance_opinion", "source_asked"])
def test_nobody_but_compliance_writes_its_answer(field):
    value = {"hit_ruling": "false_positive", "source_asked": True}.get(field, "核对后不是同一人")
    assert capture_faults("aml_check", **{field: value}) == {"department_only"}


def test_every_way_out_of_awaiting_compliance_is_the_departments():
    ways = [each for each in all_kinds()["aml_check"].life_cycle.commands if "awaiting_compliance" in each.source]
    assert {each.department for each in ways if each.to} == {COMPLIANCE}
    assert "pass" not in steps_open_to("aml_check", "awaiting_compliance", "lobby_manager")


def test_a_confirmed_hit_cannot_be_passed():
    ruling = {"hit_ruling": "confirmed", "compliance_opinion": "确认为名单人员"}
    assert step_faults("aml_check", "compliance_pass", "awaiting_compliance", ruling) == {"ruling_clears"}


def test_a_clue_is_sealed_carried_nowhere_and_read_by_compliance_alone():
    clue = all_kinds()["suspicious_clue"]
    assert (clue.sealed, clue.readers, clue.scope) == (True, COMPLIANCE, NOWHERE)
    assert {each.department for each in clue.life_cycle.commands} == {COMPLIANCE}


def test_a_clue_shows_no_list_more_than_its_time_and_names_no_record():
    clue = all_kinds()["suspicious_clue"]
    assert (clue.columns.title, clue.columns.subtitle, clue.search) == ("noticed_at", (), ())
    assert [field.code for field in clue.fields if field.type in ("ref", "refs")] == []


def test_identity_and_transactions_are_kept_ten_years():
    kept = ("customer", "business_request", "account_opening", "aml_check", "suspicious_clue")
    assert {all_kinds()[code].retention.years for code in kept} == {10}
