"""python -m server seed-demo: a branch, its people and what the seeders of server/commands/demo add. Twice is as once."""

from __future__ import annotations

import argparse
from dataclasses import dataclass, field, replace
from typing import Any

from server.commands.demo import Demo, seed_all
from server.commands.demo_people import BRANCH_NAME, BRANCH_NO, PASSWORD, PEOPLE
from server.commands.instance import open_instance
from server.domain.people import Branch, User
from server.services import Services
from server.services.edit_user import AccountChange
from server.services.ports import Hasher


def add_parser(subparsers: Any) -> None:
    parser = subparsers.add_parser("seed-demo", help="add the demonstration branch, its people and records")
    parser.set_defaults(run=run)


def run(_args: argparse.Namespace) -> int:
    with open_instance() as services:
        seed(services)
    return 0


def seed(services: Services) -> None:
    branch = the_branch(services)
    seed_all(Demo(services, branch, people_of(services, branch), services.clock()))


def the_branch(services: Services) -> Branch:
    known = next((branch for branch in services.people.branches() if branch.no == BRANCH_NO), None)
    return known or services.open_branch(BRANCH_NO, BRANCH_NAME, None, services.clock())


def people_of(services: Services, branch: Branch) -> dict[str, User]:
    known = {user.username: user for user in services.people.users()}
    edit_user = replace(services.edit_user, hasher=HashedOnce(services.edit_user.hasher))
    for person in PEOPLE:
        if person.username not in known:
            wanted = AccountChange(
                name=person.name, branch_id=branch.id, roles=person.roles, department=person.department
            )
            known[person.username] = edit_user.create(person.username, PASSWORD, wanted, None, services.clock())
    return known


@dataclass
class HashedOnce:
    """A hash takes long on purpose, which protects no password that is public: the people of the demonstration share one."""

    hasher: Hasher
    known: dict[str, str] = field(default_factory=dict)

    def hash(self, password: str) -> str:
        if password not in self.known:
            self.known[password] = self.hasher.hash(password)
        return self.known[password]

    def matches(self, password_hash: str | None, password: str) -> bool:
        return self.hasher.matches(password_hash, password)

    def is_outdated(self, password_hash: str) -> bool:
        return self.hasher.is_outdated(password_hash)
