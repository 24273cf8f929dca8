"""Every kind is captured as its definition's example says, by the lobby manager on a tablet, and works out its derived fields."""

import pytest

from server.records import all_kinds
from tests.pushes import pen_of

CAPTURED = [kind.code for kind in all_kinds().values() if "lobby_manager" in kind.capture_roles]


@pytest.fixture
def pen(world):
    return pen_of(world)


def test_the_example_of_every_kind_is_taken_and_gets_its_number(pen):
    for code in CAPTURED:
        [receipt] = pen.push(pen.create(code))
        assert (code, receipt["verdict"]) == (code, "applied")
        assert receipt["no"].startswith(all_kinds()[code].prefix)


def test_what_follows_from_an_identity_number_is_worked_out(pen):
    pen.push(pen.create("customer", id_no="440524188001010014"))
    [customer] = [item for item in pen.pull_items() if item.get("kind") == "customer"]
    assert (customer["values"]["gender"], customer["values"]["age_group"]) == ("male", "from_65")


def test_cash_from_the_threshold_on_is_flagged_and_below_it_is_not(pen):
    below, reached = (
        pen.create("business_request", business_type="cash_deposit", amount=amount) for amount in (4_999_999, 5_000_000)
    )
    pen.push(below, reached)
    flagged = {item["id"]: item["values"].get("over_cash_threshold") for item in pen.pull_items() if "values" in item}
    assert (flagged[below["record_id"]], flagged[reached["record_id"]]) == (False, True)


def test_a_fault_again_within_the_days_of_observation_has_recurred(world, pen):
    first = pen.create("fault_ticket")
    pen.push(first)
    world.clock.pass_by(hours=1)
    again = pen.create("fault_ticket")
    pen.push(again)
    found = {item["id"]: item["values"] for item in pen.pull_items() if item.get("kind") == "fault_ticket"}
    assert [found[each["record_id"]]["recurrence"] for each in (first, again)] == [False, True]


def test_a_service_is_surveyed_once(pen):
    verdicts = [pen.push(pen.create("survey_response"))[0] for _again in range(2)]
    assert [each["verdict"] for each in verdicts] == ["applied", "rejected"]
    assert verdicts[1]["code"] == "duplicate_surveyed_service"


def test_a_clue_travels_to_no_tablet(pen):
    clue = pen.create("suspicious_clue")
    assert pen.push(clue)[0]["verdict"] == "applied"
    assert [item for item in pen.pull_items() if item.get("id") == clue["record_id"]] == []
