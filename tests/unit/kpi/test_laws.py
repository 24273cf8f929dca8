"""Laws that hold for every KPI, over random small banks: order never matters, what hangs together is found from any of it, an
unrelated record changes nothing, a correction never erases an error, person and branch agree."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.domain.kpi import all_kpis, contributions_of, groups_of
from server.domain.kpi.counting import BRANCH
from tests.unit.kpi.bank import HOUSE, record, tallies
from tests.unit.kpi.random_banks import banks

KPIS = all_kpis()
few = settings(max_examples=60, deadline=None)
each_kpi = pytest.mark.parametrize("code", sorted(KPIS))


@each_kpi
@few
@given(data=st.data())
def test_order_never_matters(code, data):
    records = data.draw(banks(code))
    assert tallies(KPIS[code], records) == tallies(KPIS[code], data.draw(st.permutations(records)))


@each_kpi
@few
@given(data=st.data())
def test_every_record_of_its_kinds_is_accounted_for_once_a_month_and_person(code, data):
    records = data.draw(banks(code))
    facts = [KPIS[code].fact(each, HOUSE) for each in records]
    found = contributions_of(KPIS[code], facts)
    assert {each.record_id for each in found} == {each.id for each in records}
    assert len({(each.record_id, each.month, each.person) for each in found}) == len(found)
    assert all(KPIS[code].reasons[each.reason].counts == each.counted for each in found)
    assert {flag for each in found for flag in each.flags} <= set(KPIS[code].flags)
    assert all(each.counted or not each.amounts for each in found)


@each_kpi
@few
@given(data=st.data())
def test_what_hangs_together_is_judged_as_if_nothing_else_were_there(code, data):
    facts = [KPIS[code].fact(each, HOUSE) for each in data.draw(banks(code))]
    alone = [each for group in groups_of(facts) for each in contributions_of(KPIS[code], group)]
    assert sorted(alone, key=repr) == sorted(contributions_of(KPIS[code], facts), key=repr)


@each_kpi
@few
@given(data=st.data())
def test_an_unrelated_record_changes_nothing(code, data):
    records = data.draw(banks(code))
    other = record("lost_item", "unrelated", "registered")
    assert tallies(KPIS[code], records) == tallies(KPIS[code], [*records, other])


@pytest.mark.parametrize("code", ["k1", "k2", "k3"])
@few
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


@few
@given(data=st.data())
def test_a_correction_never_erases_an_error(data):
    records = data.draw(banks("k2"))
    corrected = [replace(each, status="corrected") if each.status == "established" else each for each in records]
    assert tallies(KPIS["k2"], records) == tallies(KPIS["k2"], corrected)
