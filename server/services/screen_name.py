"""The definitive screening of a name: against the list in force now, whatever an older one on a tablet said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from server.domain.identity import Clock
from server.services.ports_screening import ScreeningList, ScreeningLists
from sync.screening import NameList, Screened, best_of

NOTICED_WITHIN = timedelta(seconds=30)
TO_REVIEW = "to_review"
READY_AT_ONCE = 3


@dataclass(frozen=True)
class Answer:
    """`result`: none, possible, or to_review where there is no list to ask. `hits`: entries of the list with what 合规部 may see."""

    result: str
    version: str | None
    score: int
    hits: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True)
class _Ready:
    version: str
    names: NameList
    entries: Mapping[str, Mapping[str, Any]]


class ScreenName:
    """A list that another process imported is noticed half a minute later; one imported here at once."""

    def __init__(self, lists: ScreeningLists, clock: Clock) -> None:
        self._lists = lists
        self._clock = clock
        self._looked: datetime | None = None
        self._current: ScreeningList | None = None
        self._ready: dict[str, _Ready] = {}

    def __call__(self, names: Sequence[str], percent: int) -> Answer:
        return _answer(self._made_ready(self.current()), names, percent)

    def asked_of(self, version: str, names: Sequence[str], percent: int) -> Answer | None:
        """What an older list says; None where nobody knows it any more."""
        known = self._ready.get(version) or self._made_ready(self._lists.version(version))
        return None if known is None else _answer(known, names, percent)

    def current(self) -> ScreeningList | None:
        """The list in force, or None while 合规部 has imported none."""
        now = self._clock()
        if self._looked is None or not timedelta(0) <= now - self._looked < NOTICED_WITHIN:
            self._current, self._looked = self._lists.in_force(now), now
        return self._current

    def forget(self) -> None:
        self._looked = None

    def _made_ready(self, known: ScreeningList | None) -> _Ready | None:
        if known is None:
            return None
        if known.version not in self._ready:
            entries = {entry["id"]: entry for entry in known.content["entries"]}
            kept = dict(list(self._ready.items())[1 - READY_AT_ONCE :])
            self._ready = {**kept, known.version: _Ready(known.version, NameList(known.content), entries)}
        return self._ready[known.version]


def _answer(known: _Ready | None, names: Sequence[str], percent: int) -> Answer:
    asked = [name for name in names if name]
    if known is None or not asked:
        return Answer(TO_REVIEW, known.version if known else None, 0, ())
    found: Screened = best_of(known.names.screen(name, percent) for name in asked)
    hits = tuple({**known.entries[hit.id], "matched": hit.name, "score": hit.score} for hit in found.hits)
    return Answer(found.result, known.version, found.score, hits)
