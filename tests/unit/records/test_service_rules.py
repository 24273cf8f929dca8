"""Visits, surveys, devices, loans, fraud and care: what their definitions insist on (domain.md §2.1, §2.3, §2.7)."""

import pytest

from server.records import all_kinds
from tests.unit.records.examples import capture_faults, command, step_faults

INK = "sha256:" + "cd" * 32
SHOT = ["sha256:" + "ef" * 32]


def test_nobody_is_called_before_they_arrive():
    assert capture_faults("reception", called_at="2026-11-24T01:00:00.000Z") == {"called_after_arrival"}


def test_there_is_one_kind_that_visits_hang_on():
    assert [kind.code for kind in all_kinds().values() if kind.spine] == ["reception"]


def test_a_survey_is_about_a_service_or_a_campaign():
    assert capture_faults("survey_response", linked=None) == {"survey_of_something"}
    assert capture_faults("survey_response", linked=None, campaign_id="c-1") == set()


@pytest.mark.parametrize(
    ("mode", "lacking", "proof"),
    [
        ("phone", "recording_needed", {"recording_no": "LY20261124-031"}),
        ("paper", "original_needed", {"original": SHOT}),
        ("interview", "signature_needed", {"respondent_signature": INK}),
    ],
)
def test_a_response_not_given_on_screen_comes_with_its_proof(mode, lacking, proof):
    assert step_faults("survey_response", "submit", "issued", mode=mode) == {lacking}
    assert step_faults("survey_response", "submit", "issued", proof, mode=mode) == set()


def test_a_response_answers_the_first_question():
    assert step_faults("survey_response", "submit", "issued", q1=None) == {"required"}


def test_one_service_has_one_valid_response():
    keys = {key.fields: key.unique for key in all_kinds()["survey_response"].keys}
    assert keys[("linked",)]


def test_an_invitation_is_found_by_its_code_alone():
    keys = {key.fields: key.unique for key in all_kinds()["survey_response"].keys}
    assert keys[("token",)]


def test_does_not_apply_is_no_middle_score():
    field = all_kinds()["survey_response"].by_code["q6"]
    assert {"3", "not_applicable"} <= {option.code for option in field.options}


def test_customers_work_the_device_themselves():
    assert capture_faults("assist_session", customer_operated=False) == {"customer_did_it"}
    assert step_faults("assist_session", "complete", "in_progress", customer_operated=None) == {
        "required",
        "customer_did_it",
    }


def test_a_repair_names_the_fault_and_a_check_need_not():
    assert capture_faults("fault_ticket", fault_code=None) == {"fault_code_needed"}
    assert capture_faults("fault_ticket", fault_code=None, ticket_kind="status_check") == set()


@pytest.mark.parametrize("code", ["GN02", "GN04"])
def test_missing_cash_opens_a_question_to_operations_by_itself(code):
    [start] = [each for each in all_kinds()["fault_ticket"].starts if each.auto]
    assert start.values["to_department"] == "=operations_dept"
    assert code in start.when[2]


def test_the_lobby_manager_verifies_what_technical_support_did():
    assert command("fault_ticket", "report_back").department == "tech_support"
    assert "lobby_manager" in command("fault_ticket", "verify").roles
    assert command("fault_ticket", "verify").department is None


def test_a_device_is_back_after_it_was_down():
    args = {"work_done": "清理出钞口", "finding": "repaired", "restored_at": "2026-11-24T01:00:00.000Z"}
    assert step_faults("fault_ticket", "report_back", "in_progress", args) == {"restored_after_down"}


def test_the_opinion_on_a_loan_is_the_departments_alone():
    assert capture_faults("loan_preapplication", opinion="likely") == {"department_only"}
    assert command("loan_preapplication", "give_opinion").department == "credit_dept"


def test_a_loan_goes_to_credit_with_both_signatures():
    signed = {"applicant_signature": INK}
    assert step_faults("loan_preapplication", "hand_over", "confirmed", **signed) == {"required"}
    assert step_faults("loan_preapplication", "hand_over", "confirmed", **signed, credit_query_authorised=INK) == set()


def test_one_tap_is_enough_to_open_a_dissuasion_and_its_end_asks_for_the_rest():
    bare = {name: None for name in all_kinds()["fraud_dissuasion"].example if name not in ("fraud_type", "channel")}
    assert capture_faults("fraud_dissuasion", **bare) == set()
    assert step_faults("fraud_dissuasion", "conclude", "in_progress", **bare) == {"required"}


def test_no_more_is_saved_than_was_at_stake():
    assert capture_faults("fraud_dissuasion", amount_saved=9_000_000) == {"saved_within_sum"}


def test_family_is_called_with_consent():
    assert capture_faults("fraud_dissuasion", action=["family"]) == {"family_with_consent"}


def test_a_customer_who_insists_is_reported():
    assert capture_faults("fraud_dissuasion", outcome="insists", action=["dissuaded"]) == {"insisting_is_reported"}


def test_a_visit_at_home_is_approved_by_another_and_made_by_two():
    home = {"needs": ["home_visit"], "visit_place": "北京市朝阳区幸福里 3 号", "visit_reason": "卧床"}
    assert step_faults("elder_care", "serve", "registered", **home) == {"needs_no_visit"}
    one = {"visitors": ["u-1"], "visit_at": "2026-11-25T02:00:00.000Z"}
    assert step_faults("elder_care", "approve", "registered", one, **home) == {"two_visitors"}
    assert command("elder_care", "approve").not_author


def test_what_the_law_orders_kept_is_restricted_and_not_deleted():
    answer = {"outcome": "done", "answer": "已按规定处理您的请求"}
    assert step_faults("privacy_request", "answer", "in_progress", answer) == {"kept_means_restricted"}
    assert step_faults("privacy_request", "answer", "in_progress", {**answer, "outcome": "restricted"}) == set()


def test_bulletins_and_guides_are_published_by_their_departments():
    assert command("product_bulletin", "publish").department == "customer_service_dept"
    assert command("device_guide", "publish").department == "training_dept"


def test_who_has_read_is_worked_out_and_never_written():
    assert capture_faults("product_bulletin", acks=["u-1"]) == {"derived_field"}
