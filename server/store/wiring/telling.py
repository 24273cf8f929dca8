"""parts["telling"]: notices are written where changes are decided. Reading them is parts["notices"], built from what decides."""

from __future__ import annotations

from server.records import all_kinds
from server.services.tell_notices import TellNotices
from server.store.notice_store import NoticeStore
from server.store.wiring import WiringContext


def build(context: WiringContext) -> TellNotices:
    return TellNotices(NoticeStore(context.database), context.part("feed"), all_kinds(), context.new_id)
