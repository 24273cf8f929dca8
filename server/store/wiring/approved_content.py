"""parts["approved_content"]: notices when what was approved changes."""

from __future__ import annotations

from server.records import all_kinds
from server.services.read_content import ReadContent
from server.services.reopen_approvals import NoticeChangedContent
from server.store.judgement_store import JudgementStore
from server.store.wiring import WiringContext


def build(context: WiringContext) -> NoticeChangedContent:
    kinds, records = all_kinds(), context.part("records")
    return NoticeChangedContent(JudgementStore(context.database), records, ReadContent(records, kinds), kinds)
