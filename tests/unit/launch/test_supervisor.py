"""Two programs live and end together."""

import os
import signal
import sys
import time
from pathlib import Path

import pytest

from server.launch import supervisor
from server.launch.supervisor import Program, Supervisor

# Says that it is ready, then waits for whatever comes.
WAITS = "import signal; print('ready', flush=True); signal.pause()"
PATIENCE = 20.0


class Impatient:
    """A clock on which each look is past the last deadline."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        self.now += supervisor.STOP_WITHIN + 1
        return self.now


@pytest.fixture
def keeper() -> Supervisor:
    return Supervisor(os.environ)


def program(tmp_path: Path, name: str, source: str) -> Program:
    return Program(name, [sys.executable, "-c", source], tmp_path / f"{name}.log")


def test_the_end_of_one_program_is_told_with_its_code(keeper: Supervisor, tmp_path: Path) -> None:
    keeper.start(program(tmp_path, "web", WAITS))
    worker = program(tmp_path, "worker", "raise SystemExit(3)")
    keeper.start(worker)
    assert keeper.wait(PATIENCE) == supervisor.Ended(worker, 3)
    keeper.stop(time.monotonic)


def test_a_stop_ends_every_program(keeper: Supervisor, tmp_path: Path) -> None:
    keeper.start(program(tmp_path, "web", WAITS))
    keeper.start(program(tmp_path, "worker", WAITS))
    keeper.stop(time.monotonic)
    ends = [keeper.wait(PATIENCE), keeper.wait(PATIENCE)]
    assert {ended.program.name for ended in ends if ended and ended.program} == {"web", "worker"}


def test_a_program_that_does_not_listen_is_killed(keeper: Supervisor, tmp_path: Path) -> None:
    reading, writing = os.pipe()
    deaf = f"import os, signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); os.write({writing}, b'.')"
    command = [sys.executable, "-c", f"{deaf}\nwhile True: signal.pause()"]
    keeper.start(Program("deaf", command, tmp_path / "deaf.log", (writing,)))
    os.read(reading, 1)
    for end in (reading, writing):
        os.close(end)
    keeper.stop(Impatient())
    ended = keeper.wait(PATIENCE)
    assert ended is not None
    assert ended.code == -signal.SIGKILL


def test_a_log_keeps_this_run_and_the_one_before(tmp_path: Path) -> None:
    for word in ("first", "second"):
        keeper = Supervisor(os.environ)
        keeper.start(program(tmp_path, "web", f"print({word!r})"))
        keeper.wait(PATIENCE)
    assert (tmp_path / "web.log").read_text(encoding="utf-8") == "second\n"
    assert (tmp_path / "web.previous.log").read_text(encoding="utf-8") == "first\n"
