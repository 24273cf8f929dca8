"""What the people at the tablets do: capture, correct, take a step, choose between values, correct what was refused."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any

from tests.simulation.tablets import SimulatedTablet
from tests.simulation.trace import Trace
from tests.simulation.workload import Workload, kinds

DOINGS = {
    "capture": 14,
    "capture_wrongly": 4,
    "start_another": 5,
    "correct": 40,
    "correct_wrongly": 2,
    "take_a_step": 16,
    "resolve": 12,
    "replace": 8,
    "let_go": 3,
}
SHARED = 3
Row = Mapping[str, Any]


@dataclass
class Order:
    """Records and operations in the order in which they were first seen: ids differ when clocks do, this does not."""

    _next: Iterator[int] = field(default_factory=itertools.count)
    _places: dict[str, int] = field(default_factory=dict)

    def of(self, name: str) -> int:
        if name not in self._places:
            self._places[name] = next(self._next)
        return self._places[name]

    def sorted(self, rows: list[Any], key: str) -> list[Any]:
        return sorted(rows, key=lambda row: self._places.get(row[key], 1 << 40))


@dataclass
class People:
    random: Random
    workload: Workload
    trace: Trace
    order: Order

    def act(self, tablet: SimulatedTablet) -> int | None:
        """Somebody does something on this tablet; None when there is nothing of that sort to be done."""
        doing = self._next(tablet)
        task: int | None = self.capture(tablet) if doing == "capture" else getattr(self, f"_{doing}")(tablet)
        if task is not None:
            self.trace.note(f"{tablet.name} {tablet.worker.name}: {doing.replace('_', ' ')}", count=doing)
        return task

    def meet(self, one: SimulatedTablet, other: SimulatedTablet) -> list[tuple[SimulatedTablet, int]]:
        """Two people correct the same fields of the same record, each without knowing of the other; sometimes alike."""
        theirs = {row["id"]: row for row in other.rows()}
        shared = [row for row in self.order.sorted(one.rows(), "id") if row["id"] in theirs and row["rev"] > 0]
        if not shared:
            return []
        row = self.random.choice(shared[:SHARED])
        meta = _meta(row["kind"])
        changes = self.workload.changes(meta, row["values"], [])
        alike = self.random.random() < 0.25
        again = changes if alike else {code: self.workload.another(meta, code) for code in changes}
        self.trace.note(
            f"{one.name} and {other.name} correct {', '.join(changes)}{' alike' if alike else ''}", count="meet"
        )
        return [
            (tablet, tablet.run("correct", record=row["id"], changes=wanted, reason=self.workload.reason()))
            for tablet, wanted in ((one, changes), (other, again))
        ]

    def _next(self, tablet: SimulatedTablet) -> str:
        """What waits for a person is not left lying for long."""
        if self.random.random() < 0.4 and any(each["resolved_by"] is None for each in tablet.disk["conflicts"]):
            return "resolve"
        if self.random.random() < 0.3 and self._refused(tablet) is not None:
            return self.random.choice(("replace", "replace", "let_go"))
        return self.random.choices(list(DOINGS), list(DOINGS.values()))[0]

    def capture(self, tablet: SimulatedTablet) -> int:
        meta = self.random.choice(kinds())
        return tablet.run("capture", kind=meta["code"], values=self.workload.complete(meta, self._linkable(tablet)))

    def _capture_wrongly(self, tablet: SimulatedTablet) -> int:
        meta = self.random.choice(kinds())
        values = self.workload.wrong(meta, self._linkable(tablet))
        return tablet.run("capture", kind=meta["code"], values=values, lenient=True)

    def _start_another(self, tablet: SimulatedTablet) -> int | None:
        """A record started from another one, which takes its own step in the same capture."""
        row = self._some_row(tablet)
        starts = _meta(row["kind"])["starts"] if row else []
        if row is None or not starts:
            return None
        start = self.random.choice(starts)
        origin: dict[str, Any] = {"recordId": row["id"]}
        if start["then"] and self.random.random() < 0.8:
            origin["command"] = {"verb": start["then"], "args": {}}
        meta = _meta(start["kind"])
        return tablet.run("capture", kind=meta["code"], values=self.workload.complete(meta, [row["id"]]), origin=origin)

    def _correct(self, tablet: SimulatedTablet) -> int | None:
        row = self._some_row(tablet)
        if row is None:
            return None
        changes = self.workload.changes(_meta(row["kind"]), row["values"], self._linkable(tablet))
        return tablet.run("correct", record=row["id"], changes=changes, reason=self.workload.reason())

    def _correct_wrongly(self, tablet: SimulatedTablet) -> int | None:
        row = self._some_row(tablet)
        if row is None:
            return None
        needed = [each["code"] for each in _meta(row["kind"])["fields"] if each["required"]]
        if not needed:
            return None
        emptied = {self.random.choice(needed): None}
        return tablet.run("correct", record=row["id"], changes=emptied, reason="改错了", lenient=True)

    def _take_a_step(self, tablet: SimulatedTablet) -> int | None:
        row = self._some_row(tablet)
        if row is None:
            return None
        meta = _meta(row["kind"])
        commands = meta["life_cycle"]["commands"]
        fitting = [each for each in commands if row["status"] in each["from"] and tablet.worker.role in each["roles"]]
        rash = self.random.random() < 0.1 or not fitting
        command = self.random.choice(commands if rash else fitting)
        arguments = self.workload.arguments(meta, command, row["values"], self._linkable(tablet))
        reason = self.workload.reason() if command["reason"] else None
        return tablet.run(
            "command", record=row["id"], verb=command["code"], args=arguments, reason=reason, lenient=rash, online=True
        )

    def _resolve(self, tablet: SimulatedTablet) -> int | None:
        open_ones = [each for each in tablet.disk["conflicts"] if each["resolved_by"] is None]
        if not open_ones:
            return None
        conflict = self.random.choice(self.order.sorted(open_ones, "id"))
        return tablet.run("resolve", conflict=conflict["id"], choose=self._choices(conflict))

    def _replace(self, tablet: SimulatedTablet) -> int | None:
        op = self._refused(tablet)
        if op is None:
            return None
        sent = json.loads(op["text"])
        meta = _meta(op["kind"])
        if op["verb"] == "create":
            return tablet.run("replace", op_seq=op["op_seq"], values=self.workload.complete(meta, []), reason=None)
        typed = (
            sent["command"]["args"]
            if sent["patch"] is None
            else {code: each["to"] for code, each in sent["patch"].items()}
        )
        values = self.workload.changes(meta, {}, []) if op["verb"] == "update" else typed
        return tablet.run("replace", op_seq=op["op_seq"], values=values, reason=self.workload.reason())

    def _let_go(self, tablet: SimulatedTablet) -> int | None:
        op = self._refused(tablet)
        return None if op is None else tablet.run("let_go", op_seq=op["op_seq"])

    def _choices(self, conflict: Row) -> dict[str, str]:
        """One choice for a whole group, and only theirs for a step that came too late."""
        meta = _meta(conflict["kind"])
        groups = {code: name for name, codes in meta["groups"].items() for code in codes}
        chosen: dict[str, str] = {}
        for code in sorted(conflict["fields"]):
            chosen.setdefault(groups.get(code, code), self.random.choice(("base", "mine", "theirs")))
        made = {code: chosen[groups.get(code, code)] for code in conflict["fields"]}
        return {code: "theirs" if code == "status" else choice for code, choice in made.items()}

    def _refused(self, tablet: SimulatedTablet) -> Row | None:
        refused = [op for op in tablet.ops if op["state"] == "attention" and op["receipt"]["verdict"] == "rejected"]
        return self.random.choice(refused) if refused else None

    def _some_row(self, tablet: SimulatedTablet) -> Row | None:
        """Mostly one of the first few that the bank has, so that people meet each other."""
        rows = self.order.sorted(tablet.rows(), "id")
        if not rows:
            return None
        shared = [row for row in rows if row["rev"] > 0][:SHARED]
        return self.random.choice(shared if shared and self.random.random() < 0.6 else rows)

    def _linkable(self, tablet: SimulatedTablet) -> list[str]:
        return [row["id"] for row in self.order.sorted(tablet.rows(), "id")]


def _meta(kind: str) -> Mapping[str, Any]:
    return next(each for each in kinds() if each["code"] == kind)
