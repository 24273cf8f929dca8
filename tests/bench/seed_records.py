"""python -m tests.bench.seed_records BRANCH COUNT CODES: a branch whose records have all gone through the sync engine.

Works on the instance the environment describes. Prints `{"username", "password", "codes"}` as JSON: one lobby manager, and as
many enrolment codes as the measurements need tablets.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from server.commands.demo.tablet import DemoTablet, enrol, frozen
from server.commands.demo_people import PASSWORD
from server.commands.instance import open_instance
from server.domain.people import Branch
from server.services import Services
from server.services.edit_user import AccountChange
from tests.bench.rows import GAP, KIND, make_rows

BATCH = 500
SEED = 1


def main(branch_no: str, count: int, codes: int) -> None:
    with open_instance() as services:
        now = services.clock()
        branch = services.open_branch(branch_no, f"测试{branch_no}", None, now)
        username = f"bench{branch_no}"
        wanted = AccountChange(name="测试员", branch_id=branch.id, roles=("lobby_manager",), department=None)
        services.edit_user.create(username, PASSWORD, wanted, None, now)
        _fill(services, branch, username, count, now)
        made = [services.create_enrolment_code(branch.id, None, now).code for _ in range(codes)]
    print(json.dumps({"username": username, "password": PASSWORD, "codes": made}))


def _fill(services: Services, branch: Branch, username: str, count: int, now: datetime) -> None:
    rows = make_rows(count, SEED, now)
    # Nothing on a tablet is older than its enrolment.
    tablet = enrol(services, branch.id, "测试平板", [username], now - GAP * (count + 1))
    for lines in _batches([frozen(_create(tablet, username, row)) for row in rows]):
        for receipt in map(json.loads, services.parts["sync"].receive(tablet.device, lines, now)):
            if receipt["verdict"] != "applied":
                raise SystemExit(f"a record of the benchmark was refused: {receipt}")


def _create(tablet: DemoTablet, username: str, row: dict[str, Any]) -> dict[str, Any]:
    patch = {code: {"from": None, "to": value} for code, value in row["payload"].items()}
    at = datetime.fromisoformat(row["occurred_at"])
    command = {"args": {"captured_offline": False}}
    return tablet.write(f"{KIND}.create", row["id"], username, at, patch=patch, command=command)


def _batches(lines: Sequence[bytes]) -> Iterator[Sequence[bytes]]:
    for start in range(0, len(lines), BATCH):
        yield lines[start : start + BATCH]


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
