"""What of a record is approved, with the parts of it that are records of their own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from server.domain.approval import Content
from server.records import Kind
from server.records.contributions import Approval
from sync.lifecycle import VOIDED
from sync.server.state import RecordState


class Linking(Protocol):
    def linking(self, branch_id: str, ids: Iterable[str]) -> Mapping[str, Iterable[RecordState]]: ...


@dataclass(frozen=True)
class ReadContent:
    records: Linking
    kinds: Mapping[str, Kind]

    def __call__(self, record: RecordState) -> Content:
        """Raises LookupError for a kind nobody approves."""
        approval = self.kinds[record.kind].approval
        if approval is None:
            raise LookupError("nothing of this kind is approved")
        return {"fields": _said(record, approval.content), "parts": self._parts(record, approval)}

    def _parts(self, record: RecordState, approval: Approval) -> list[dict[str, Any]]:
        if not approval.parts:
            return []
        naming = self.records.linking(record.branch_id, [record.id]).get(record.id, ())
        fields = {part.kind: part for part in approval.parts}
        found = [
            {"id": each.id, "kind": each.kind, "no": each.no, "fields": _said(each, fields[each.kind].content)}
            for each in naming
            if each.kind in fields and each.status != VOIDED and each.payload.get(fields[each.kind].link) == record.id
        ]
        return sorted(found, key=lambda part: str(part["id"]))


def _said(record: RecordState, fields: Iterable[str]) -> dict[str, Any]:
    return {code: record.payload[code] for code in fields if code in record.payload}
