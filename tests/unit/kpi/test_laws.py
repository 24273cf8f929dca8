"""Laws that hold for every KPI, over random small banks: order never matters, what hangs together is found from any of it, an
unrelated record changes nothing, a correction never erases an error, person and branch agree."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.kpi import all_kpis, contributions_of, groups_of
from server.domain.kpi.counting import BRANCH
from sync.lifecycle import VOIDED
from tests.unit.kpi.bank import HOUSE, record, tallies

KPIS = all_kpis()
IDS = st.sampled_from(["a", "b", "c", "d"])
PEOPLE = st.sampled_from(["li", "wang"])
MOMENTS = st.sampled_from(["2026-10-31T15:00:00.000Z", "2026-10-31T17:00:00.000Z", "2026-11-24T04:00:00.000Z"])
OPTIONAL = st.sampled_from([None, "a", "b"])


def drawn(kind, statuses, /, **fields):
    parts = {name: each if isinstance(each, st.SearchStrategy) else st.just(each) for name, each in fields.items()}
    made = st.fixed_dictionaries(
        {"id": IDS, "status": st.sampled_from([*statuses, VOIDED]), "by": PEOPLE, "at": MOMENTS, **parts}
    )
    return made.map(lambda told: record(kind, f"{kind}-{told.pop('id')}", told.pop("status"), **told))


def named(kind):
    return IDS.map(lambda id: f"{kind}-{id}")


RESULTS = st.lists(
    st.fixed_dictionaries(
        {"item": st.sampled_from(["CK06", "CK07"]), "result": st.sampled_from(["pass", "fail", "unchecked"])}
    ),
    unique_by=lambda row: row["item"],
)
SERVICES = st.sampled_from([None, "visit"])
RECORDS = {
    "k1": drawn("survey_response", ["submitted", "issued"], linked=SERVICES, mode=st.sampled_from(["self", "staff"]),
                q1=st.sampled_from([None, "2", "5"]), submitted_at=MOMENTS),
    "k2": drawn("business_request", ["completed", "in_progress"], core_serial_no=st.sampled_from([None, "S1", "S2"]),
                void_cause=st.sampled_from(["entry_error", "operating_error", "customer_cancelled"]), completed_at=MOMENTS)
    | drawn("error_record", ["to_confirm", "established", "corrected", "unfounded"], request_id=named("business_request")),
    "k3": drawn("feedback", ["collected"], duplicate_of=st.none() | named("feedback"))
    | drawn("complaint", ["accepted"], linked=st.none() | named("feedback"))
    | drawn("improvement_measure", ["not_started"], plan_id=named("improvement_plan"))
    | drawn("improvement_plan", ["drafting", "approved"], report_id=named("analysis_report"))
    | drawn("analysis_report", ["submitted"], period_from="2026-10-01", period_to="2026-12-31"),
    "k4": drawn("event_plan", ["ended", "preparing"], actual_end_at=MOMENTS)
    | drawn("staff_participation", ["checked_in"], event_id=named("event_plan"))
    | drawn("event_feedback", ["submitted"], event_id=named("event_plan"), score=st.integers(1, 5)),
    "k5": drawn("inspection", ["submitted", "missed", "due"], kind="patrol", results=RESULTS, finished_at=MOMENTS)
    | drawn("hazard", ["closed_out", "found"], inspection_id=named("inspection"), item="CK06", due_on="2026-11-10",
            verified_at=MOMENTS)
    | drawn("drill", ["archived", "planned"], scenario="fire", ended_at=MOMENTS),
}  # fmt: skip
each_kpi = pytest.mark.parametrize("code", sorted(KPIS))


def banks(code):
    return st.lists(RECORDS[code], max_size=9, unique_by=lambda each: each.id)


@each_kpi
@given(data=st.data())
def test_order_never_matters(code, data):
    records = data.draw(banks(code))
    assert tallies(KPIS[code], records) == tallies(KPIS[code], data.draw(st.permutations(records)))


@each_kpi
@given(data=st.data())
def test_every_record_of_its_kinds_is_accounted_for_once_a_month(code, data):
    records = data.draw(banks(code))
    facts = [KPIS[code].fact(each, HOUSE) for each in records]
    found = contributions_of(KPIS[code], facts)
    assert {each.record_id for each in found} == {each.id for each in records}
    assert len({(each.record_id, each.month) for each in found}) == len(found)
    assert {each.reason for each in found} <= set(KPIS[code].reasons)
    assert {flag for each in found for flag in each.flags} <= set(KPIS[code].flags)
    assert all(each.counted or not each.amounts for each in found)


@each_kpi
@given(data=st.data())
def test_what_hangs_together_is_judged_as_if_nothing_else_were_there(code, data):
    facts = [KPIS[code].fact(each, HOUSE) for each in data.draw(banks(code))]
    alone = [each for group in groups_of(facts) for each in contributions_of(KPIS[code], group)]
    assert sorted(alone, key=repr) == sorted(contributions_of(KPIS[code], facts), key=repr)


@each_kpi
@given(data=st.data())
def test_an_unrelated_record_changes_nothing(code, data):
    records = data.draw(banks(code))
    other = record("lost_item", "unrelated", "registered")
    assert tallies(KPIS[code], records) == tallies(KPIS[code], [*records, other])


@pytest.mark.parametrize("code", ["k1", "k2", "k3"])
@given(data=st.data())
def test_the_branch_is_the_union_of_its_people(code, data):
    sums = defaultdict(lambda: [0, 0])
    found = tallies(KPIS[code], data.draw(banks(code)))
    for (month, measure, person), amount in found.items():
        if person != BRANCH:
            sums[month, measure][0] += amount.numerator
            sums[month, measure][1] += amount.denominator
    branch = {key[:2]: list(amount) for key, amount in found.items() if key[2] == BRANCH}
    assert dict(sums) == branch


@given(data=st.data())
def test_a_correction_never_erases_an_error(data):
    records = data.draw(banks("k2"))
    corrected = [replace(each, status="corrected") if each.status == "established" else each for each in records]
    assert tallies(KPIS["k2"], records) == tallies(KPIS["k2"], corrected)
