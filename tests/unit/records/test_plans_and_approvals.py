"""Plans and events are approved by people who did not write them, one after the other (domain.md §1, §2.4, §2.5)."""

import pytest

from tests.unit.records.steps import barred, capture, step

PICTURE = "sha256:" + "c3" * 32
RESULTS = [{"metric": "每月 1—5 日平均等候分钟数", "before": "34", "after": "19"}]


@pytest.mark.parametrize(
    ("kind", "verb", "role"),
    [
        ("improvement_plan", "endorse", "branch_manager"),
        ("improvement_plan", "approve", "management"),
        ("improvement_plan", "close", "ops_supervisor"),
        ("improvement_measure", "complete", "ops_supervisor"),
        ("improvement_measure", "postpone", "branch_manager"),
        ("analysis_report", "review", "branch_manager"),
        ("event_plan", "approve", "branch_manager"),
    ],
)
def test_who_contributed_does_not_approve(kind: str, verb: str, role: str) -> None:
    assert barred(kind, verb, role) is None
    assert barred(kind, verb, role, contributed=True) == "self_review"


def test_a_plan_in_which_the_branch_manager_took_part_goes_to_the_management() -> None:
    assert barred("improvement_plan", "pass_up", "branch_manager", contributed=True) is None
    assert step("improvement_plan", "pass_up") == {("reason", "reason_required")}


def test_only_the_management_approves_a_plan() -> None:
    assert barred("improvement_plan", "approve", "branch_manager") == "not_permitted"


def test_a_plan_is_closed_with_the_metric_before_and_after_its_effect_and_evidence() -> None:
    held = {"results": RESULTS, "effect": "月初上午等候缩短十五分钟。"}
    assert ("evidence", "required") in step("improvement_plan", "close", held=held)
    assert step("improvement_plan", "close", held={**held, "evidence": [PICTURE]}) == set()
    assert {("results", "required"), ("effect", "required")} <= step("improvement_plan", "verify")


def test_every_goal_is_measured_by_its_own_metric_before_and_after():
    other = {"results": [{"metric": "投诉件数", "before": "9", "after": "4"}], "effect": "月初上午等候缩短十五分钟。"}
    assert step("improvement_plan", "verify", **other) == {("results", "every_goal_measured_twice")}
    assert ("results", "every_goal_measured_twice") in step("improvement_plan", "close", held=other)


def test_a_plan_is_amended_only_with_a_reason_and_is_discussed_again() -> None:
    assert step("improvement_plan", "amend", period_to="2027-01-31") == {("reason", "reason_required")}
    assert step("improvement_plan", "amend", reason="设备到货推迟", period_to="2027-01-31") == set()


def test_a_measure_is_done_only_with_its_effect() -> None:
    assert step("improvement_measure", "complete") == {
        ("effect", "required"),
        ("before", "required"),
        ("after", "required"),
    }


def test_a_metric_is_given_before_and_after() -> None:
    told = {"effect": "等候时间明显缩短。", "before": "34"}
    assert step("improvement_measure", "ask_verification", **told) == {
        ("after", "same_metric_twice"),
        ("after", "required"),
    }
    assert step("improvement_measure", "ask_verification", **told, after="19") == set()


@pytest.mark.parametrize(
    ("verb", "department"),
    [("marketing_pass", "marketing_dept"), ("compliance_pass", "compliance_dept")],
)
@pytest.mark.parametrize("kind", ["event_plan", "event_material"])
def test_each_department_passes_its_own_step(kind: str, verb: str, department: str) -> None:
    assert barred(kind, verb, "department_agent", department=department) is None
    assert barred(kind, verb, "department_agent", department="sales_team") == "not_permitted"
    assert barred(kind, verb, "branch_manager") == "not_permitted"


def test_forbidden_words_keep_a_plan_and_a_text_from_being_sent_on() -> None:
    assert step("event_plan", "submit") == set()
    for kind, field in (("event_plan", "script"), ("event_material", "body")):
        assert step(kind, "submit", held={"forbidden_found": True}) == {(field, "no_forbidden_words")}


def test_products_no_longer_in_force_keep_a_plan_from_being_sent_on() -> None:
    assert step("event_plan", "submit", held={"products_expired": True}) == {("products", "products_in_force")}


def test_private_funds_are_never_promoted() -> None:
    assert capture("event_plan", theme="私募产品沙龙") == {("theme", "no_private_funds_in_theme")}
    assert capture("event_material", body="优选私募产品，限时认购。") == {("body", "no_private_funds")}


def test_an_event_ends_after_it_begins() -> None:
    begins = "2026-12-03T01:30:00.000Z"
    assert capture("event_plan", start_at=begins, end_at=begins) == {("end_at", "ends_after_it_begins")}


def test_pictures_of_an_event_need_consent() -> None:
    held = {
        "actual_start_at": "2026-12-03T01:30:00.000Z",
        "actual_end_at": "2026-12-03T03:00:00.000Z",
        "actual_count": 38,
    }
    told = {"summary": "到场三十八人，秩序良好。", "photos": [PICTURE]}
    assert step("event_plan", "sum_up", held=held, **told) == {("image_consent", "pictures_need_consent")}
    assert step("event_plan", "sum_up", held=held, **told, image_consent=True) == set()


def test_a_name_is_kept_at_an_event_only_with_consent() -> None:
    assert capture("event_attendance", consent=False) == {("consent", "kept_with_consent")}
    assert capture("event_attendance", consent=False, attendee=None, attendee_mobile=None) == set()


def test_there_is_no_lead_without_marketing_consent() -> None:
    assert capture("lead", marketing_consent=False) == {("marketing_consent", "marketing_consent_needed")}


def test_leads_are_followed_up_by_the_sales_team_and_given_up_when_consent_is_withdrawn() -> None:
    assert barred("lead", "contact", "department_agent", department="sales_team") is None
    assert barred("lead", "contact", "wealth_manager") == "not_permitted"
    assert barred("lead", "withdraw_consent", "lobby_manager") is None


def test_everybody_checks_themselves_out_of_an_event() -> None:
    assert barred("staff_participation", "check_out", "lobby_manager", author=False) == "not_permitted"


def test_a_score_lies_between_one_and_five() -> None:
    assert capture("event_feedback", score=0) == capture("event_feedback", score=6) == {("score", "out_of_range")}
