"""Everything that keeps a record from being captured or taken a step further, over vectors/validation.json."""

import pytest

from sync import validation
from sync.lifecycle import command_named
from tests.unit.sync.vectors import vectors

VECTORS = vectors("validation")
KIND = VECTORS["kind"]


@pytest.mark.parametrize("case", VECTORS["normalised"])
def test_values_are_stored_in_their_normal_form(case):
    assert validation.normalised(KIND, case["values"]) == case["normalised"]


@pytest.mark.parametrize("case", VECTORS["capture"])
def test_a_capture_is_held_to_its_fields_and_rules(case):
    assert validation.capture_errors(KIND, case["values"]) == case["faults"]


@pytest.mark.parametrize("case", VECTORS["record"])
def test_a_record_is_held_to_what_its_state_asks(case):
    assert validation.record_errors(KIND, case["values"], case["status"]) == case["faults"]


@pytest.mark.parametrize("case", VECTORS["command"])
def test_a_command_is_held_to_arguments_guards_and_the_state_it_leads_to(case):
    command = command_named(KIND["life_cycle"], case["command"])
    assert command is not None
    found = validation.command_errors(KIND, command, case["status"], case["values"], case["args"], case.get("reason"))
    assert found == case["faults"]


@pytest.mark.parametrize("case", VECTORS["explain"])
def test_a_fault_is_told_in_both_languages(case):
    assert validation.explain(VECTORS["messages"], KIND, case["fault"]) == case["told"]
