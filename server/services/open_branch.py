"""Open a branch (the unit of order, numbering and visibility), and give it another name."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar

from server.domain.errors import DomainError
from server.domain.identity import NewId
from server.domain.people import Branch
from server.services.ports import Audit, People, Transaction


class BranchNoTaken(DomainError):
    code: ClassVar[str] = "branch_no_taken"


class NoSuchBranch(DomainError):
    code: ClassVar[str] = "not_found"


@dataclass(frozen=True)
class OpenBranch:
    people: People
    audit: Audit
    transaction: Transaction
    new_id: NewId

    def __call__(self, no: str, name: str, by: str | None, at: datetime) -> Branch:
        branch = Branch(self.new_id(), no, name)
        with self.transaction():
            if not self.people.add_branch(branch, at):
                raise BranchNoTaken(field="no")
            self.audit.append(branch.id, by, "branch.opened", f"branch:{branch.id}", {"no": no}, at)
        return branch

    def rename(self, branch_id: str, name: str, by: str, at: datetime) -> Branch:
        """Its number stays: it stands in every number and document the branch ever issued."""
        with self.transaction():
            branch = self.people.branch(branch_id)
            if branch is None:
                raise NoSuchBranch
            self.people.rename_branch(branch_id, name)
            self.audit.append(branch_id, by, "branch.renamed", f"branch:{branch_id}", {}, at)
        return replace(branch, name=name)
