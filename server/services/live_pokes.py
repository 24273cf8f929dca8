"""A poke says that a scope has grown; what grew is read by a pull. Losing one costs time, never a record."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

HEARTBEAT_SECONDS = 20.0
# Other processes commit too; their work is noticed by looking at the heads again.
LOOK_AGAIN_SECONDS = 2.0
Heads = Callable[[], Mapping[str, int]]


class Pokes:
    """Wakes whoever waits in this process when a feed has grown."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._count = 0

    def poke(self, _scope: str, _seq: int) -> None:
        with self._changed:
            self._count += 1
            self._changed.notify_all()

    def wait(self, seen: int, seconds: float) -> int:
        """Until something grew after the count `seen`, or the time is over; the count by then."""
        with self._changed:
            self._changed.wait_for(lambda: self._count != seen, seconds)
            return self._count


@dataclass(frozen=True)
class LivePokes:
    """(scope, seq) for every scope that grew; None when nothing happened for a while, which keeps the line open."""

    wait: Callable[[int, float], int]

    def __call__(self, heads: Heads, goes_on: Callable[[], bool]) -> Iterator[tuple[str, int] | None]:
        known, count, quiet = dict(heads()), 0, 0.0
        yield None
        while goes_on():
            count, before = self.wait(count, LOOK_AGAIN_SECONDS), count
            quiet += LOOK_AGAIN_SECONDS if count == before else 0.0
            grown = {scope: seq for scope, seq in heads().items() if seq > known.get(scope, 0)}
            known |= grown
            yield from grown.items()
            if grown or quiet >= HEARTBEAT_SECONDS:
                quiet = 0.0
                if not grown:
                    yield None
