"""What is kept of the KPIs is always what the records alone would give: after any sequence of changes, on both databases."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.domain.kpi import Changed, all_kpis
from server.services.ports_sync import AppliedChange
from server.services.run_online import Doer, Step
from tests.pushes import pen_of
from tests.unit.kpi.random_banks import RECORDS

EXAMPLES = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
BATCHES = st.lists(st.lists(st.one_of(*RECORDS.values()), max_size=6), max_size=6)
MARCH = "2026-03"


@pytest.fixture
def world(world_on_both):
    return world_on_both


def recount(world, branch_id=None, **how):
    return world.services.parts["kpis"].recount.of_branch(branch_id or world.branch.id, **how)


def apply(world, branch_id, batch):
    """The records of a batch as if operations had been decided that leave them so."""
    records, counting = world.services.parts["records"], world.services.parts["kpi_counting"]
    with world.services.transaction():
        changes = []
        for wanted in batch:
            before = records.record(branch_id, wanted.id)
            after = replace(wanted, branch_id=branch_id, rev=before.rev + 1 if before else 1)
            (records.change if before else records.add)([after])
            changes.append(AppliedChange(before, after, world.clock()))
        if changes:
            counting.on_applied(changes)


@EXAMPLES
@given(batches=BATCHES)
def test_after_any_changes_the_tallies_are_those_of_the_records(world, batches):
    branch = world.other_branch()
    for batch in batches:
        apply(world, branch.id, batch)
    found = recount(world, branch.id)
    assert (found.wrong, found.tallies) == ([], [])


@EXAMPLES
@given(batch=st.lists(st.one_of(*RECORDS.values()), max_size=10, unique_by=lambda each: each.id), data=st.data())
def test_records_one_by_one_in_any_order_give_what_they_give_at_once(world, batch, data):
    together, apart = world.other_branch(), world.other_branch()
    apply(world, together.id, batch)
    for each in data.draw(st.permutations(batch)):
        apply(world, apart.id, [each])
    tallies = world.services.parts["kpis"].recount.tallies
    sums = [{k: v for k, v in tallies.all_tallies(b.id).items() if any(v)} for b in (together, apart)]
    assert sums[0] == sums[1]


def tally(world, measure, person="*", month=MARCH):
    found = world.services.parts["kpis"].recount.tallies.tallies(world.branch.id, [month])
    return found.get((month, measure, person), Changed(0, 0))


def completed(world, pen, **values):
    """A piece of business received on the tablet and confirmed at the desk."""
    values = {"business_type": "loss_report", "amount": None, "counterparty": None, "promised_at": None, **values}
    received = pen.create("business_request", **values)
    assert pen.push(received)[0]["verdict"] == "applied"
    step(world, received["record_id"], "lobby", "clear")
    step(world, received["record_id"], "teller", "complete")
    return received["record_id"]


def step(world, record_id, name, verb, reason=None, **args):
    person = world.person(name)
    doer = Doer(person.id, person.roles[0], world.branch.id)
    return world.services.parts["sync"].run_online(doer, record_id, Step(verb, args, reason), world.clock())


def test_business_counts_from_the_moment_it_is_completed(world):
    pen = pen_of(world)
    record_id = completed(world, pen)
    assert tally(world, "k2.business") == tally(world, "k2.business", world.person("lobby").id) == Changed(1, 0)
    record = world.services.parts["records"].record(world.branch.id, record_id)
    done = record.payload["completed_at"]
    world.clock.pass_by(days=30)
    step(world, record_id, "teller", "archive")
    assert world.services.parts["records"].record(world.branch.id, record_id).payload["completed_at"] == done
    assert (tally(world, "k2.business"), recount(world).agrees) == (Changed(1, 0), True)


def test_an_error_counts_when_it_is_established_and_stays_when_it_is_put_right(world):
    pen = pen_of(world)
    request = completed(world, pen)
    error = pen.create("error_record", request_id=request)
    pen.push(error)
    assert tally(world, "k2.errors") == Changed(0, 1)
    step(world, error["record_id"], "supervisor", "establish")
    assert tally(world, "k2.errors") == Changed(1, 1)
    put_right = {"correction": "已补交授权书", "corrected_at": "2026-11-25T03:00:00.000Z"}
    world.clock.pass_by(days=1)
    step(world, error["record_id"], "lobby", "correct", **put_right)
    assert (tally(world, "k2.errors"), recount(world).agrees) == (Changed(1, 1), True)


def test_what_is_rolled_back_is_not_counted(world):
    def ends_badly():
        with world.services.transaction():
            completed(world, pen_of(world))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        ends_badly()
    assert recount(world).records == 0


def test_a_wrong_tally_is_found_and_put_right(world):
    completed(world, pen_of(world))
    kept = world.services.parts["kpi_counting"].contributions
    kept.add_up(world.branch.id, {(MARCH, "k2.business", "*"): Changed(7, 0)})
    assert recount(world).tallies == [(MARCH, "k2.business", "*")]
    recount(world, put_right=True)
    assert (tally(world, "k2.business"), recount(world).agrees) == (Changed(1, 0), True)


def test_a_contribution_that_is_missing_is_found_and_put_right(world):
    record_id = completed(world, pen_of(world))
    world.services.parts["kpi_counting"].contributions.replace(world.branch.id, [("k2", record_id)], [])
    assert recount(world).wrong == [record_id]
    recount(world, put_right=True)
    assert recount(world).agrees


def test_every_kind_a_kpi_counts_exists(world):
    kinds = world.services.parts["sync"].see.kinds
    assert {kind for kpi in all_kpis().values() for kind in kpi.kinds} <= set(kinds)
