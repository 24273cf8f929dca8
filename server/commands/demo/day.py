"""One day of the branch as stories.yaml tells it: what the floor does on two tablets, what desks do, in the order of the clock.

A story goes on step by step, each at its minute or as soon as the one before it allows: a desk cannot see what a tablet without a
network still keeps. `known` says at the end what the bank must hold of it.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import count
from pathlib import Path
from random import Random
from typing import Any, Protocol

import yaml

from server.commands.demo.bank import Refused, Tablet
from server.commands.demo.made_up import Entries, MadeUp
from server.domain.identity import uuid7
from server.domain.moments import BANK_ZONE
from server.records import all_kinds

STORIES: list[dict[str, Any]] = yaml.load(
    (Path(__file__).parent / "stories.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader
)
MACHINES = (("ATM-01", "ATM"), ("CRS-02", "CRS"), ("STM-03", "STM"), ("BSM-04", "BSM"))


@dataclass
class Known:
    """A record as it must stand: `last_op` while the newest step is a tablet's, else `rev` is the newest."""

    id: str
    kind: str
    status: str
    duty: int
    last_op: str | None = None
    rev: int = 1


@dataclass
class Story:
    name: str
    duty: int
    steps: Sequence[Mapping[str, Any]]
    begins: datetime
    tablet: Tablet
    by: str
    records: dict[str, Known] = field(default_factory=dict)


class Outside(Protocol):
    """What a day asks of the bank beside its tablets."""

    def at(self, moment: datetime) -> None: ...
    def entries(self, name: str) -> Any: ...
    def person(self, username: str) -> str: ...
    def found(self, kind: str, day: date, where: Mapping[str, Any]) -> tuple[str, str, int] | None:
        """Id, status and revision of what the scheduler made."""

    def desk(self, username: str, record_id: str, verb: str, args: Mapping[str, Any], reason: str | None) -> int:
        """The revision it has afterwards."""

    def pushed(self, receipts: Sequence[Mapping[str, Any]]) -> None: ...

    def sealed(self, readers: str | None, values: Mapping[str, Any], record_id: str) -> Mapping[str, Any]:
        """What a tablet keeps of values that one department alone may read."""


