"""parts["screening"]: lists of names, their import by 合规部, and the definitive screening."""

from __future__ import annotations

from server.services.import_screening_list import ImportScreeningList
from server.services.screen_name import ScreenName
from server.services.screening_part import ScreeningPart
from server.services.screening_set import ScreeningSet
from server.services.sign_list import SignList
from server.store.people_store import PeopleStore
from server.store.screening_store import ScreeningStore
from server.store.wiring import WiringContext


def build(context: WiringContext) -> ScreeningPart:
    lists, sign = ScreeningStore(context.database), SignList(context.secrets)
    screen = ScreenName(lists, context.clock)
    bring = ImportScreeningList(lists, sign, context.audit, context.database.write, context.new_id)
    return ScreeningPart(lists, screen, ScreeningSet(screen), bring, sign, context.audit, PeopleStore(context.database))
