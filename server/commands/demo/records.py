"""A morning of the demonstration branch (morning.yaml), captured through the engine by a tablet and answered at a desk."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

import yaml

from server.commands.demo import Demo
from server.commands.demo.tablet import DemoTablet, enrol, frozen
from server.domain.moments import BANK_ZONE, to_wire
from server.records import Kind, all_kinds
from server.services.run_online import Doer, RunOnline, Step

MORNING = Path(__file__).parent / "morning.yaml"
TABLET = "大堂平板（演示）"
OPENING, NOON = time(8, 20), time(11, 20)


def seed(demo: Demo) -> None:
    """Once a branch: the tablet of the demonstration tells that it has happened."""
    if any(device.name == TABLET for device in demo.services.devices.devices(demo.branch.id)):
        return
    entries: list[dict[str, Any]] = yaml.load(MORNING.read_text(encoding="utf-8"), yaml.CSafeLoader)
    day = last_morning(demo.at)
    tablet = enrol(demo.services, demo.branch.id, TABLET, sorted({entry["by"] for entry in entries}), at(day, OPENING))
    morning = Morning(tablet, day, entries)
    _push(demo, morning)
    _answer(demo, morning)


def _push(demo: Demo, morning: Morning) -> None:
    lines = [frozen(operation) for operation in morning.operations()]
    receipts = demo.services.parts["sync"].receive(morning.tablet.device, lines, demo.at)
    refused = [receipt for receipt in map(json.loads, receipts) if receipt["verdict"] != "applied"]
    if refused:
        raise ValueError(f"the demonstration's own records are refused: {refused}")


def _answer(demo: Demo, morning: Morning) -> None:
    run_online: RunOnline = demo.services.parts["sync"].run_online
    for entry in morning.entries:
        for step in entry.get("desk", ()):
            who = demo.users[step["by"]]
            args = morning.values(all_kinds()[entry["kind"]], step.get("args", {}))
            run_online(Doer(who.id, who.roles[0], who.branch_id), entry["id"], Step(step["do"], args), demo.at)


def last_morning(now: datetime) -> datetime:
    """Midnight, in the bank's zone, of the last day whose morning is over."""
    here = now.astimezone(BANK_ZONE)
    midnight = here.replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight if here.time() >= NOON else midnight - timedelta(days=1)


def at(day: datetime, clock: time) -> datetime:
    return day.replace(hour=clock.hour, minute=clock.minute)


@dataclass
class Morning:
    tablet: DemoTablet
    day: datetime
    entries: list[dict[str, Any]]
    ids: dict[str, str] = field(default_factory=dict)

    def operations(self) -> Iterator[dict[str, Any]]:
        """Everything in the order in which it happened, as one tablet writes it."""
        last: dict[int, str] = {}
        for when, number, step in sorted(self._steps(), key=lambda step: (step[0], step[1])):
            entry = self.entries[number]
            operation = self._create(entry) if step is None else self._command(entry, step, when, last[number])
            last[number] = operation["op_id"]
            yield operation

    def _steps(self) -> Iterator[tuple[datetime, int, dict[str, Any] | None]]:
        for number, entry in enumerate(self.entries):
            yield self._moment(entry["at"]), number, None
            for step in entry.get("then", ()):
                yield self._moment(step["at"]), number, step

    def _create(self, entry: dict[str, Any]) -> dict[str, Any]:
        when, kind = self._moment(entry["at"]), all_kinds()[entry["kind"]]
        entry["id"] = self.tablet.new_id(when)
        self.ids[entry.get("as", entry["id"])] = entry["id"]
        values = self.values(kind, entry["values"]) | _found_at(kind, when)
        patch = {code: {"from": None, "to": value} for code, value in values.items()}
        command = {"args": {"captured_offline": False}}
        return self.tablet.write(f"{kind.code}.create", entry["id"], entry["by"], when, patch=patch, command=command)

    def _command(self, entry: dict[str, Any], step: dict[str, Any], when: datetime, after: str) -> dict[str, Any]:
        kind = all_kinds()[entry["kind"]]
        more = {"base": {"after": after}, "command": {"args": self.values(kind, step.get("args", {}))}}
        return self.tablet.write(f"{kind.code}.{step['do']}", entry["id"], step.get("by", entry["by"]), when, **more)

    def values(self, kind: Kind, written: Mapping[str, Any]) -> dict[str, Any]:
        """Clock times become instants of the day, names of other entries their ids."""
        return {code: self._value(kind, code, value) for code, value in written.items()}

    def _value(self, kind: Kind, code: str, value: Any) -> Any:
        meta = kind.by_code[code]
        if meta.type == "datetime":
            return to_wire(self._moment(value))
        return [self.ids[name] for name in value] if meta.reference == "record" else value

    def _moment(self, clock: str) -> datetime:
        return at(self.day, time.fromisoformat(clock))


def _found_at(kind: Kind, when: datetime) -> dict[str, Any]:
    """A required moment that the entry does not name is the moment of the capture."""
    return {each.code: to_wire(when) for each in kind.fields if each.required and each.type == "datetime"}
