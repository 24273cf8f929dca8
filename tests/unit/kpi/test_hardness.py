"""Nothing that a record may say stops its decision: moments at the end of all dates, names that fit no column, entries without an item."""

from __future__ import annotations

import pytest

from server.domain.kpi import all_kpis, contributions_of, tally_changes
from server.records import all_kinds
from server.services.count_kpis import periods_touched
from server.store.tables.kpis import KpiContributionRow
from tests.unit.kpi.bank import HOUSE, record

MOMENTS = ("0001-01-01T00:00:00.000Z", "0999-06-01T00:00:00.000Z", "9999-12-31T23:59:59.999Z")
DAYS = {moment: moment[:10] for moment in MOMENTS}
LONGEST = "a" * 80
COUNTED = [(kpi, kind) for kpi in all_kpis().values() for kind in kpi.kinds]


def extreme(kind, status, at):
    """Every field that names a moment, a day or a record says the most it may."""
    said = {"moment": at, "datetime": at, "date": DAYS[at], "ref": LONGEST}
    values = {field.code: said[field.type] for field in kind.fields if field.type in said}
    rows = [{"result": "fail"}, {"item": "CK06", "result": "fail"}]
    return record(kind.code, "one", status, **{**values, **({"results": rows} if "results" in kind.by_code else {})})


@pytest.mark.parametrize(("kpi", "code"), COUNTED, ids=lambda each: getattr(each, "code", each))
def test_whatever_a_record_says_it_is_counted_and_fits(kpi, code):
    kind = all_kinds()[code]
    columns = KpiContributionRow.__table__.c
    for status in [state["code"] for state in kind.definition["life_cycle"]["states"]]:
        for at in MOMENTS:
            fact = kpi.fact(extreme(kind, status, at), HOUSE)
            found = contributions_of(kpi, [fact])
            tally_changes([], [(kpi.code, each) for each in found])
            periods_touched(each.month for each in found)
            assert all(len(each.month) == 7 and len(each.reason) <= columns.reason.type.length for each in found)
            assert len(fact.group) <= columns.group_key.type.length
            assert len(fact.peer or "") <= columns.peer_key.type.length
