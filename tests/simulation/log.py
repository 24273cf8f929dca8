"""The server's log while it is simulated: kept for whoever reads a failure, and otherwise silent."""

from __future__ import annotations

import collections
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from typing import Any

import structlog


class Log:
    """The last lines of the server's log, for whoever reads a failure."""

    def __init__(self) -> None:
        self.lines: collections.deque[str] = collections.deque(maxlen=400)

    def __call__(self, _logger: Any, _method: str, entry: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        if entry.get("event") != "request":
            self.lines.append(str(dict(entry)))
        raise structlog.DropEvent


@contextmanager
def quiet_log() -> Iterator[Log]:
    log = Log()
    before = structlog.get_config()
    structlog.configure(processors=[log], cache_logger_on_first_use=False)
    try:
        yield log
    finally:
        structlog.configure(**before)
