"""The branches, and since when each owes what its plan asks for."""

from __future__ import annotations

from sqlalchemy import select

from server.services.make_scheduled import OpenedBranch
from server.store.database import Database
from server.store.tables.people import BranchRow


class OpenedBranches:
    def __init__(self, database: Database) -> None:
        self._database = database

    def __call__(self) -> list[OpenedBranch]:
        query = select(BranchRow.id, BranchRow.created_at).order_by(BranchRow.no)
        with self._database.read() as session:
            return [OpenedBranch(branch_id, opened_at) for branch_id, opened_at in session.execute(query)]
