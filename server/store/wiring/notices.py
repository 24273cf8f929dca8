"""parts["notices"]: what somebody is told, and that they read it."""

from __future__ import annotations

from server.records import all_kinds
from server.services.read_notices import ReadNotices
from server.store.notice_store import NoticeStore
from server.store.wiring import WiringContext


def build(context: WiringContext) -> ReadNotices:
    see = context.part("sync").see
    return ReadNotices(NoticeStore(context.database), see, all_kinds(), context.database.write)
