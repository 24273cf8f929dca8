"""Contributions to the KPIs and their sums in the database: found by group, written in bulk."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Select, and_, delete, insert, literal_column, or_, select, union_all

from server.domain.kpi import Changed, Contribution, Fact
from server.domain.kpi.counting import BRANCH, WHY, TallyKey
from server.services.ports_kpis import Kept, Listed
from server.store.among import among_given
from server.store.base import table_of
from server.store.database import Database
from server.store.insertion import insertion
from server.store.prepared import Prepared, given
from server.store.tables.kpis import KpiContributionRow, KpiTallyRow
from sync.server.compact_json import writer

ROWS, TALLIES = table_of(KpiContributionRow), table_of(KpiTallyRow)
COLUMNS = [column for column in ROWS.columns if column.name != "branch_id"]
SUMS = (TALLIES.c.month, TALLIES.c.measure, TALLIES.c.person, TALLIES.c.numerator, TALLIES.c.denominator)
PLACE = (ROWS.c.at, ROWS.c.record_id, ROWS.c.person)
MANY = 5_000
_encode = writer(ascii=False)


def _hanging(dialect: str) -> Any:
    """Each of the three ways has an index of its own; together in one OR they would have none. What comes twice is sorted out by
    whoever asks."""
    ways = ((ROWS.c.record_id, "ids"), (ROWS.c.group_key, "groups"), (ROWS.c.peer_key, "peers"))
    of_branch = ROWS.c.branch_id == given("branch_id")
    return union_all(*(select(*COLUMNS).where(of_branch, among_given(dialect, each, name)) for each, name in ways))


def _add_up(dialect: str) -> Any:
    made = insertion(dialect, TALLIES)
    sums = {name: TALLIES.c[name] + made.excluded[name] for name in ("numerator", "denominator")}
    return made.on_conflict_do_update(index_elements=list(TALLIES.primary_key.columns), set_=sums)


HANGING = Prepared(_hanging)
ADD = Prepared(lambda _: insert(ROWS))
FORGET = Prepared(
    lambda dialect: delete(ROWS).where(
        ROWS.c.branch_id == given("branch_id"),
        ROWS.c.kpi == given("kpi"),
        among_given(dialect, ROWS.c.record_id, "ids"),
    )
)
ADD_UP = Prepared(_add_up)


class KpiStore:
    def __init__(self, database: Database) -> None:
        self._database = database

    def hanging(self, branch_id: str, record_ids: Collection[str], keys: Collection[str]) -> list[Kept]:
        with self._database.read() as session:
            rows = HANGING.rows(session, branch_id=branch_id, ids=record_ids, groups=keys, peers=keys)
        return [_kept(row) for row in rows]

    def replace(self, branch_id: str, gone: Collection[tuple[str, str]], kept: Sequence[Kept]) -> None:
        by_kpi: dict[str, list[str]] = {}
        for kpi, record_id in gone:
            by_kpi.setdefault(kpi, []).append(record_id)
        with self._database.write() as session:
            for kpi, ids in by_kpi.items():
                FORGET.run(session, branch_id=branch_id, kpi=kpi, ids=ids)
            ADD.run_many(session, [_values(branch_id, each) for each in kept])

    def add_up(self, branch_id: str, changes: Mapping[TallyKey, Changed]) -> None:
        with self._database.write() as session:
            ADD_UP.run_many(session, [_sums(branch_id, key, change) for key, change in sorted(changes.items())])

    def all_of(self, branch_id: str, kpi: str) -> Iterable[Kept]:
        return self._kept_rows(select(*COLUMNS).where(ROWS.c.branch_id == branch_id, ROWS.c.kpi == kpi))

    def of_months(self, branch_id: str, kpi: str, months: Sequence[str]) -> list[Kept]:
        return list(self._kept_rows(_of_months(branch_id, kpi, months).order_by(*PLACE)))

    def page(self, branch_id: str, wanted: Listed) -> list[Kept]:
        """Month by month, because only within one the index has the order; then together."""
        found = [each for month in wanted.months for each in self._of_month(branch_id, month, wanted)]
        return sorted(found, key=_place, reverse=True)[: wanted.limit]

    def _of_month(self, branch_id: str, month: str, wanted: Listed) -> list[Kept]:
        query = _of_months(branch_id, wanted.kpi, [month]).where(*_chosen(wanted))
        return self._kept_rows(query.order_by(*(column.desc() for column in PLACE)).limit(wanted.limit))

    def _kept_rows(self, query: Select[Any]) -> list[Kept]:
        with self._database.read() as session:
            return [_kept(row) for row in session.execute(query)]

    def tallies(
        self, branch_id: str, months: Collection[str], people: Collection[str] | None = None
    ) -> dict[TallyKey, Changed]:
        query = select(*SUMS).where(TALLIES.c.branch_id == branch_id, TALLIES.c.month.in_(sorted(months)))
        if people is not None:
            query = query.where(TALLIES.c.person.in_(sorted(people)))
        return self._summed(query)

    def all_tallies(self, branch_id: str) -> dict[TallyKey, Changed]:
        return self._summed(select(*SUMS).where(TALLIES.c.branch_id == branch_id))

    def _summed(self, query: Select[Any]) -> dict[TallyKey, Changed]:
        with self._database.read() as session:
            found = session.execute(query).all()
        return {(row[0], row[1], row[2]): Changed(row[3], row[4]) for row in found}

    def of_branches(self, wanted: Mapping[str, Collection[str]]) -> list[tuple[str, str, str, int, int]]:
        columns = (TALLIES.c.branch_id, TALLIES.c.month, TALLIES.c.measure, TALLIES.c.numerator, TALLIES.c.denominator)
        chosen = or_(*(_beginning(month, measures) for month, measures in sorted(wanted.items())))
        query = select(*columns).where(TALLIES.c.person == literal_column(f"'{BRANCH}'"), chosen)
        with self._database.read() as session:
            return list(session.execute(query).tuples().all())

    def put_right(self, branch_id: str, tallies: Mapping[TallyKey, Changed]) -> None:
        with self._database.write() as session:
            session.execute(delete(TALLIES).where(TALLIES.c.branch_id == branch_id))
            ADD_UP.run_many(session, [_sums(branch_id, key, change) for key, change in sorted(tallies.items())])


def _place(kept: Kept) -> tuple[str, str, str, str]:
    one = kept.contribution
    return one.at, one.record_id, one.person, one.month


def _beginning(month: str, measures: Collection[str]) -> Any:
    begin = or_(*(TALLIES.c.measure.startswith(each) for each in sorted(measures)))
    return and_(TALLIES.c.month == month, begin, ~TALLIES.c.measure.contains(f".{WHY}."))


def _of_months(branch_id: str, kpi: str, months: Sequence[str]) -> Select[Any]:
    return select(*COLUMNS).where(ROWS.c.branch_id == branch_id, ROWS.c.kpi == kpi, _among(ROWS.c.month, months))


def _among(column: Any, values: Collection[str]) -> Any:
    """One value is said as such: with a list of it SQLite would not read in the order of the index."""
    return column == next(iter(values)) if len(values) == 1 else column.in_(sorted(values))


def _chosen(wanted: Listed) -> list[Any]:
    chosen: list[Any] = []
    if wanted.person is not None:
        chosen.append(ROWS.c.person == wanted.person)
    if wanted.counted is not None:
        chosen.append(ROWS.c.counted == wanted.counted)
    if wanted.reason is not None:
        chosen.append(ROWS.c.reason == wanted.reason)
    if wanted.after is not None:
        at, record_id, person = wanted.after
        same_record = and_(ROWS.c.record_id == record_id, ROWS.c.person < person)
        chosen.append(or_(ROWS.c.at < at, and_(ROWS.c.at == at, or_(ROWS.c.record_id < record_id, same_record))))
    return chosen


def _sums(branch_id: str, key: TallyKey, change: Changed) -> dict[str, Any]:
    month, measure, person = key
    return {"branch_id": branch_id, "month": month, "measure": measure, "person": person, **change._asdict()}


def _values(branch_id: str, kept: Kept) -> dict[str, Any]:
    fact, contribution = kept.fact, kept.contribution
    return {
        "branch_id": branch_id,
        "record_id": fact.record_id,
        "kpi": kept.kpi,
        "month": contribution.month,
        "at": contribution.at,
        "person": contribution.person,
        "counted": contribution.counted,
        "reason": contribution.reason,
        "amounts": _encode(contribution.amounts),
        "flags": " ".join(contribution.flags),
        "kind": fact.kind,
        "group_key": fact.group,
        "peer_key": fact.peer,
        "fact": _encode([fact.at, fact.person, fact.said]),
    }


def _kept(row: Any) -> Kept:
    record_id, kpi, month, at, person, counted, reason, amounts, flags, kind, group, peer, fact = row
    fact_at, fact_person, said = json.loads(fact)
    told = {name: (pair[0], pair[1]) for name, pair in json.loads(amounts).items()}
    return Kept(
        kpi,
        Fact(record_id, kind, fact_at, fact_person, group, said, peer),
        Contribution(record_id, month, at, person, bool(counted), reason, told, tuple(flags.split())),
    )
