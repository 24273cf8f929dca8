"""Two processes under one: when any of them ends, or a person or the system says stop, all of them end."""

import os
import queue
import signal
import subprocess
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

STOP_WITHIN = 8.0
"""Seconds between the request to stop and the kill."""


@dataclass(frozen=True)
class Program:
    """A process to keep: its name for people, its command line, its log, and descriptors it inherits."""

    name: str
    command: Sequence[str]
    log: Path
    descriptors: tuple[int, ...] = ()


@dataclass(frozen=True)
class Ended:
    """Why the supervisor stopped waiting: a program's own end, or a signal (`program` None)."""

    program: Program | None
    code: int


class Supervisor:
    """Starts programs, waits until one ends or a signal comes, stops them all."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = dict(environment)
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        # A SimpleQueue may be filled from inside a signal handler.
        self._events: queue.SimpleQueue[Ended] = queue.SimpleQueue()

    def on_signals(self, *signals: signal.Signals) -> None:
        for number in signals:
            signal.signal(number, self._signalled)

    def _signalled(self, number: int, _frame: FrameType | None) -> None:
        self._events.put(Ended(None, number))

    def start(self, program: Program) -> None:
        with _fresh_log(program.log).open("ab") as log:
            child = subprocess.Popen(
                list(program.command),
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                pass_fds=program.descriptors,
                # A group of its own: Ctrl-C in the terminal reaches us alone, and a stop reaches all it started.
                start_new_session=True,
            )
        self._running[program.name] = child
        threading.Thread(target=self._report_end, args=(program, child), daemon=True).start()

    def _report_end(self, program: Program, child: subprocess.Popen[bytes]) -> None:
        self._events.put(Ended(program, child.wait()))

    def wait(self, seconds: float | None = None) -> Ended | None:
        """The first thing that asks for an end; None when `seconds` pass without one."""
        try:
            return self._events.get(timeout=seconds)
        except queue.Empty:
            return None

    def stop(self, clock: Callable[[], float]) -> None:
        """Asks every program to end, and kills what has not ended in time."""
        for child in self._running.values():
            _signal_group(child, signal.SIGTERM)
        deadline = clock() + STOP_WITHIN
        for child in self._running.values():
            with suppress(subprocess.TimeoutExpired):
                child.wait(max(0.0, deadline - clock()))
            # Also after a clean end: a process it started may have outlived it.
            _signal_group(child, signal.SIGKILL)
            child.wait()


def _signal_group(child: subprocess.Popen[bytes], number: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.killpg(child.pid, number)


def _fresh_log(path: Path) -> Path:
    """One log a run, and the one before it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists():
        path.replace(path.with_suffix(".previous.log"))
    return path
