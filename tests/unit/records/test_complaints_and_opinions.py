"""Opinions, complaints and objections: nothing is turned away, nobody judges what is said about them (domain.md §2.4, §5)."""

from server.records import all_kinds
from tests.unit.records.steps import barred, capture, step

TOLD = "2026-11-30T02:00:00.000Z"
SOMEBODY = {"name": "陈建国", "capacity": "representative"}


def test_no_complaint_is_refused() -> None:
    states = {state.zh for state in all_kinds()["complaint"].life_cycle.states}
    assert states == {"已受理", "调查", "已决定", "已告知", "核查", "归档", "已撤回"}


def test_five_people_may_speak_for_a_joint_complaint_and_a_sixth_may_not() -> None:
    assert capture("complaint", complainants=[SOMEBODY] * 5) == set()
    assert capture("complaint", complainants=[SOMEBODY] * 6) == {("complainants", "too_long")}


def test_an_agent_complains_only_with_an_authorisation() -> None:
    agent = {"name": "周宁", "capacity": "agent"}
    assert capture("complaint", complainants=[agent]) == {("complainants.0.authorised", "agent_authorised")}
    assert capture("complaint", complainants=[{**agent, "authorised": True}]) == set()


def test_nobody_handles_a_complaint_about_themselves() -> None:
    assert step("complaint", "investigate", handler="u-1", complained_of="u-1") == {
        ("handler", "handler_not_concerned")
    }
    assert step("complaint", "investigate", handler="u-1", complained_of="u-2") == set()
    assert barred("complaint", "decide", "lobby_manager", named_in=frozenset({"complained_of"})) == "self_review"


def test_only_a_complex_complaint_is_extended_with_its_approver_and_the_notice() -> None:
    approved = {"extension_approver": "u-9", "extension_notified_at": TOLD}
    assert step("complaint", "extend", reason="等待鉴定", complexity="very_complex", **approved) == set()
    assert step("complaint", "extend", reason="等待鉴定", **approved) == {("complexity", "extension_is_needed")}
    assert ("extension_notified_at", "required") in step(
        "complaint", "extend", reason="等待鉴定", complexity="complex", extension_approver="u-9"
    )


def test_the_handler_does_not_approve_the_extension() -> None:
    approved = {"extension_approver": "u-1", "extension_notified_at": TOLD}
    assert step(
        "complaint", "extend", reason="等待鉴定", held={"handler": "u-1"}, complexity="complex", **approved
    ) == {("extension_approver", "approver_not_handler")}
    assert barred("complaint", "extend", "branch_manager", named_in=frozenset({"handler"})) == "self_review"


def test_a_complaint_is_taken_in_as_very_complex_only_through_an_extension() -> None:
    assert capture("complaint", complexity="very_complex") == {("complexity", "very_complex_is_extended")}


def test_the_terms_of_a_complaint_come_from_the_thresholds() -> None:
    derived = {each.field: each.arguments for each in all_kinds()["complaint"].derived}
    assert derived["due_at"]["from"] == "received_at"
    assert [derived["due_at"][code] for code in ("simple", "complex", "very_complex")] == [
        "=complaint_simple_days",
        "=complaint_complex_days",
        "=complaint_special_days",
    ]


def test_essential_payments_are_secured_when_an_objection_touches_them() -> None:
    assert capture("risk_objection", essential_measures=None) == {("essential_measures", "essentials_secured")}
    assert capture("risk_objection", essential_measures=None, essential_affected=False) == set()


def test_an_objection_is_decided_by_compliance_alone() -> None:
    assert barred("risk_objection", "decide", "department_agent", department="compliance_dept") is None
    assert barred("risk_objection", "decide", "department_agent", department="operations_dept") == "not_permitted"
    assert barred("risk_objection", "decide", "branch_manager") == "not_permitted"
    assert ("decision", "department_only") in capture("risk_objection", decision="经核实予以解除限制。")


def test_a_telephone_number_of_an_opinion_needs_consent() -> None:
    assert capture("feedback", follow_up_consent=None) == {("follow_up_consent", "telephone_needs_consent")}
    assert capture("feedback", follow_up_consent=None, customer_mobile=None) == set()


def test_an_opinion_is_closed_as_a_duplicate_only_of_another() -> None:
    assert step("feedback", "close_as_duplicate") == {("duplicate_of", "is_duplicate")}


def test_an_opinion_goes_unanswered_only_with_a_reason() -> None:
    assert step("feedback", "close_without_reply") == {("reason", "reason_required")}


def test_no_more_questionnaires_come_back_than_went_out() -> None:
    assert step("survey_campaign", "end", issued_count=80, returned_count=81) == {
        ("returned_count", "returned_within_issued")
    }
    assert step("survey_campaign", "end", issued_count=80, returned_count=80) == set()


def test_marketing_confirms_its_own_figures() -> None:
    assert barred("satisfaction_import", "confirm", "department_agent", department="marketing_dept") is None
    assert barred("satisfaction_import", "confirm", "branch_manager") == "not_permitted"
    assert capture("satisfaction_import", score="100") == capture("satisfaction_import", score="86.55") == set()
    assert capture("satisfaction_import", score="100.5") == {("score", "pattern")}


def test_feedback_is_reviewed_with_somebody_of_the_management() -> None:
    assert capture("review_meeting", attendees=[{"name": "王芳", "post": "大堂经理"}]) == {
        ("attendees", "management_present")
    }
