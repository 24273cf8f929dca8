"""What exports offer to the API."""

from __future__ import annotations

from dataclasses import dataclass

from server.services.export_records import ExportRecords
from server.services.ports import Audit


@dataclass(frozen=True)
class ExportsPart:
    records: ExportRecords
    audit: Audit
