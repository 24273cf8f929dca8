"""parts["day"]: closing a day, and what of it is to be reconciled."""

from __future__ import annotations

from server.records import all_kinds
from server.services.close_day import CloseDay
from server.services.day_part import DayPart
from server.services.limit_attempts import LimitAttempts
from server.services.prove_password import ProvePassword
from server.services.reconcile_day import ReconcileDay
from server.store.day_store import DayStore
from server.store.people_store import PeopleStore
from server.store.session_store import AttemptStore
from server.store.wiring import WiringContext


def build(context: WiringContext) -> DayPart:
    database, transaction = context.database, context.database.write
    people, days = PeopleStore(database), DayStore(database)
    limit = LimitAttempts(AttemptStore(database), context.secrets, transaction)
    prove = ProvePassword(people, context.hasher, limit)
    close = CloseDay(context.part("overview").show, days, people, prove, context.audit, transaction)
    rules, see = context.part("reference").rules, context.part("sync").see
    return DayPart(close, ReconcileDay(all_kinds(), days, context.part("records"), see, rules, people))
