"""The node process that hosts the tablets: one message goes in, one line of everything that followed from it comes out.

Node answers only when nothing in it can go on by itself: every task has ended, or waits for the network or for its disk. So
the order of everything is the scheduler's alone.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from types import TracebackType
from typing import Any

ENTRY = "tests/simulation/tablets.ts"
REPOSITORY = Path(__file__).resolve().parents[2]


class NodeFailed(Exception):
    """The process ended or said something else: a mistake of the harness or an error nobody caught in the engine."""


class Node:
    def __init__(self, root: Path = REPOSITORY) -> None:
        """`root` is the tree whose engine runs: the repository's own, or a copy with a planted bug."""
        command = ["node", "--disable-warning=ExperimentalWarning", ENTRY]
        self._process = subprocess.Popen(
            command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )

    def call(self, **message: Any) -> list[dict[str, Any]]:
        """What happened because of the message, in order: requests, held commits, and ends of tasks."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(message, ensure_ascii=True) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise NodeFailed(f"node ended while it was told to {message.get('do')}")
        events: list[dict[str, Any]] = json.loads(line)
        for event in events:
            if event["what"] == "broken":
                raise NodeFailed(event["why"])
        return events

    def close(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(timeout=10)

    def __enter__(self) -> Node:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
