"""parts["following"]: what is worked out from other records goes with them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from server.records import Kind, all_kinds
from server.services.follow_changes import LookAgain, NoticeChangedOthers
from server.services.following_part import FollowingPart
from server.store.key_store import KeyStore
from server.store.outdated_store import OutdatedStore
from server.store.people_store import PeopleStore
from server.store.wiring import WiringContext
from sync.server.key_index import Key


def build(context: WiringContext) -> FollowingPart:
    database, people = context.database, PeopleStore(context.database)
    outdated = OutdatedStore(database)

    def key_of(kind: Kind, name: str, values: Mapping[str, Any]) -> Key | None:
        return context.part("sync").run_online.decide.policy.key(kind, name, values)

    @cache
    def again() -> LookAgain:
        run = context.part("sync").run_online
        return LookAgain(outdated, lambda: [each.id for each in people.branches()], run.look_again, database.write)

    notice = NoticeChangedOthers(all_kinds(), context.part("records"), KeyStore(database), key_of, outdated)
    return FollowingPart(notice, again, context.clock)
