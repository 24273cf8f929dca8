"""What happens online meanwhile: departments answer, supervisors void, people look."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

from tests.simulation.bank import Bank, Reply
from tests.simulation.people import Order
from tests.simulation.trace import Trace, must
from tests.simulation.workload import Workload, kinds

PEOPLE = ("credit", "service", "manager")


@dataclass
class Desk:
    bank: Bank
    random: Random
    workload: Workload
    trace: Trace
    order: Order

    def act(self) -> None:
        """One person at a desk takes one record a step further, or tries to."""
        who = self.bank.template.desks[self.random.choice(PEOPLE)]
        records = self.bank.ledger(self.bank.template.branch_id).records
        fitting = [
            (record, command)
            for record in self.order.sorted(list(records.values()), "id")
            for command in _meta(record)["life_cycle"]["commands"]
            if record["status"] in command["from"] and who.role in command["roles"]
        ]
        if not fitting:
            return
        record, command = self.random.choice(fitting)
        arguments = self.workload.arguments(_meta(record), command, record["payload"], [])
        stale = record["rev"] > 1 and self.random.random() < 0.2
        content = {
            "args": arguments,
            "reason": self.workload.reason() if command["reason"] else None,
            "expected_rev": record["rev"] - 1 if stale else record["rev"],
        }
        self.trace.note(f"{who.name} at the desk: {command['code']} on a {record['kind']}", count="desk")
        reply = self.bank.at_desk(who, "POST", f"/api/records/{record['id']}/commands/{command['code']}", content)
        self._answered(reply)

    def _answered(self, reply: Reply | None) -> None:
        assert reply is not None
        must(reply.status < 500, "I5", f"the desk was answered {reply.body[:300]!r}")
        self.trace.note(
            f"  answered {reply.status} {'' if reply.status == 200 else json.loads(reply.body).get('code')}"
        )


def _meta(record: Mapping[str, Any]) -> Mapping[str, Any]:
    return next(each for each in kinds() if each["code"] == record["kind"])
