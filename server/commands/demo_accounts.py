"""python -m server demo-accounts: the demo users, their passwords and a fresh enrolment code, as JSON."""

from __future__ import annotations

import argparse
import json
from functools import cache
from typing import Any

from server.commands.demo_people import BRANCH_NO, PASSWORD, PEOPLE
from server.commands.device import new_code
from server.commands.instance import open_instance
from server.services import Services
from server.services.hash_passwords import Argon2Hasher


def add_parser(subparsers: Any) -> None:
    parser = subparsers.add_parser("demo-accounts", help="print the demo users and a fresh enrolment code as JSON")
    parser.set_defaults(run=run)


def run(_args: argparse.Namespace) -> int:
    with open_instance() as services:
        if not any(branch.no == BRANCH_NO for branch in services.people.branches()):
            raise SystemExit("there is no demo data here: run `python -m server seed-demo` first")
        made = new_code(services, BRANCH_NO)
        accounts = {
            "address": services.settings.public_url,
            "branch_no": BRANCH_NO,
            "users": _users(services),
            "enrolment_code": made["code"],
            "enrolment_link": made["link"],
            "enrolment_expires_at": made["expires_at"],
        }
    print(json.dumps(accounts, ensure_ascii=False, indent=2))
    return 0


def _users(services: Services) -> list[dict[str, Any]]:
    """Only who still has the public password: for anybody else it would be wrong, or a secret."""
    hasher = Argon2Hasher()
    is_public = cache(lambda stored: hasher.matches(stored, PASSWORD))  # slow, and most of them share one
    found = [(person, services.people.credential(person.username)) for person in PEOPLE]
    return [
        {
            "username": user.username,
            "password": PASSWORD,
            "name": user.name,
            "roles": list(user.roles),
            "department": user.department,
        }
        for _, credential in found
        if credential is not None
        for user, stored in [credential]
        if user.active and is_public(stored)
    ]
