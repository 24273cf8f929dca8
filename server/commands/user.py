"""python -m server user: see and change accounts from the terminal."""

from __future__ import annotations

import argparse
import getpass
import os
from typing import Any

from server.commands.instance import branch_called, open_instance, show
from server.domain.people import User
from server.services import Services
from server.services.edit_user import AccountChange
from server.services.sign_in import normal_username


def add_parser(subparsers: Any) -> None:
    parser = subparsers.add_parser("user", help="list, create and change accounts")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    listing = verbs.add_parser("list", help="all accounts")
    listing.add_argument("--json", action="store_true", help="as JSON")
    listing.set_defaults(run=run_list)
    create = verbs.add_parser("create", help="a new account; the password is asked for, or read from PASSWORD")
    create.add_argument("username")
    create.add_argument("--name", required=True)
    create.add_argument("--role", required=True, action="append", dest="roles")
    create.add_argument("--department")
    create.add_argument("--branch", metavar="NO")
    create.set_defaults(run=run_create)
    password = verbs.add_parser("set-password", help="a new password; asked for, or read from PASSWORD")
    password.add_argument("username")
    password.set_defaults(run=run_set_password)
    for verb, active in (("enable", True), ("disable", False)):
        switch = verbs.add_parser(verb, help=f"{verb} an account")
        switch.add_argument("username")
        switch.set_defaults(run=run_switch, active=active)


def run_list(args: argparse.Namespace) -> int:
    with open_instance() as services:
        numbers = {branch.id: branch.no for branch in services.people.branches()}
        show([_row(user, numbers) for user in services.people.users()], args.json)
    return 0


def run_create(args: argparse.Namespace) -> int:
    with open_instance() as services:
        branch = branch_called(services, args.branch)
        wanted = AccountChange(name=args.name, branch_id=branch.id, roles=args.roles, department=args.department)
        user = services.edit_user.create(args.username, _password(), wanted, None, services.clock())
        print(user.id)
    return 0


def run_set_password(args: argparse.Namespace) -> int:
    with open_instance() as services:
        user = _called(services, args.username)
        services.edit_user.change(user.id, AccountChange(password=_password()), None, services.clock())
    return 0


def run_switch(args: argparse.Namespace) -> int:
    with open_instance() as services:
        user = _called(services, args.username)
        services.edit_user.change(user.id, AccountChange(active=args.active), None, services.clock())
    return 0


def _called(services: Services, username: str) -> User:
    found = services.people.credential(normal_username(username))
    if found is None:
        raise SystemExit(f"there is no account {username}")
    return found[0]


def _password() -> str:
    return os.environ.get("PASSWORD") or getpass.getpass("Password: ")


def _row(user: User, numbers: dict[str, str]) -> dict[str, Any]:
    return {
        "id": user.id,
        "username": user.username,
        "name": user.name,
        "branch_no": numbers[user.branch_id],
        "roles": list(user.roles),
        "department": user.department,
        "active": user.active,
    }
