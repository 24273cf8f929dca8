"""What the sync engine's server half offers to the API, the jobs and the commands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from server.domain.identity import Clock
from server.domain.people import Device
from server.services.capture_online import CaptureOnline
from server.services.decide_stored import DecideStored
from server.services.find_duplicates import FindDuplicates
from server.services.live_pokes import LivePokes
from server.services.ports import Audit, Transaction
from server.services.ports_jobs import Job
from server.services.ports_sync import Noticed
from server.services.read_feed import Carrier, ReadFeed
from server.services.receive_operations import ReceiveOperations
from server.services.run_online import RunOnline
from server.services.see_records import SeeRecords
from server.services.unmask_field import UnmaskField
from sync.server.state import Conflict

DECIDE_STORED_SECONDS = 15.0


class Epochs(Protocol):
    def epoch(self) -> str: ...
    def current(self) -> str | None: ...
    def begin(self) -> str: ...


class IntakeLooks(Protocol):
    def durable_through(self, branch_id: str, device_id: str, received_before: datetime) -> int: ...
    def noticed(self, branch_id: str, limit: int) -> list[Noticed]: ...


class Feeds(Protocol):
    def snapshot(self) -> AbstractContextManager[None]: ...
    def heads(self, branch_id: str, scopes: Sequence[str]) -> dict[str, int]: ...


class OpenConflicts(Protocol):
    def open(self, branch_id: str, limit: int) -> list[Conflict]: ...
    def of_record(self, branch_id: str, record_id: str) -> list[Conflict]: ...


@dataclass(frozen=True)
class SyncPart:
    """`run_online` and `capture` are the desk's ways into the engine, `see` and `unmask` its way to look at records."""

    receive: ReceiveOperations
    run_online: RunOnline
    capture: CaptureOnline
    see: SeeRecords
    duplicates: FindDuplicates
    unmask: UnmaskField
    conflicts: OpenConflicts
    read_feed: ReadFeed
    decide_stored: DecideStored
    live: LivePokes
    feed: Feeds
    epochs: Epochs
    intake: IntakeLooks
    durable_after: timedelta
    contract_version: Callable[[], str]
    reference_version: Callable[[str], str]
    clock: Clock
    audit: Audit
    transaction: Transaction

    def epoch(self) -> str:
        return self.epochs.epoch()

    @contextmanager
    def look(self) -> Iterator[str]:
        """One look at the database, for everything that an answer tells of it; gives the epoch."""
        with self.feed.snapshot():
            epoch = self.epochs.current()
            if epoch is not None:
                yield epoch
                return
        first = self.epochs.epoch()  # written down, which no look can do
        with self.feed.snapshot():
            yield first

    def begin_epoch(self, at: datetime) -> str:
        """After a restore from a backup: what came after the backup is on the tablets alone until they offer it again."""
        with self.transaction():
            epoch = self.epochs.begin()
            self.audit.append(None, None, "epoch.begun", f"epoch:{epoch}", {}, at)
        return epoch

    def durable_through(self, device: Device, at: datetime) -> int:
        """Up to here the device's operations have been in the database long enough to be in a backup."""
        return self.intake.durable_through(device.branch_id, device.id, at - self.durable_after)

    def heads(self, carrier: Carrier) -> Mapping[str, int]:
        return self.feed.heads(carrier.branch_id, carrier.scopes)

    def jobs(self) -> Sequence[Job]:
        return [Job("decide_stored", DECIDE_STORED_SECONDS, lambda: self.decide_stored(self.clock()))]

    def stop(self) -> None:
        """Every step of the job is one transaction: there is nothing to tidy up."""
