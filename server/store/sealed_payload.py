"""Records of sealed kinds at rest: what they say is a box that the database alone cannot open, bound to the record's id."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace

from server.records import Kind
from server.services.ports import Box
from sync.server.state import RecordState

SEALED, PURPOSE = "sealed", "sealed record"


@dataclass(frozen=True)
class SealedPayload:
    kinds: Mapping[str, Kind]
    box: Box

    def closed(self, record: RecordState) -> RecordState:
        """As it is written; of a kind that is not sealed, the record itself."""
        if not self.kinds[record.kind].sealed:
            return record
        content = json.dumps(dict(record.payload), ensure_ascii=False).encode()
        box = base64.b64encode(self.box.seal(PURPOSE, content, record.id)).decode()
        return replace(record, payload={SEALED: box})

    def opened(self, record: RecordState) -> RecordState:
        if SEALED not in record.payload or not self.kinds[record.kind].sealed:
            return record
        content = self.box.open(PURPOSE, base64.b64decode(record.payload[SEALED]), record.id)
        return replace(record, payload=json.loads(content))