@dataclass
class Day:
    """`offline(tablet, at)` is the moment at which the tablet, offline at that moment, has a network again; None while it has one.
    Tablets push every `push_after`, and whenever a desk needs what they keep; where there are `rounds`, the desk waits for the next."""

    outside: Outside
    tablets: Sequence[tuple[Tablet, str]]
    die: Random
    day: date
    push_after: timedelta
    machines: list[str]
    rounds: Sequence[datetime] = ()
    offline: Callable[[Tablet, datetime], datetime | None] = lambda tablet, at: None
    known: list[Known] = field(default_factory=list)
    _pushed_at: dict[str, datetime] = field(default_factory=dict)

    def run(self, tellings: Iterable[tuple[Mapping[str, Any], int]]) -> None:
        turns = count()
        waiting = [(story.begins, next(turns), story, 0) for story in self._begun(tellings)]
        heapq.heapify(waiting)
        while waiting:
            at, _, story, place = heapq.heappop(waiting)
            later = self._take(story, place, at)
            if later is not None:
                heapq.heappush(waiting, (later, next(turns), story, place))
            elif place + 1 < len(story.steps):
                planned = story.begins + timedelta(minutes=story.steps[place + 1]["at"])
                heapq.heappush(waiting, (max(planned, at), next(turns), story, place + 1))
        for tablet, _ in self.tablets:
            if self.offline(tablet, at) is None:
                self._push(tablet)

    def _begun(self, tellings: Iterable[tuple[Mapping[str, Any], int]]) -> Iterator[Story]:
        for told, times in tellings:
            first, last = (time.fromisoformat(clock) for clock in told["between"])
            span = (datetime.combine(self.day, last) - datetime.combine(self.day, first)).seconds
            for turn in range(times):
                begins = datetime.combine(self.day, first, BANK_ZONE) + timedelta(
                    seconds=self._second(turn, times, span)
                )
                tablet, by = self.tablets[told["tablet"] if "tablet" in told else self.die.randrange(len(self.tablets))]
                yield Story(told["name"], told["duty"], told["steps"], begins, tablet, by)

    def _second(self, turn: int, times: int, span: int) -> float:
        """Spread over the time there is, not regularly."""
        return span * (turn + self.die.random()) / times

    def _take(self, story: Story, place: int, at: datetime) -> datetime | None:
        """When the step must be tried again; None once it is done or left out."""
        step = story.steps[place]
        if self._left_out(story, step):
            return None
        self.outside.at(at)
        if "find" in step:
            self._find(story, step)
        elif "desk" in step:
            return self._at_desk(story, step, at)
        else:
            self._on_tablet(story, step, at)
            self._push_in_time(story.tablet, at)
        return None

    def _left_out(self, story: Story, step: Mapping[str, Any]) -> bool:
        """What does not happen takes along what needs it: of a record that is not there, nothing is done."""
        if "of" in step and step["of"] not in story.records:
            return True
        if self.die.random() < step.get("chance", 1):
            return False
        story.steps = story.steps if "new" in step else ()
        return True

    def _find(self, story: Story, step: Mapping[str, Any]) -> None:
        found = self.outside.found(step["find"], self.day, step["where"])
        if found is not None:
            record_id, status, rev = found
            self._keep(story, step["as"], Known(record_id, step["find"], status, story.duty, rev=rev))

    def _on_tablet(self, story: Story, step: Mapping[str, Any], at: datetime) -> None:
        by = step.get("by", story.by)
        if "new" in step:
            kind = all_kinds()[step["new"]]
            made = Known(uuid7(at, self.die.randbytes), kind.code, kind.life_cycle.created, story.duty)
            values = self._made_up(story, at).value(step["values"])
            said = self.outside.sealed(kind.readers, values, made.id) if kind.sealed else values
            patch = {code: {"from": None, "to": value} for code, value in said.items()}
            command = {"args": {"captured_offline": self.offline(story.tablet, at) is not None}}
            made.last_op = story.tablet.write(f"{kind.code}.create", made.id, by, at, patch=patch, command=command)
            self._keep(story, step["as"], made)
            return
        known = story.records[step["of"]]
        base = {"after": known.last_op} if known.last_op else {"rev": known.rev}
        command = {"args": self._args(story, step, at)} | ({"reason": step["reason"]} if "reason" in step else {})
        type = f"{known.kind}.{step['do']}"
        known.last_op = story.tablet.write(type, known.id, by, at, base=base, command=command)
        self._stepped(known, step["do"])

    def _at_desk(self, story: Story, step: Mapping[str, Any], at: datetime) -> datetime | None:
        known = story.records[step["of"]]
        if known.id in story.tablet.unsent:
            later = self.offline(story.tablet, at) or next((round_ for round_ in self.rounds if round_ > at), None)
            if later is not None and at not in self.rounds:
                return later
            self._push(story.tablet)
        args = self._args(story, step, at)
        known.rev = self.outside.desk(step["desk"], known.id, step["do"], args, step.get("reason"))
        known.last_op = None
        self._stepped(known, step["do"])
        return None

    def _args(self, story: Story, step: Mapping[str, Any], at: datetime) -> dict[str, Any]:
        args: dict[str, Any] = self._made_up(story, at).value(step.get("args", {}))
        return args

    def _made_up(self, story: Story, at: datetime) -> MadeUp:
        def name(alias: str) -> str:
            return story.records[alias].id if alias in story.records else self.outside.person(alias)

        entries: Entries = self.outside.entries
        return MadeUp(self.die, at, name, entries, story.tablet.keep, self.machines)

    def _keep(self, story: Story, alias: str, known: Known) -> None:
        story.records[alias] = known
        self.known.append(known)

    def _stepped(self, known: Known, verb: str) -> None:
        steps = all_kinds()[known.kind].life_cycle.commands
        known.status = next(each.to for each in steps if each.code == verb) or known.status

    def _push_in_time(self, tablet: Tablet, at: datetime) -> None:
        if self.offline(tablet, at) is None and at - self._pushed_at.setdefault(tablet.id, at) >= self.push_after:
            self._pushed_at[tablet.id] = at
            self._push(tablet)

    def _push(self, tablet: Tablet) -> None:
        receipts = tablet.push()
        bad = [each for each in receipts if each["verdict"] not in ("applied", "merged")]
        if bad:
            raise Refused(str(bad[:3]))
        self.outside.pushed(receipts)


def register_machines(tablet: Tablet, by: str, die: Random, at: datetime) -> list[Known]:
    """The branch's devices, as its manager enters them once."""
    kind = next(each for each in all_kinds().values() if any(key.name == "device_no" for key in each.keys))
    made = []
    for device_no, type in MACHINES:
        known = Known(uuid7(at, die.randbytes), kind.code, kind.life_cycle.created, kind.duty)
        patch = {
            code: {"from": None, "to": value}
            for code, value in (("device_no", device_no), ("type", type), ("area", "自助区"))
        }
        known.last_op = tablet.write(
            f"{kind.code}.create", known.id, by, at, patch=patch, command={"args": {"captured_offline": False}}
        )
        made.append(known)
    return made
