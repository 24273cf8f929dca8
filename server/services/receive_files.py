"""A tablet's files come in parts (tus 1.0), each on disk before it is acknowledged, and are hashed again when they are whole."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar, Protocol

from server.domain.attachments import Announced, Attachment, FileState
from server.domain.errors import DomainError
from server.domain.people import Device
from server.services.ports import Transaction
from sync.attachments import MAX_FILE_BYTES, PART_BYTES


class FileTooLarge(DomainError):
    code: ClassVar[str] = "file_too_large"


class FileNotAnnounced(DomainError):
    code: ClassVar[str] = "file_not_announced"


class OffsetDiffers(DomainError):
    """`details.offset`: where the file ends here."""

    code: ClassVar[str] = "offset_differs"


class FileDamaged(DomainError):
    """What came has not the hash it was announced with: nothing of it is kept, and it has to be sent again."""

    code: ClassVar[str] = "file_damaged"


class StorageFull(DomainError):
    code: ClassVar[str] = "storage_full"


@dataclass(frozen=True)
class Standing:
    """`durable_at`: when it will surely be in a backup; None until it is verified."""

    state: FileState
    offset: int
    size: int
    durable_at: datetime | None


class Parts(Protocol):
    def size(self, branch_id: str, device_id: str, sha256: str) -> int: ...
    def append(self, branch_id: str, device_id: str, sha256: str, offset: int, content: bytes) -> int: ...
    def content(self, branch_id: str, device_id: str, sha256: str) -> bytes: ...
    def drop(self, branch_id: str, device_id: str, sha256: str) -> None: ...


class Kept(Protocol):
    def put(self, content: bytes) -> str: ...


class Attachments(Protocol):
    def announced(self, branch_id: str, device_id: str, sha256: str) -> Announced | None: ...
    def announce(self, branch_id: str, device_id: str, announced: Announced, at: datetime) -> None: ...
    def attachment(self, branch_id: str, sha256: str) -> Attachment | None: ...
    def add(self, attachment: Attachment) -> bool:
        """False when it was there already."""
        ...

    def complete_records(self, branch_id: str, sha256: str) -> Sequence[str]:
        """Of the records that name this file those of which no file is missing any more."""
        ...


@dataclass(frozen=True)
class ReceiveFiles:
    """`lock` keeps decisions of the branch away while a file becomes known, so that no document waits for one that is here.
    `completed` is told, inside that transaction, of records that now have all their files."""

    attachments: Attachments
    parts: Parts
    files: Kept
    lock: Callable[[str], None]
    transaction: Transaction
    completed: Callable[[str, Sequence[str]], None]
    durable_after: timedelta

    def announce(self, device: Device, wanted: Announced, at: datetime) -> Standing:
        """The same file may be announced any number of times; the answer says from where to go on."""
        if not 0 < wanted.size <= MAX_FILE_BYTES:
            raise FileTooLarge(bytes=MAX_FILE_BYTES)
        before = self.attachments.announced(device.branch_id, device.id, wanted.sha256)
        if before is None or before.size != wanted.size:
            if before is not None:
                self.parts.drop(device.branch_id, device.id, wanted.sha256)
            with self.transaction():
                self.attachments.announce(device.branch_id, device.id, wanted, at)
        self._finish(device, wanted.sha256, at)
        return self.standing(device, wanted.sha256, at)

    def standing(self, device: Device, sha256: str, at: datetime) -> Standing:
        known = self.attachments.attachment(device.branch_id, sha256)
        if known is not None:
            durable_at = known.verified_at + self.durable_after
            return Standing("durable" if durable_at <= at else "verified", known.size, known.size, durable_at)
        announced = self._announced(device, sha256)
        return Standing("receiving", self.parts.size(device.branch_id, device.id, sha256), announced.size, None)

    def append(self, device: Device, sha256: str, offset: int, content: bytes, at: datetime) -> Standing:
        announced = self._announced(device, sha256)
        before = self.standing(device, sha256, at)
        if before.state != "receiving":
            return before
        if len(content) > PART_BYTES or offset + len(content) > announced.size:
            raise FileTooLarge(bytes=PART_BYTES)
        if self.parts.append(device.branch_id, device.id, sha256, offset, content) == announced.size:
            self._keep(device, announced, at)
        return self.standing(device, sha256, at)

    def _finish(self, device: Device, sha256: str, at: datetime) -> None:
        """A file whose last part came just before the server died is whole and unknown: it is taken in now."""
        announced = self.attachments.announced(device.branch_id, device.id, sha256)
        unknown = self.attachments.attachment(device.branch_id, sha256) is None
        whole = announced and self.parts.size(device.branch_id, device.id, sha256) == announced.size
        if announced and unknown and whole:
            self._keep(device, announced, at)

    def _keep(self, device: Device, announced: Announced, at: datetime) -> None:
        content = self.parts.content(device.branch_id, device.id, announced.sha256)
        if hashlib.sha256(content).hexdigest() != announced.sha256:
            self.parts.drop(device.branch_id, device.id, announced.sha256)
            raise FileDamaged
        self.files.put(content)
        kept = Attachment(device.branch_id, announced.sha256, len(content), announced.use, device.id, at)
        with self.transaction():
            self.lock(device.branch_id)
            if self.attachments.add(kept):
                self.completed(device.branch_id, self.attachments.complete_records(device.branch_id, announced.sha256))
        self.parts.drop(device.branch_id, device.id, announced.sha256)

    def _announced(self, device: Device, sha256: str) -> Announced:
        found = self.attachments.announced(device.branch_id, device.id, sha256)
        if found is None:
            raise FileNotAnnounced
        return found
