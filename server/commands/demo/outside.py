"""What a day of the demonstration asks of the bank: the desks over HTTP, or, for months at once, the engine behind them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from server.commands.demo.bank import Bank
from server.domain.people import Actor, User
from server.domain.periods import Period
from server.records import all_kinds
from server.reference import Entry
from server.services import Services
from server.services.judge_record import JudgeRecord, Said
from server.services.run_online import Doer, RunOnline, Step
from sync.lifecycle import command_named


@dataclass
class Lobby:
    """What both ways share. `receipts` is everything the tablets were told."""

    bank: Bank
    services: Services
    branch_id: str
    users: Mapping[str, User]
    receipts: list[Mapping[str, Any]] = field(default_factory=list)

    def at(self, moment: datetime) -> None:
        self.bank.clock.now = moment

    def entries(self, name: str) -> tuple[Entry, ...]:
        found: tuple[Entry, ...] = self.services.parts["reference"].rules.entries(
            name, self.bank.clock(), self.branch_id
        )
        return found

    def person(self, username: str) -> str:
        return self.users[username].id

    def found(self, kind: str, day: date, where: Mapping[str, Any]) -> tuple[str, str, int] | None:
        span = Period(day, "day")
        of_day = self.services.parts["records"].happened(self.branch_id, kind, span.start, span.end)
        matching = (each for each in of_day if all(each.payload.get(code) == value for code, value in where.items()))
        found = next(matching, None)
        return (found.id, found.status, found.rev) if found else None

    def sealed(self, readers: str | None, values: Mapping[str, Any], record_id: str) -> Mapping[str, Any]:
        return {"sealed": self.services.parts["seals"].seal(readers, values, record_id)}

    def pushed(self, receipts: Sequence[Mapping[str, Any]]) -> None:
        self.receipts += receipts


class OverHttp(Lobby):
    """Every step at a desk as a browser takes it: read, then said with the revision that was read."""

    def desk(self, username: str, record_id: str, verb: str, args: Mapping[str, Any], reason: str | None) -> int:
        desk = self.bank.desk(username)
        seen = desk.read(f"/api/records/{record_id}")
        if _approves(seen["kind"], verb):
            stepped = desk.approve(record_id, verb, args, seen["rev"], self.bank.password)
        else:
            stepped = desk.step(record_id, verb, args, seen["rev"], reason)
        return int(stepped["record"]["rev"])


class AtTheEngine(Lobby):
    """The same steps by the use case behind the route, in whatever transaction is open."""

    def desk(self, username: str, record_id: str, verb: str, args: Mapping[str, Any], reason: str | None) -> int:
        user, now = self.users[username], self.bank.clock()
        record = self.services.parts["records"].record(self.branch_id, record_id)
        if _approves(record.kind, verb):
            judge: JudgeRecord = self.services.parts["approvals"].judge
            said = Said(verb, args, reason, record.rev, judge.read(record).hash, self.bank.password)
            _, after = judge(self._actor(user), record, said, "127.0.0.1", now)
        else:
            run: RunOnline = self.services.parts["sync"].run_online
            _, after = run(Doer(user.id, user.roles[0], user.branch_id), record_id, Step(verb, args, reason), now)
        return after.rev

    def _actor(self, user: User) -> Actor:
        branch = self.services.people.branch(user.branch_id)
        assert branch is not None
        return Actor(user, branch, user.roles[0], None, self.bank.clock())


def _approves(kind: str, verb: str) -> bool:
    command = command_named(all_kinds()[kind].definition["life_cycle"], verb)
    return command is not None and bool(command["bound"])
