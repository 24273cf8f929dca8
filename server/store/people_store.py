"""Branches, departments and accounts in the database."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from server.domain.people import Branch, Department, User
from server.domain.roles import ROLES
from server.store.among import among_given
from server.store.base import table_of
from server.store.database import Database
from server.store.prepared import Prepared, given
from server.store.tables.people import BranchRow, DepartmentRow, UserRoleRow, UserRow

USERS, HELD, BRANCHES = table_of(UserRow), table_of(UserRoleRow), table_of(BranchRow)
FIELDS = tuple(name for name in User.__dataclass_fields__ if name != "roles")
COLUMNS = [USERS.c[name] for name in FIELDS]
BRANCH_COLUMNS = (BRANCHES.c.id, BRANCHES.c.no, BRANCHES.c.name)
BY_IDS = Prepared(lambda dialect: select(*COLUMNS).where(among_given(dialect, USERS.c.id, "ids")))
BY_NAME = Prepared(lambda _: select(USERS.c.password_hash, *COLUMNS).where(USERS.c.username == given("username")))
EVERY = Prepared(lambda _: select(*COLUMNS).order_by(USERS.c.username))
OF_BRANCH = Prepared(
    lambda _: select(*COLUMNS).where(USERS.c.branch_id == given("branch_id")).order_by(USERS.c.name, USERS.c.id)
)
ROLES_OF = Prepared(
    lambda dialect: select(HELD.c.user_id, HELD.c.role).where(among_given(dialect, HELD.c.user_id, "ids"))
)
BRANCH = Prepared(lambda _: select(BRANCHES.c.id, BRANCHES.c.no, BRANCHES.c.name).where(BRANCHES.c.id == given("id")))
ROLE_ORDER = {role.code: position for position, role in enumerate(ROLES)}


class PeopleStore:
    def __init__(self, database: Database) -> None:
        self._database = database

    def user(self, user_id: str) -> User | None:
        with self._database.read() as session:
            return _users(session, BY_IDS.rows(session, ids=[user_id])).get(user_id)

    def users(self) -> list[User]:
        with self._database.read() as session:
            return list(_users(session, EVERY.rows(session)).values())

    def users_of(self, branch_id: str) -> list[User]:
        with self._database.read() as session:
            return list(_users(session, OF_BRANCH.rows(session, branch_id=branch_id)).values())

    def users_by_ids(self, ids: set[str]) -> dict[str, User]:
        with self._database.read() as session:
            return _users(session, BY_IDS.rows(session, ids=ids))

    def credential(self, username: str) -> tuple[User, str] | None:
        with self._database.read() as session:
            row = BY_NAME.first(session, username=username)
            return (_users(session, [row[1:]])[row[1]], row[0]) if row else None

    def add_user(self, user: User, password_hash: str, at: datetime) -> bool:
        """False if the name is taken."""
        with self._database.write() as session:
            taken = select(UserRow.id).where(UserRow.username == user.username)
            if session.execute(taken).first() is not None:
                return False
            session.execute(
                insert(UserRow).values(
                    id=user.id,
                    username=user.username,
                    password_hash=password_hash,
                    password_initial=user.password_initial,
                    created_at=at,
                    **_changeable(user, at),
                )
            )
            _save_roles(session, user)
            return True

    def save_user(self, user: User, at: datetime) -> None:
        with self._database.write() as session:
            session.execute(update(UserRow).where(UserRow.id == user.id).values(**_changeable(user, at)))
            session.execute(delete(UserRoleRow).where(UserRoleRow.user_id == user.id))
            _save_roles(session, user)

    def set_password_hash(self, user_id: str, password_hash: str, at: datetime) -> None:
        self._set(user_id, password_hash=password_hash, updated_at=at)

    def set_password_initial(self, user_id: str, initial: bool) -> None:
        self._set(user_id, password_initial=initial)

    def active_admins(self) -> set[str]:
        """Holds their rows until commit, so that two of them cannot take the role from each other at once."""
        held = select(UserRoleRow.user_id).where(UserRoleRow.role == "admin")
        wanted = select(UserRow.id).where(UserRow.active, UserRow.id.in_(held)).order_by(UserRow.id)
        with self._database.write() as session:
            return set(session.execute(wanted.with_for_update()).scalars())

    def _set(self, user_id: str, **values: object) -> None:
        with self._database.write() as session:
            session.execute(update(UserRow).where(UserRow.id == user_id).values(**values))

    def branch(self, branch_id: str) -> Branch | None:
        with self._database.read() as session:
            row = BRANCH.first(session, id=branch_id)
        return Branch(*row) if row else None

    def branch_by_no(self, no: str) -> Branch | None:
        return next((branch for branch in self.branches() if branch.no == no), None)

    def branch_ids(self) -> list[str]:
        return [branch.id for branch in self.branches()]

    def branches(self) -> list[Branch]:
        with self._database.read() as session:
            return [Branch(*row) for row in session.execute(select(*BRANCH_COLUMNS).order_by(BRANCHES.c.no))]

    def add_branch(self, branch: Branch, at: datetime) -> bool:
        """False if the number is taken."""
        with self._database.write() as session:
            if session.execute(select(BranchRow.id).where(BranchRow.no == branch.no)).first() is not None:
                return False
            session.execute(insert(BranchRow).values(id=branch.id, no=branch.no, name=branch.name, created_at=at))
            return True

    def rename_branch(self, branch_id: str, name: str) -> None:
        with self._database.write() as session:
            session.execute(update(BranchRow).where(BranchRow.id == branch_id).values(name=name))

    def departments(self) -> list[Department]:
        with self._database.read() as session:
            rows = session.execute(select(DepartmentRow).order_by(DepartmentRow.position)).scalars()
            return [Department(row.code, row.zh, row.en) for row in rows]

    def department_exists(self, code: str) -> bool:
        with self._database.read() as session:
            return session.get(DepartmentRow, code) is not None

    def save_departments(self, departments: Iterable[Department]) -> None:
        with self._database.write() as session:
            for position, department in enumerate(departments):
                session.merge(
                    DepartmentRow(code=department.code, zh=department.zh, en=department.en, position=position)
                )


def _users(session: Session, rows: Sequence[Sequence[Any]]) -> dict[str, User]:
    """By id, in the order of the rows."""
    roles: dict[str, list[str]] = {row[0]: [] for row in rows}
    for user_id, role in ROLES_OF.rows(session, ids=list(roles)) if roles else ():
        roles[user_id].append(role)
    held = {user_id: tuple(sorted(each, key=ROLE_ORDER.__getitem__)) for user_id, each in roles.items()}
    return {row[0]: User(**dict(zip(FIELDS, row, strict=True)), roles=held[row[0]]) for row in rows}


def _changeable(user: User, at: datetime) -> dict[str, object]:
    return {
        "branch_id": user.branch_id,
        "name": user.name,
        "department": user.department,
        "language": user.language,
        "active": user.active,
        "updated_at": at,
    }


def _save_roles(session: Session, user: User) -> None:
    session.execute(insert(UserRoleRow), [{"user_id": user.id, "role": role} for role in user.roles])
