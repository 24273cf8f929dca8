"""A poke says that a scope has grown; what grew is read by a pull. Losing one costs time, never a record."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

HEARTBEAT_SECONDS = 20.0
# Other processes commit too; their work is noticed by looking at the heads again.
LOOK_AGAIN_SECONDS = 2.0
Heads = Callable[[], Mapping[str, int]]


class Pokes:
    """Wakes whoever waits in this process when a feed has grown, and knows how far the poked ones have come."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._count = 0
        self._heads: dict[str, int] = {}

    def poke(self, scope: str, seq: int) -> None:
        with self._changed:
            self._count += 1
            self._heads[scope] = max(seq, self._heads.get(scope, 0))
            self._changed.notify_all()

    def heads(self, scopes: Collection[str]) -> dict[str, int]:
        """Of what was poked in this process alone; the database knows all."""
        with self._changed:
            return {scope: self._heads[scope] for scope in scopes if scope in self._heads}

    def wait(self, seen: int, seconds: float) -> int:
        """Until something grew after the count `seen`, or the time is over; the count by then."""
        with self._changed:
            self._changed.wait_for(lambda: self._count != seen, seconds)
            return self._count


@dataclass(frozen=True)
class LivePokes:
    """(scope, seq) for every scope that grew; None when nothing happened for a while, which keeps the line open. Whoever is
    poked itself does not ask the database, as every other tablet of the branch would at that same moment."""

    wait: Callable[[int, float], int]
    poked: Callable[[Collection[str]], Mapping[str, int]]

    def __call__(
        self, scopes: Collection[str], heads: Heads, goes_on: Callable[[], bool]
    ) -> Iterator[tuple[str, int] | None]:
        known, count, quiet = dict(heads()), 0, 0.0
        yield None
        while goes_on():
            count, before = self.wait(count, LOOK_AGAIN_SECONDS), count
            quiet += LOOK_AGAIN_SECONDS if count == before else 0.0
            grown = _news(known, self.poked(scopes)) or _news(known, heads())
            known |= grown
            yield from grown.items()
            if grown or quiet >= HEARTBEAT_SECONDS:
                quiet = 0.0
                if not grown:
                    yield None


def _news(known: Mapping[str, int], heads: Mapping[str, int]) -> dict[str, int]:
    return {scope: seq for scope, seq in heads.items() if seq > known.get(scope, 0)}
