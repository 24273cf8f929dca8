"""What counts in a survey, and that the two populations stay apart."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from fractions import Fraction

from server.documents.deliverables import d02, d06
from server.documents.figures import percent, two_places
from server.domain.shares import Share
from server.domain.survey_figures import (
    Response,
    distribution,
    judge,
    recommendation,
    satisfaction,
)
from tests.samples.build import period
from tests.samples.d02 import SERIAL, questionnaire
from tests.samples.d06 import about_device

NOON = datetime(2026, 11, 24, 4, tzinfo=UTC)


def response(id: str = "one", hours: float = 1, **more) -> Response:
    told = {"state": "returned", "mode": "self", "service": "visit", "answers": {"q1": "5"}}
    submitted = NOON + timedelta(hours=hours)
    return Response(id=id, issued=NOON, begun=submitted, submitted=submitted, **{**told, **more})


def test_what_staff_typed_and_what_lacks_the_overall_answer_does_not_count() -> None:
    found = judge([response(mode="staff"), response("two", answers={"q9": 10}), response("three", state="expired")])
    assert found.valid == ()
    assert [why for _, why in found.excluded] == ["typed_by_staff", "unanswered", "expired"]


def test_of_several_about_one_service_the_last_within_a_day_counts() -> None:
    found = judge(
        [response("first", 1), response("last", 23), response("late", 25), response("campaign", service=None)]
    )
    assert [each.id for each in found.valid] == ["last", "campaign"]
    assert {why for _, why in found.excluded} == {"answered_again"}


def test_a_hasty_answer_is_marked_and_counts() -> None:
    found = judge([response()])
    assert found.valid[0].hasty(10)


def test_not_applicable_is_never_the_middle_of_the_scale() -> None:
    valid = [response(answers={"q1": "5", "q6": code}) for code in ("5", "not_applicable")] + [response()]
    found = distribution(valid, "q6")
    assert (found.rated, found.not_applicable, found.unanswered) == (1, 1, 1)
    assert (found.satisfied, found.mean) == (Share(1, 1), Fraction(5))


def test_satisfaction_is_exact_at_its_target() -> None:
    valid = [response(answers={"q1": "4" if number < 34 else "3"}) for number in range(40)]
    share = satisfaction(valid)
    assert (percent(share), share.reaches(85)) == ("85.00%", True)
    assert not satisfaction(valid[1:]).reaches(85)
    assert (percent(satisfaction([])), satisfaction([]).reaches(0)) == ("无样本", False)


def test_recommendation_is_promoters_less_detractors() -> None:
    given = [response(answers={"q1": "5", "q9": score}) for score in (10, 9, 8, 7, 6, 0)]
    found = recommendation(given)
    assert (found.promoters, found.passives, found.detractors, found.score) == (2, 2, 2, Fraction(0))
    assert recommendation([response()]).score is None


def test_figures_are_rounded_half_up_after_they_were_compared() -> None:
    assert [two_places(Fraction(each, 1000)) for each in (125, 124, -125, 0)] == ["0.13", "0.12", "-0.13", "0.00"]


def test_the_two_surveys_of_a_month_have_different_populations() -> None:
    month = period(
        "2026-11", SERIAL, [*(questionnaire(each) for each in range(1, 9)), about_device(9), about_device(10)]
    )
    services, devices = d02.month_sheet(month).context, d06.month_sheet(month).context
    assert (services.figures[0].much, devices.figures[0].much) == ("8", "2")
    assert [row.issued for row in devices.beside] == [2, 8]
