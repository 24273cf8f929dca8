import pytest

from sync.lifecycle import (
    Standing,
    awaits,
    command_named,
    kept_for,
    missing,
    next_status,
    open_commands,
    refusal,
    surplus,
)
from tests.unit.sync.vectors import vectors

CASES = vectors("lifecycle")
LIFE_CYCLE = CASES["life_cycle"]


def command(case):
    found = command_named(LIFE_CYCLE, case["command"])
    assert found is not None
    return found


@pytest.mark.parametrize(
    "case", CASES["refusal"], ids=lambda case: f"{case['command']}-{case['status']}-{case['role']}"
)
def test_a_command_is_refused_for_the_reason_the_vectors_say(case):
    assert refusal(LIFE_CYCLE, case["command"], case["status"], case["role"]) == case["code"]


@pytest.mark.parametrize("case", CASES["open_commands"], ids=lambda case: f"{case['status']}-{case['role']}")
def test_only_commands_that_would_be_accepted_are_offered(case):
    assert open_commands(LIFE_CYCLE, case["status"], case["role"]) == case["commands"]


@pytest.mark.parametrize("case", CASES["missing"], ids=lambda case: f"{case['command']}-{case['missing']}")
def test_a_command_names_what_it_still_needs(case):
    assert missing(command(case), case["values"], case["reason"]) == case["missing"]


@pytest.mark.parametrize("case", CASES["surplus"], ids=lambda case: f"{case['command']}-{case['surplus']}")
def test_a_command_names_arguments_it_does_not_take(case):
    assert surplus(command(case), case["args"]) == case["surplus"]


@pytest.mark.parametrize("case", CASES["next_status"], ids=lambda case: f"{case['command']}-{case['status']}")
def test_a_command_leads_to_its_state_or_leaves_it(case):
    assert next_status(command(case), case["status"]) == case["next"]


@pytest.mark.parametrize("case", CASES["standing"], ids=str)
def test_a_command_asks_how_the_person_stands_to_the_record(case):
    told = {**case["standing"], "named_in": frozenset(case["standing"].get("named_in", ()))}
    assert refusal(CASES["reviewed"], case["command"], case["status"], case["role"], Standing(**told)) == case["code"]


@pytest.mark.parametrize("case", CASES["awaits"], ids=lambda case: case["status"])
def test_a_state_tells_which_departments_it_waits_for(case):
    assert list(awaits(CASES["reviewed"], case["status"])) == case["departments"]


@pytest.mark.parametrize("case", CASES["kept_for"], ids=lambda case: case["field"])
def test_what_only_departments_steps_or_the_declaring_void_set_is_kept_for_them(case):
    assert kept_for(CASES["reviewed"], case["field"]) == case["code"]
