"""Branches, departments and accounts in the database."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from server.domain.people import Branch, Department, User
from server.domain.roles import ROLES
from server.store.database import Database
from server.store.tables.people import BranchRow, DepartmentRow, UserRoleRow, UserRow

ROLE_ORDER = {role.code: position for position, role in enumerate(ROLES)}


class PeopleStore:
    def __init__(self, database: Database) -> None:
        self._database = database

    def user(self, user_id: str) -> User | None:
        with self._database.read() as session:
            row = session.get(UserRow, user_id, populate_existing=True)
            return _users(session, [row])[0] if row else None

    def users(self) -> list[User]:
        with self._database.read() as session:
            return _users(session, list(session.execute(select(UserRow).order_by(UserRow.username)).scalars()))

    def users_of(self, branch_id: str) -> list[User]:
        with self._database.read() as session:
            query = select(UserRow).where(UserRow.branch_id == branch_id).order_by(UserRow.name, UserRow.id)
            return _users(session, list(session.execute(query).scalars()))

    def users_by_ids(self, ids: set[str]) -> dict[str, User]:
        with self._database.read() as session:
            rows = session.execute(select(UserRow).where(UserRow.id.in_(ids))).scalars()
            return {user.id: user for user in _users(session, list(rows))}

    def credential(self, username: str) -> tuple[User, str] | None:
        with self._database.read() as session:
            row = session.execute(select(UserRow).where(UserRow.username == username)).scalar_one_or_none()
            return (_users(session, [row])[0], row.password_hash) if row else None

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
        with self._database.write() as session:
            values = {"password_hash": password_hash, "updated_at": at}
            session.execute(update(UserRow).where(UserRow.id == user_id).values(**values))

    def branch(self, branch_id: str) -> Branch | None:
        with self._database.read() as session:
            row = session.get(BranchRow, branch_id)
            return Branch(row.id, row.no, row.name) if row else None

    def branch_by_no(self, no: str) -> Branch | None:
        return next((branch for branch in self.branches() if branch.no == no), None)

    def branches(self) -> list[Branch]:
        with self._database.read() as session:
            rows = session.execute(select(BranchRow).order_by(BranchRow.no)).scalars()
            return [Branch(row.id, row.no, row.name) for row in rows]

    def add_branch(self, branch: Branch, at: datetime) -> bool:
        """False if the number is taken."""
        with self._database.write() as session:
            if session.execute(select(BranchRow.id).where(BranchRow.no == branch.no)).first() is not None:
                return False
            session.execute(insert(BranchRow).values(id=branch.id, no=branch.no, name=branch.name, created_at=at))
            return True

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


def _users(session: Session, rows: list[UserRow]) -> list[User]:
    roles: dict[str, list[str]] = {row.id: [] for row in rows}
    for held in session.execute(select(UserRoleRow).where(UserRoleRow.user_id.in_(roles))).scalars():
        roles[held.user_id].append(held.role)
    return [_user(row, tuple(sorted(roles[row.id], key=ROLE_ORDER.__getitem__))) for row in rows]


def _user(row: UserRow, roles: tuple[str, ...]) -> User:
    return User(
        id=row.id,
        branch_id=row.branch_id,
        username=row.username,
        name=row.name,
        department=row.department,
        language=row.language,
        active=row.active,
        roles=roles,
    )


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
