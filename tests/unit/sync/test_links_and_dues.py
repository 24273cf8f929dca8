import pytest

from sync.dues import dues_of, overdue_command
from sync.links import linked_ids, may_link
from tests.unit.sync.vectors import vectors

LINKS, DUES = vectors("links"), vectors("dues")
SENT = {"due_at": "2026-11-24T09:00:00.000Z"}


@pytest.mark.parametrize("case", LINKS["linked_ids"], ids=lambda case: str(case["ids"]))
def test_every_field_that_refers_to_records_links(case):
    assert linked_ids(LINKS["fields"], case["values"]) == case["ids"]


def test_a_column_of_an_entry_may_link_too():
    assert [may_link([field]) for field in LINKS["fields"]] == [True, True, False, True]


@pytest.mark.parametrize("case", DUES["dues_of"], ids=lambda case: case["status"])
def test_dues_apply_in_their_states_soonest_first(case):
    assert dues_of(DUES["kind"], case["status"], case["values"]) == case["dues"]


def test_the_system_takes_its_step_when_it_is_past_due_and_not_before():
    moments = ("2026-11-24T08:59:59.999Z", "2026-11-24T09:00:00.000Z")
    assert [overdue_command(DUES["kind"], "sent", SENT, now) for now in moments] == [None, "escalate"]


def test_a_reminder_is_no_step_of_the_systems():
    assert overdue_command(DUES["kind"], "done", {"follow_up_on": "2026-11-01"}, "2026-11-24T09:00:00.000Z") is None
