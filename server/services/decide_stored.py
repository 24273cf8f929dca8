"""What was kept without a verdict is decided by the worker: after a failure, a quarantine, or an update of the software."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from typing import Protocol

from server.domain.people import Device
from server.records import Kind
from server.services.decide_operations import DecideOperations
from server.services.ports import Transaction
from server.services.ports_sync import Intake, Operations
from server.services.receive_operations import Arrived, ReceiveOperations
from sync.operation import parse
from sync.server.policy import Upcaster

AT_ONCE = 500


class Devices(Protocol):
    def device(self, device_id: str) -> Device | None: ...


@dataclass(frozen=True)
class DecideStored:
    intake: Intake
    operations: Operations
    receive: ReceiveOperations
    decide: DecideOperations
    devices: Devices
    transaction: Transaction
    kinds: Mapping[str, Kind]
    upcasters: Mapping[str, Upcaster]
    failed: Callable[[Exception], None]

    def __call__(self, at: datetime) -> None:
        self._decide_undecided(at)
        self._decide_types_known_now(at)

    def _decide_undecided(self, at: datetime) -> None:
        waiting = self.intake.undecided(at, AT_ONCE)
        for (_, sent_by), rows in groupby(waiting, key=lambda each: (each[0], each[1].sent_by)):
            device = self.devices.device(sent_by)
            if device is not None:
                # Under the name it came with, which is not that of what is kept where words were closed away.
                arrived = [Arrived(line, replace(parse(line.raw.decode()), hash=line.hash)) for _, line in rows]
                self.receive.decide_kept(device, arrived, at, late=True)

    def _decide_types_known_now(self, at: datetime) -> None:
        types = [name for kind in self.kinds.values() for name in kind.operations] + list(self.upcasters)
        waiting = self.operations.of_unknown_type(types, AT_ONCE)
        for branch_id, rows in groupby(waiting, key=lambda each: each[0]):
            op_ids = [op_id for _, op_id in rows]
            try:
                with self.transaction():
                    self.decide.again(branch_id, op_ids, at)
            except Exception as error:  # another branch's operations must not wait for this one's
                self.failed(error)
