"""What the worker runs again and again.

A part of server/store/wiring offers its jobs by `jobs() -> Sequence[Job]`. If it has `stop()`, that is called when the worker
ends, and leaves what runs in a state that another worker can take up.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True)
class Job:
    """`run` is called every `seconds`, never twice at once in one process, and must be safe to repeat: a worker may die
    at any point of it. What is due at an hour of the day looks whether it is due, so that a stopped worker misses nothing.

    A job runs in the one elected worker; `everywhere` lets every worker run it, for work that is handed out by claims.
    """

    name: str
    seconds: float
    run: Callable[[], None]
    everywhere: bool = False


class Leases(Protocol):
    def take(self, name: str, holder: str, now: datetime, until: datetime) -> bool:
        """Takes or renews the lease in one statement; False while another holder's has not run out."""

    def give_up(self, name: str, holder: str) -> None:
        """So that the next worker need not wait for a lease whose holder stopped."""
