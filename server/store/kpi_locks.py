"""Locked periods and their snapshots in the database. A snapshot is never changed: what came later makes another version."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from sqlalchemy import func, insert, literal, select, tuple_, update

from server.services.ports_kpis import Lock, Snapshot
from server.store.among import among, among_given
from server.store.base import table_of
from server.store.database import Database
from server.store.insertion import insertion
from server.store.prepared import Prepared, given
from server.store.tables.kpis import KpiLockRow, KpiSnapshotRow

LOCKS, SNAPSHOTS = table_of(KpiLockRow), table_of(KpiSnapshotRow)
OF_LOCK = [LOCKS.c[name] for name in Lock.__dataclass_fields__]
OF_SNAPSHOT = [SNAPSHOTS.c[name] for name in Snapshot.__dataclass_fields__]
# Without the evidence, which may be long.
IN_SHORT = [literal(b"").label("evidence") if each.name == "evidence" else each for each in OF_SNAPSHOT]
MARK = Prepared(
    lambda dialect: (
        update(LOCKS)
        .where(LOCKS.c.branch_id == given("of_branch"), among_given(dialect, LOCKS.c.period, "periods"))
        .where(LOCKS.c.stale.is_(False))
        .values(stale=True)
    )
)


class KpiLockStore:
    def __init__(self, database: Database) -> None:
        self._database = database

    def lock(self, branch_id: str, period: str) -> Lock | None:
        query = select(*OF_LOCK).where(LOCKS.c.branch_id == branch_id, LOCKS.c.period == period)
        with self._database.read() as session:
            found = session.execute(query).first()
        return Lock(*found) if found else None

    def locked(self, periods: Collection[str]) -> set[tuple[str, str]]:
        query = select(LOCKS.c.branch_id, LOCKS.c.period).where(among(self._database.dialect, LOCKS.c.period, periods))
        with self._database.read() as session:
            return {(row.branch_id, row.period) for row in session.execute(query)}

    def stale(self) -> list[tuple[str, str]]:
        query = select(LOCKS.c.branch_id, LOCKS.c.period).where(LOCKS.c.stale).order_by(*LOCKS.primary_key.columns)
        with self._database.read() as session:
            return [(row.branch_id, row.period) for row in session.execute(query)]

    def states(self, period: str) -> Mapping[str, Lock]:
        with self._database.read() as session:
            found = [Lock(*row) for row in session.execute(select(*OF_LOCK).where(LOCKS.c.period == period))]
        return {each.branch_id: each for each in found}

    def put(self, lock: Lock) -> None:
        made = insertion(self._database.dialect, LOCKS).values(vars(lock))
        told = {name: made.excluded[name] for name in ("version", "made_at", "stale")}
        with self._database.write() as session:
            session.execute(made.on_conflict_do_update(index_elements=list(LOCKS.primary_key.columns), set_=told))

    def mark_stale(self, branch_id: str, periods: Collection[str]) -> None:
        with self._database.write() as session:
            MARK.run(session, of_branch=branch_id, periods=periods)

    def add(self, snapshots: Sequence[Snapshot]) -> None:
        if snapshots:
            with self._database.write() as session:
                session.execute(insert(SNAPSHOTS), [vars(each) for each in snapshots])

    def newest(self, branch_id: str, period: str) -> list[Snapshot]:
        """A version holds only those KPIs that changed, so each has a newest one of its own."""
        of_period = (SNAPSHOTS.c.branch_id == branch_id, SNAPSHOTS.c.period == period)
        newest = select(SNAPSHOTS.c.kpi, func.max(SNAPSHOTS.c.version)).where(*of_period).group_by(SNAPSHOTS.c.kpi)
        which = tuple_(SNAPSHOTS.c.kpi, SNAPSHOTS.c.version).in_(newest)
        with self._database.read() as session:
            return [Snapshot(*row) for row in session.execute(select(*IN_SHORT).where(*of_period, which))]

    def snapshots(self, branch_id: str) -> Iterator[Snapshot]:
        query = select(*OF_SNAPSHOT).where(SNAPSHOTS.c.branch_id == branch_id).order_by(*SNAPSHOTS.primary_key.columns)
        with self._database.read() as session:
            for row in session.execute(query.execution_options(yield_per=20)):
                yield Snapshot(*row)

    def versions(self, branch_id: str, period: str, kpi: str) -> list[Snapshot]:
        query = select(*OF_SNAPSHOT).where(
            SNAPSHOTS.c.branch_id == branch_id, SNAPSHOTS.c.period == period, SNAPSHOTS.c.kpi == kpi
        )
        with self._database.read() as session:
            return [Snapshot(*row) for row in session.execute(query.order_by(SNAPSHOTS.c.version))]
