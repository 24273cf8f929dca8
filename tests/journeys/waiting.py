"""Waiting for a condition outside the browser; inside it, `expect` does."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Event

LOOK_EVERY = 0.02


def until(holds: Callable[[], bool], what: str, within: float = 60.0) -> None:
    """Returns as soon as it holds; that it does not is a failure that says what was waited for."""
    deadline = time.monotonic() + within
    pause = Event()  # never set: a look at the condition, then another, without burning a core that the server needs
    while not holds():
        assert time.monotonic() < deadline, f"{what}: not within {within:.0f} s"
        pause.wait(LOOK_EVERY)
