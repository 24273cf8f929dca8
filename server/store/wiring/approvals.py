"""parts["approvals"]: decisions on what was submitted, and what becomes of those that no longer fit."""

from __future__ import annotations

from server.records import all_kinds
from server.services.approvals_part import ApprovalsPart
from server.services.judge_record import JudgeRecord
from server.services.limit_attempts import LimitAttempts
from server.services.read_content import ReadContent
from server.services.reopen_approvals import ReopenApprovals
from server.store.judgement_store import JudgementStore
from server.store.people_store import PeopleStore
from server.store.session_store import AttemptStore
from server.store.wiring import WiringContext


def build(context: WiringContext) -> ApprovalsPart:
    kinds, database, records = all_kinds(), context.database, context.part("records")
    judgements, people, run = JudgementStore(database), PeopleStore(database), context.part("sync").run_online
    judge = JudgeRecord(
        content=ReadContent(records, kinds),
        judgements=judgements,
        people=people,
        hasher=context.hasher,
        limit=LimitAttempts(AttemptStore(database), context.secrets, database.write),
        run=run,
        kinds=kinds,
        audit=context.audit,
        transaction=database.write,
        new_id=context.new_id,
    )
    reopen = ReopenApprovals(judgements, records, lambda: [each.id for each in people.branches()], kinds, run)
    return ApprovalsPart(context.clock, judge, reopen, people)
