"""`python -m server up`, as `make run` calls it: from one command to a running instance, and back to none."""

import json
import os
import re
import signal
import socket
import ssl
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).resolve().parents[3]
START = Callable[..., "Launched"]


class Launched:
    """A launcher that was started; its output is read line by line, which is also how the test waits."""

    def __init__(self, variables: dict[str, str]) -> None:
        clean = {name: value for name, value in os.environ.items() if not name.startswith("LOBBYBOOK_")}
        self._child = subprocess.Popen(
            [sys.executable, "-m", "server", "up"],
            cwd=ROOT,
            env=clean | variables,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self.lines: list[str] = []

    def read_until(self, pattern: str) -> re.Match[str]:
        assert self._child.stdout is not None
        for line in self._child.stdout:
            self.lines.append(line)
            if found := re.search(pattern, line):
                return found
        raise AssertionError("the launcher ended first:\n" + "".join(self.lines))

    def finish(self) -> tuple[int, str]:
        rest, _ = self._child.communicate(timeout=60)
        return self._child.returncode, "".join(self.lines) + rest

    def stop(self, number: int) -> tuple[int, str]:
        self._child.send_signal(number)
        return self.finish()

    def end(self) -> None:
        if self._child.poll() is None:
            self.stop(signal.SIGTERM)


@pytest.fixture
def up() -> Iterator[START]:
    started: list[Launched] = []

    def start(data: Path, **variables: str) -> Launched:
        named = {
            f"LOBBYBOOK_{name.upper()}": value for name, value in {"data": str(data), "port": "0", **variables}.items()
        }
        started.append(Launched(named))
        return started[-1]

    yield start
    for launched in started:
        launched.end()


@pytest.mark.long
def test_one_command_leads_to_a_server_that_answers_and_one_signal_ends_it(
    up: START, tmp_path: Path, subtests: pytest.Subtests
) -> None:
    """In one test, since a start takes long: the instance, and beside it one that serves a network."""
    launched = up(tmp_path / "one")
    other = up(tmp_path / "two", host="0.0.0.0")
    address = launched.read_until(r"running at (http://127\.0\.0\.1:\d+)")[1]
    launched.read_until(r"Ctrl-C stops it")
    assert json.load(urlopen(f"{address}/readyz"))
    with subtests.test("a second instance on the same data is told so"):
        code, output = up(tmp_path / "one").finish()
        assert (code, output.count("\n")) == (1, 1)
        assert "Another instance is using the data folder" in output
    with subtests.test("one on other data runs beside, served by HTTPS under an authority that it offers"):
        offered = other.read_until(r"http://[^:]+:(\d+)/lobbybook-ca\.crt")[1]
        port = other.read_until(r"running at https://[^:]+:(\d+)")[1]
        with urlopen(f"http://127.0.0.1:{offered}/lobbybook-ca.crt") as answer:
            trusted = ssl.create_default_context(cadata=answer.read().decode())
        assert json.load(urlopen(f"https://127.0.0.1:{port}/readyz", context=trusted))
    code, output = launched.stop(signal.SIGINT)
    assert code == 0
    assert "enrol" in output
    assert "Traceback" not in output
    with pytest.raises(OSError, match="refused"):
        urlopen(f"{address}/readyz")


def test_a_port_in_use_ends_with_one_line(up: START, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code, output = up(tmp_path, port=str(port)).finish()
    assert (code, output.count("\n")) == (1, 1)
    assert f"Port {port} on 127.0.0.1 is already in use" in output


def test_a_data_folder_that_cannot_be_written_ends_with_one_line(up: START, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    code, output = up(tmp_path / "file" / "data").finish()
    assert (code, output.count("\n")) == (1, 1)
    assert "cannot be written" in output


def test_a_setting_that_cannot_be_ends_with_one_line(up: START, tmp_path: Path) -> None:
    code, output = up(tmp_path, port="many").finish()
    assert code != 0
    assert output.count("\n") == 1
    assert "LOBBYBOOK_PORT" in output
