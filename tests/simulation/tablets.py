"""A simulated tablet as the scheduler sees it: who works on it, what its disk holds, what it waits for."""

from __future__ import annotations

import base64
import itertools
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.simulation.bank import Bank, Identity, SignedIn
from tests.simulation.node import Node

NAMES = re.compile(r"sha256:[0-9a-f]{64}")
STATES = ("waiting", "attention", "done", "settled")
NOTHING: dict[str, Any] = {
    "head": None,
    "ops": [],
    "base": [],
    "local": [],
    "conflicts": [],
    "uploads": [],
    "blobs": [],
}


@dataclass(frozen=True)
class Request:
    """A request under way, with the session of whoever was signed in when it was sent."""

    tablet: SimulatedTablet
    number: int
    method: str
    target: str
    body: bytes
    by: SignedIn

    @property
    def is_push(self) -> bool:
        return self.target.startswith("/sync/push")


@dataclass(frozen=True)
class FileRequest:
    """A request of the lane of files: signed by the tablet, in nobody's session."""

    tablet: SimulatedTablet
    number: int
    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes


@dataclass
class SimulatedTablet:
    name: str
    identity: Identity
    worker: SignedIn
    node: Node
    bank: Bank
    random_seed: int
    skew: int = 0
    files: Mapping[str, bytes] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)
    file_requests: list[FileRequest] = field(default_factory=list)
    held: list[int] = field(default_factory=list)
    tasks: dict[int, str] = field(default_factory=dict)
    ended: dict[int, dict[str, Any]] = field(default_factory=dict)
    disk: dict[str, Any] = field(default_factory=lambda: dict(NOTHING))
    alive: bool = True
    quarantined: bool = False
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def enrol(self) -> None:
        self._tell("enrol", device_id=self.identity.device_id, seed=self.random_seed)

    def start(self) -> None:
        """A new process on the old disk, as after closing and opening the browser."""
        self._tell("start")
        self.alive = True
        self.look()

    def run(self, call: str, **arguments: Any) -> int:
        """Begin something; it has ended when its number stands in `ended`."""
        task = next(self._numbers)
        self.tasks[task] = call
        doing = {"call": call, **arguments, **self._attached(arguments)}
        self._tell("run", task=task, doing=doing, by=self._person())
        return task

    def is_busy(self, call: str) -> bool:
        return call in self.tasks.values()

    def answer(self, request: Request, status: int, body: Any) -> None:
        self._settle(request)
        self._tell("answer", request=request.number, status=status, body=body)

    def unreachable(self, request: Request) -> None:
        self._settle(request)
        self._tell("unreachable", request=request.number)

    def answer_file(self, request: FileRequest, status: int, headers: Mapping[str, str], body: Any) -> None:
        self._settle_file(request)
        lower = {name.lower(): value for name, value in headers.items()}
        self._tell("file_answer", request=request.number, status=status, headers=lower, body=body)

    def file_unreachable(self, request: FileRequest) -> None:
        self._settle_file(request)
        self._tell("file_unreachable", request=request.number)

    def release(self, outcome: str) -> None:
        """Let the oldest commit that waits for the disk go on, or fail."""
        self._tell("release", commit=self.held.pop(0), outcome=outcome)

    def plan(self, nth: int, what: str, *, lane: bool = False) -> None:
        self._tell("plan", nth=nth, mishap=what, lane=lane)

    def calm(self) -> None:
        """No mishap that was planned for its disk will come."""
        self._tell("calm")

    def crash(self) -> None:
        self._tell("crash")
        self._died()

    def snapshot(self) -> None:
        self._tell("snapshot")

    def roll_back(self) -> None:
        """The disk is what it was at the snapshot: a backup of a tablet put back, or its clone."""
        self._tell("roll_back")
        self._died()

    def look(self) -> dict[str, Any]:
        """What the disk holds now: what was committed, nothing else."""
        for event in self._tell("dump"):
            if event["what"] == "dump":
                self.disk = event["disk"]
        return self.disk

    def stale(self) -> list[str]:
        """Records whose optimistic row does not follow from what is on the disk."""
        return [name for event in self._tell("stale") if event["what"] == "stale" for name in event["records"]]

    @property
    def ops(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.disk["ops"]
        return found

    @property
    def counts(self) -> dict[str, int]:
        head = self.disk["head"]
        return head["counts"] if head else dict.fromkeys(STATES, 0)

    def rows(self) -> list[dict[str, Any]]:
        """What the screens would show: the server's rows, and over them those that pending operations make."""
        shown = {row["id"]: row for row in self.disk["base"]} | {row["id"]: row for row in self.disk["local"]}
        return list(shown.values())

    def _attached(self, arguments: Mapping[str, Any]) -> dict[str, Any]:
        """The files that what somebody types names: they were attached while it was written."""
        named = dict.fromkeys(NAMES.findall(json.dumps(arguments)))
        known = [name for name in named if name in self.files]
        return (
            {"files": [{"name": n, "bytes": base64.b64encode(self.files[n]).decode()} for n in known]} if known else {}
        )

    def _person(self) -> dict[str, Any]:
        worker = self.worker
        return {"id": worker.user_id, "name": worker.name, "role": worker.role, "grant": worker.grant_id}

    def _tell(self, do: str, **content: Any) -> list[dict[str, Any]]:
        now = int(self.bank.clock().timestamp() * 1000) + self.skew
        events = self.node.call(do=do, tablet=self.name, now=now, **content)
        for event in events:
            self._take(event)
        return events

    def _take(self, event: dict[str, Any]) -> None:
        if event["what"] == "request":
            body = (event.get("body") or "").encode("utf-8", "surrogatepass")
            self.requests.append(Request(self, event["request"], event["method"], event["target"], body, self.worker))
        elif event["what"] == "file":
            body = base64.b64decode(event["body"])
            sent = FileRequest(self, event["request"], event["method"], event["target"], event["headers"], body)
            self.file_requests.append(sent)
        elif event["what"] == "lane_died":
            self._lane_died()
        elif event["what"] == "held":
            self.held.append(event["commit"])
        elif event["what"] == "ended":
            self.tasks.pop(event["task"], None)
            self.ended[event["task"]] = event
        elif event["what"] == "died":
            self._died()

    def _died(self) -> None:
        self.alive = False
        self.requests.clear()
        self.file_requests.clear()
        self.held.clear()
        self.tasks.clear()

    def _lane_died(self) -> None:
        self.file_requests.clear()
        self.tasks = {task: call for task, call in self.tasks.items() if call != "upload"}

    def _settle_file(self, request: FileRequest) -> None:
        if request in self.file_requests:
            self.file_requests.remove(request)

    def _settle(self, request: Request) -> None:
        if request in self.requests:
            self.requests.remove(request)
