"""What attachments offer to the API, to documents, and to whoever changes records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from server.records import Kind
from server.services.ports_sync import AppliedChange
from server.services.read_file import ReadFile
from server.services.receive_files import ReceiveFiles
from sync.attachments import PREFIX, named_files
from sync.server.state import RecordState


class RecordFiles(Protocol):
    def name(self, branch_id: str, named: Mapping[str, Iterable[str]]) -> None: ...
    def missing(self, branch_id: str, record_ids: Iterable[str]) -> dict[str, list[str]]: ...


@dataclass(frozen=True)
class AttachmentsPart:
    receive: ReceiveFiles
    read: ReadFile
    files: RecordFiles
    kinds: Mapping[str, Kind]

    def on_applied(self, changes: Sequence[AppliedChange]) -> None:
        """Inside the transaction that changes the records: what they name is written beside them."""
        named = {change.after.id: self._named(change.after) for change in changes}
        if any(named.values()):
            self.files.name(changes[0].after.branch_id, named)

    def files_missing(self, branch_id: str, record_ids: Iterable[str]) -> Mapping[str, Sequence[str]]:
        """From a record to the files it names that have not arrived; a document waits for them."""
        return self.files.missing(branch_id, record_ids)

    def _named(self, record: RecordState) -> list[str]:
        fields = self.kinds[record.kind].definition["fields"]
        return [name.removeprefix(PREFIX) for name in named_files(fields, record.payload)]
