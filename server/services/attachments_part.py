"""What attachments offer to the API, to documents, and to whoever changes records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, Protocol

from server.domain.people import Device
from server.records import Kind
from server.services.ports_sync import AppliedChange
from server.services.read_file import ReadFile
from server.services.receive_files import ReceiveFiles
from sync.attachments import PREFIX, carrying, named_files
from sync.server.state import RecordState


class RecordFiles(Protocol):
    def name(self, branch_id: str, named: Mapping[str, Iterable[str]]) -> None: ...
    def missing(self, branch_id: str, record_ids: Iterable[str]) -> dict[str, list[str]]: ...


@dataclass(frozen=True)
class AttachmentsPart:
    """`desk(branch_id, at)` is the device in whose name files come from the desk of a branch."""

    receive: ReceiveFiles
    read: ReadFile
    files: RecordFiles
    kinds: Mapping[str, Kind]
    desk: Callable[[str, datetime], Device]

    def on_applied(self, changes: Sequence[AppliedChange]) -> None:
        """Inside the transaction that changes the records: what they name is written beside them."""
        named = {change.after.id: self._named(change.after) for change in changes}
        if any(named.values()):
            self.files.name(changes[0].after.branch_id, named)

    def files_missing(self, branch_id: str, record_ids: Iterable[str]) -> Mapping[str, Sequence[str]]:
        """From a record to the files it names that have not arrived; a document waits for them."""
        return self.files.missing(branch_id, record_ids)

    def _named(self, record: RecordState) -> list[str]:
        fields = self._carrying.get(record.kind)
        return [name.removeprefix(PREFIX) for name in named_files(fields, record.payload)] if fields else []

    @cached_property
    def _carrying(self) -> Mapping[str, Sequence[Mapping[str, Any]]]:
        """The fields that may name files, of the kinds that have any: most records name none."""
        found = {code: carrying(kind.definition["fields"]) for code, kind in self.kinds.items()}
        return {code: fields for code, fields in found.items() if fields}
