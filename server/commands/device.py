"""python -m server device: enrolment codes and tablets from the terminal."""

from __future__ import annotations

import argparse
import json
from typing import Any

from server.api.devices import device_body, enrolment_link
from server.commands.instance import branch_called, open_instance, show
from server.domain.moments import to_wire
from server.services import Services


def add_parser(subparsers: Any) -> None:
    parser = subparsers.add_parser("device", help="make enrolment codes; list, revoke and release tablets")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    code = verbs.add_parser("enrolment-code", help="a code with which one tablet may join a branch")
    listing = verbs.add_parser("list", help="the tablets of a branch")
    for verb, runner in ((code, run_code), (listing, run_list)):
        verb.add_argument("--branch", metavar="NO", help="the branch's number, if there are several")
        verb.add_argument("--json", action="store_true", help="as JSON")
        verb.set_defaults(run=runner)
    for name in ("revoke", "release"):
        change = verbs.add_parser(name, help=f"{name} a tablet")
        change.add_argument("device_id")
        change.add_argument("--reason", required=True)
        change.set_defaults(run=run_change)


def run_code(args: argparse.Namespace) -> int:
    with open_instance() as services:
        made = new_code(services, args.branch)
    print(json.dumps(made, ensure_ascii=False, indent=2) if args.json else f"{made['code']}\n{made['link']}")
    return 0


def new_code(services: Services, branch_no: str | None) -> dict[str, Any]:
    branch = branch_called(services, branch_no)
    made = services.create_enrolment_code(branch.id, None, services.clock())
    return {
        "code": made.code,
        "link": enrolment_link(services.settings.public_url, made.code),
        "branch_id": branch.id,
        "branch_no": branch.no,
        "expires_at": to_wire(made.expires_at),
    }


def run_list(args: argparse.Namespace) -> int:
    with open_instance() as services:
        found = services.devices.devices(branch_called(services, args.branch).id)
        show([device_body(device) for device in found if device.purpose == "tablet"], args.json)
    return 0


def run_change(args: argparse.Namespace) -> int:
    with open_instance() as services:
        device = services.devices.device(args.device_id)
        if device is None:
            raise SystemExit("there is no such tablet")
        change = getattr(services.change_device_state, args.verb)
        changed = change(device.id, device.branch_id, None, args.reason, services.clock())
        print(changed.state)
    return 0
