"""What happened, step by step, for whoever reads a failure."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

LAST_STEPS = 60


@dataclass
class Trace:
    """Keeps the last steps; `counts` tell that a fault was really exercised."""

    steps: deque[str] = field(default_factory=lambda: deque(maxlen=LAST_STEPS))
    counts: dict[str, int] = field(default_factory=dict)
    everything: bool = False

    def note(self, what: str, *, count: str | None = None) -> None:
        self.steps.append(what)
        if count:
            self.count(count)
        if self.everything:
            print(f"  {what}", flush=True)

    def count(self, name: str) -> None:
        self.counts[name] = self.counts.get(name, 0) + 1


class Violated(AssertionError):
    """An invariant does not hold. `invariant` is its number in sync/README.md."""

    def __init__(self, invariant: str, what: str) -> None:
        super().__init__(f"{invariant}: {what}")
        self.invariant = invariant


def must(holds: bool, invariant: str, what: str) -> None:
    if not holds:
        raise Violated(invariant, what)
