"""The list in force as one more reference set, so that it reaches tablets by the lane that is there: one entry, signed."""

from __future__ import annotations

from functools import lru_cache

from server.domain.moments import bank_day
from server.reference import CompiledSet, compiled
from server.services.ports_screening import ScreeningList
from server.services.screen_name import ScreenName

NAME = "screening_list"


class ScreeningSet:
    def __init__(self, screen: ScreenName) -> None:
        self._screen = screen
        self._compiled = lru_cache(maxsize=2)(self._made)

    def __call__(self) -> CompiledSet | None:
        """None while there is no list."""
        known = self._screen.current()
        return None if known is None else self._compiled(known.version)

    def _made(self, version: str) -> CompiledSet:
        known = self._screen.current()
        if known is None:
            raise LookupError(version)
        return compiled(NAME, [_item(known)])


def _item(known: ScreeningList) -> dict[str, object]:
    return {
        "code": known.version,
        "zh": f"名单 {known.version}",
        "en": f"List {known.version}",
        "payload": known.payload,
        "signature": known.signature,
        "status": "in_force",
        "effective_from": bank_day(known.effective_from).isoformat(),
        "effective_to": None,
        "source": "",
        "house": True,
    }
