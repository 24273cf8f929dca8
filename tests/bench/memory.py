"""How much memory processes and their children have held at most, as the kernel counts it."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

PEAK = "VmHWM:"


def most_held(pids: Iterable[int]) -> float:
    """Megabytes: the sum of every living process's own peak."""
    return sum(_peak(pid) for root in pids for pid in _family(root)) / 1000


def _family(pid: int) -> list[int]:
    children: list[int] = []
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            children += [int(child) for child in (task / "children").read_text().split()]
    return [pid, *(each for child in children for each in _family(child))]


def _peak(pid: int) -> int:
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith(PEAK):
                return int(line.split()[1])
    return 0
