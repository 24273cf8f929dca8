"""Sessions and the counts of failed attempts in the database."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CursorResult, case, delete, insert, select, update

from server.domain.people import Branch, User
from server.store.base import table_of
from server.store.database import Database
from server.store.insertion import insertion
from server.store.people_store import PeopleStore
from server.store.prepared import Prepared, given
from server.store.tables.people import SessionRow, SignInAttemptRow

ROW = table_of(SessionRow).c
OPEN = Prepared(
    lambda _: select(ROW.user_id, ROW.branch_id, ROW.active_role, ROW.device_id, ROW.expires_at).where(
        ROW.token_hash == given("token_hash"), ROW.revoked_at.is_(None)
    )
)


class SessionStore:
    def __init__(self, database: Database, people: PeopleStore) -> None:
        self._database = database
        self._people = people

    def open(
        self, token_hash: str, user: User, device_id: str | None, role: str, at: datetime, expires_at: datetime
    ) -> None:
        with self._database.write() as session:
            session.execute(delete(SessionRow).where(SessionRow.expires_at < at))
            session.execute(
                insert(SessionRow).values(
                    token_hash=token_hash,
                    user_id=user.id,
                    branch_id=user.branch_id,
                    device_id=device_id,
                    active_role=role,
                    created_at=at,
                    expires_at=expires_at,
                )
            )

    def find(self, token_hash: str, at: datetime) -> tuple[User, Branch, str, str | None, datetime] | None:
        with self._database.read() as session:
            found = OPEN.first(session, token_hash=token_hash)
            if found is None:
                return None
            user_id, branch_id, role, device_id, expires_at = found
            user, branch = self._people.user(user_id), self._people.branch(branch_id)
        if expires_at <= at or user is None or branch is None:
            return None
        return user, branch, role, device_id, expires_at

    def set_role(self, token_hash: str, role: str) -> None:
        with self._database.write() as session:
            session.execute(update(SessionRow).where(SessionRow.token_hash == token_hash).values(active_role=role))

    def revoke(self, token_hash: str, at: datetime) -> None:
        self._revoke(SessionRow.token_hash == token_hash, at)

    def revoke_of_user(self, user_id: str, at: datetime) -> int:
        return self._revoke(SessionRow.user_id == user_id, at)

    def revoke_of_device(self, device_id: str, at: datetime) -> int:
        return self._revoke(SessionRow.device_id == device_id, at)

    def _revoke(self, which: Any, at: datetime) -> int:
        with self._database.write() as session:
            open_ones = update(SessionRow).where(which, SessionRow.revoked_at.is_(None))
            done = session.execute(open_ones.values(revoked_at=at))
            return done.rowcount if isinstance(done, CursorResult) else 0


class AttemptStore:
    def __init__(self, database: Database) -> None:
        self._database = database

    def count(self, key: str, at: datetime, window_ends_at: datetime) -> tuple[int, datetime]:
        """One statement, so that attempts made at the same instant are all counted."""
        row = SignInAttemptRow
        over = row.window_ends_at <= at
        first = insertion(self._database.dialect, row).values(key=key, failures=1, window_ends_at=window_ends_at)
        counted = first.on_conflict_do_update(
            index_elements=[row.key],
            set_={
                "failures": case((over, 1), else_=row.failures + 1),
                "window_ends_at": case((over, window_ends_at), else_=row.window_ends_at),
            },
        ).returning(row.failures, row.window_ends_at)
        with self._database.write() as session:
            found = session.execute(counted).one()
            return found.failures, found.window_ends_at

    def forget(self, key: str) -> None:
        with self._database.write() as session:
            session.execute(delete(SignInAttemptRow).where(SignInAttemptRow.key == key))

    def give_back(self, key: str) -> None:
        row = SignInAttemptRow
        with self._database.write() as session:
            session.execute(update(row).where(row.key == key, row.failures > 0).values(failures=row.failures - 1))
