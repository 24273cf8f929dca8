"""Tablets, their enrolment codes and their grants in the database."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import CursorResult, Select, insert, select, update

from server.domain.identity import NewId
from server.domain.people import Device, DeviceState, Grant, Held
from server.store.among import among, among_given
from server.store.base import table_of
from server.store.database import Database
from server.store.prepared import Prepared, given
from server.store.tables.people import BranchRow, DeviceRow, EnrolmentCodeRow, GrantRow

DESK_NO = "00"
DEVICES, GRANTS = table_of(DeviceRow), table_of(GrantRow)
DEVICE_FIELDS, GRANT_FIELDS = tuple(Device.__dataclass_fields__), tuple(Grant.__dataclass_fields__)


def _of_ids(dialect: str) -> Select[Any]:
    columns = [GRANTS.c[name] for name in GRANT_FIELDS]
    return select(*columns).where(GRANTS.c.branch_id == given("branch_id"), among_given(dialect, GRANTS.c.id, "ids"))


COLUMNS = [DEVICES.c[name] for name in DEVICE_FIELDS]
ONE = Prepared(lambda _: select(*COLUMNS).where(DEVICES.c.id == given("id")))
GRANTED = Prepared(_of_ids)


class DeviceStore:
    def __init__(self, database: Database) -> None:
        self._database = database

    def device(self, device_id: str) -> Device | None:
        with self._database.read() as session:
            row = ONE.first(session, id=device_id)
        return Device(*row) if row else None

    def devices(self, branch_id: str) -> list[Device]:
        return self._where(DEVICES.c.branch_id == branch_id)

    def tablets_of(self, branch_ids: Sequence[str]) -> list[Device]:
        in_use = (DEVICES.c.purpose == "tablet", DEVICES.c.state != "revoked")
        return self._where(among(self._database.dialect, DEVICES.c.branch_id, branch_ids), *in_use)

    def by_thumbprint(self, thumbprint: str) -> Device | None:
        return next(iter(self._where(DEVICES.c.key_thumbprint == thumbprint)), None)

    def numbers_taken(self, branch_id: str) -> set[str]:
        """Holds the branch's row until commit, so that two tablets enrolled at once get two numbers."""
        with self._database.write() as session:
            session.execute(select(BranchRow.id).where(BranchRow.id == branch_id).with_for_update())
            return set(session.execute(select(DeviceRow.no).where(DeviceRow.branch_id == branch_id)).scalars())

    def add(self, device: Device, thumbprint: str, share: bytes, recovery: bytes, by: str | None) -> None:
        with self._database.write() as session:
            row = _values(device) | {"key_thumbprint": thumbprint, "share_sealed": share, "recovery_sealed": recovery}
            session.execute(insert(DeviceRow).values(**row, enrolled_by=by))

    def ensure_desk(self, branch_id: str, new_id: NewId, at: datetime) -> Device:
        """The branch's own device, through which online work becomes ordinary operations; made when first needed."""
        with self._database.write() as session:
            if DESK_NO not in self.numbers_taken(branch_id):
                desk = Device(new_id(), branch_id, DESK_NO, "desk", "desk", "active", None, None, at, None, None)
                session.execute(insert(DeviceRow).values(**_values(desk)))
            return self._where(DeviceRow.branch_id == branch_id, DeviceRow.no == DESK_NO)[0]

    def sealed(self, device_id: str) -> tuple[bytes, bytes] | None:
        with self._database.read() as session:
            row = session.get(DeviceRow, device_id)
            if row is None or row.share_sealed is None or row.recovery_sealed is None:
                return None
            return row.share_sealed, row.recovery_sealed

    def set_state(self, device_id: str, state: DeviceState, reason: str | None) -> None:
        with self._database.write() as session:
            changed = update(DeviceRow).where(DeviceRow.id == device_id)
            session.execute(changed.values(state=state, state_reason=reason))

    def seen(self, device_id: str, at: datetime, app_version: str | None, held: Held | None = None) -> None:
        with self._database.write() as session:
            values: dict[str, object] = {"last_seen_at": at}
            if app_version:
                values["app_version"] = app_version[:40]
            if held:
                values |= {"unsent": held.unsent, "drafts": held.drafts}
            session.execute(update(DeviceRow).where(DeviceRow.id == device_id).values(**values))

    def _where(self, *conditions: Any) -> list[Device]:
        with self._database.read() as session:
            query = select(*COLUMNS).where(*conditions).order_by(DEVICES.c.branch_id, DEVICES.c.no)
            return [Device(*row) for row in session.execute(query)]


class EnrolmentCodeStore:
    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, code_hash: str, branch_id: str, by: str | None, at: datetime, expires_at: datetime) -> None:
        values = {"code_hash": code_hash, "branch_id": branch_id, "created_by": by}
        with self._database.write() as session:
            session.execute(insert(EnrolmentCodeRow).values(**values, created_at=at, expires_at=expires_at))

    def use(self, code_hash: str, device_id: str, at: datetime) -> str | None:
        """The code's branch, if it was good; one statement, so that it is good for one tablet only."""
        row = EnrolmentCodeRow
        good = update(row).where(row.code_hash == code_hash, row.used_at.is_(None), row.expires_at > at)
        with self._database.write() as session:
            used = session.execute(good.values(used_at=at, device_id=device_id).returning(row.branch_id))
            return used.scalar_one_or_none()

    def used_by(self, code_hash: str) -> str | None:
        with self._database.read() as session:
            row = session.get(EnrolmentCodeRow, code_hash, populate_existing=True)
            return row.device_id if row else None


class GrantStore:
    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, grant: Grant) -> None:
        values = {name: getattr(grant, name) for name in Grant.__dataclass_fields__}
        with self._database.write() as session:
            session.execute(insert(GrantRow).values(**values | {"roles": list(grant.roles)}))

    def grants(self, branch_id: str, ids: Iterable[str]) -> dict[str, Grant]:
        """Those of the ids that were ever issued in this branch, for judging a batch of captures."""
        with self._database.read() as session:
            found = GRANTED.rows(session, branch_id=branch_id, ids=set(ids))
        return {grant.id: grant for grant in map(_grant, found)}

    def revoke_of_user(self, user_id: str, at: datetime) -> int:
        return self._revoke(GrantRow.user_id == user_id, at)

    def revoke_of_device(self, device_id: str, at: datetime) -> int:
        return self._revoke(GrantRow.device_id == device_id, at)

    def _revoke(self, which: Any, at: datetime) -> int:
        with self._database.write() as session:
            valid = update(GrantRow).where(which, GrantRow.revoked_at.is_(None))
            done = session.execute(valid.values(revoked_at=at))
            return done.rowcount if isinstance(done, CursorResult) else 0


def _values(device: Device) -> dict[str, Any]:
    return {name: getattr(device, name) for name in Device.__dataclass_fields__}


def _grant(row: Any) -> Grant:
    values = dict(zip(GRANT_FIELDS, row, strict=True))
    return Grant(**values | {"roles": tuple(values["roles"])})
