"""The log is one JSON object a line, also when several processes write to one standard error."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog

from server.api.log_setup import configure_log
from server.settings import load_settings


class Pipe(io.StringIO):
    """Keeps what each write brought; between two writes another process may write its own."""

    def __init__(self) -> None:
        super().__init__()
        self.writes: list[str] = []

    def write(self, text: str, /) -> int:
        self.writes.append(text)
        return super().write(text)


@pytest.fixture(autouse=True)
def own_configuration() -> Iterator[None]:
    before = structlog.get_config()
    yield
    structlog.configure(**before)


def test_a_line_of_the_log_is_one_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pipe = Pipe()
    monkeypatch.setattr("sys.stderr", pipe)
    configure_log(load_settings({"LOBBYBOOK_DATA": str(tmp_path)}))
    structlog.get_logger("test").info("worker started")
    (line,) = pipe.writes
    assert line.endswith("\n")
    assert json.loads(line)["event"] == "worker started"
