"""The commands of an instance as processes of their own, which signals reach as they reach those of a person.

A Python that has imported the server forks them: importing it takes longer than the rest of a start. `started` runs the
command line itself, for what a person starts.
"""

from __future__ import annotations

import multiprocessing
import os
import runpy
import signal
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NoReturn, Protocol

from tests.journeys.waiting import until

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 30.0
Environment = Mapping[str, str]
FORKING = multiprocessing.get_context("forkserver")
FORKING.set_forkserver_preload(["tests.journeys.imported"])


class Running(Protocol):
    """A process that leads a group of its own."""

    @property
    def pid(self) -> int: ...

    def ended(self) -> int:
        """Its exit code, as soon as it has one."""
        ...


class Forked:
    def __init__(self, words: tuple[str, ...], environment: Environment, output: Path, errors: Path) -> None:
        self._process = FORKING.Process(target=_run, args=(words, dict(environment), output, errors), daemon=True)
        self._process.start()

    @property
    def pid(self) -> int:
        assert self._process.pid is not None
        return self._process.pid

    def leads_its_group(self) -> Forked:
        until(lambda: os.getpgid(self.pid) == self.pid, "the process leads a group of its own")
        return self

    def ended(self) -> int:
        self._process.join(PATIENCE)
        assert self._process.exitcode is not None, f"process {self.pid} still runs"
        return self._process.exitcode


class Started:
    def __init__(self, words: tuple[str, ...], environment: Environment, log: Path) -> None:
        with log.open("ab") as output:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "server", *words],
                cwd=ROOT,
                env=environment,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    @property
    def pid(self) -> int:
        return self._process.pid

    def ended(self) -> int:
        return self._process.wait(PATIENCE)


def forked(words: tuple[str, ...], environment: Environment, log: Path) -> Running:
    return Forked(words, environment, log, log).leads_its_group()


def started(words: tuple[str, ...], environment: Environment, log: Path) -> Running:
    return Started(words, environment, log)


def printed(words: tuple[str, ...], environment: Environment) -> str:
    """What a command prints that ends by itself."""
    with TemporaryDirectory() as folder:
        output, errors = Path(folder, "output"), Path(folder, "errors")
        code = Forked(words, environment, output, errors).ended()
        assert code == 0, f"{words} ended with {code}: {errors.read_text()}"
        return output.read_text()


def signalled(process: Running, number: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, number)


def _run(words: tuple[str, ...], environment: dict[str, str], *files: Path) -> None:
    """In the new process."""
    os.setsid()
    os.chdir(ROOT)
    os.environ.clear()
    os.environ.update(environment)
    for descriptor, each in enumerate(files, start=1):
        with each.open("ab") as file:
            os.dup2(file.fileno(), descriptor)
    if words == ("serve",):
        _serve()
    from server.__main__ import main

    sys.exit(main(list(words)))


def _serve() -> NoReturn:
    """As server/commands/serve.py does, but in this process: a program that replaces it would import all again."""
    from server.commands.migrate import bring_up_to_date
    from server.launch.programs import web_command
    from server.settings import load_settings

    settings = load_settings(os.environ)
    bring_up_to_date(settings)
    _python, _m, module, *arguments = web_command(settings, f"{settings.host}:{settings.port}")
    sys.argv[1:] = arguments
    runpy.run_module(module, run_name="__main__", alter_sys=True)
    sys.exit()
