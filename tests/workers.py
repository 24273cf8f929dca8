"""Workers as processes of their own, beside a world whose database they share."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from typing import Any

from server.settings import REPOSITORY
from tests.worlds import World


class Started:
    """`python -m server worker`, as often as wanted, on the world's database; whoever waits does so by reading their log."""

    def __init__(self, world: World, workers: int) -> None:
        settings = {"DATA": str(world.settings.data), "DATABASE_URL": world.settings.database_url}
        environment = os.environ | {f"LOBBYBOOK_{name}": value for name, value in settings.items()}
        reading, writing = os.pipe()
        self.processes = [
            subprocess.Popen(
                [sys.executable, "-m", "server", "worker"], cwd=REPOSITORY, env=environment, stderr=writing
            )
            for _ in range(workers)
        ]
        os.close(writing)
        self._log = os.fdopen(reading, encoding="utf-8")

    def read_until(self, event: str, **wanted: Any) -> dict[str, Any]:
        for line in self._log:
            said = json.loads(line)
            if said["event"] == event and wanted.items() <= said.items():
                return dict(said)
        raise AssertionError("the worker ended first")

    def stop(self) -> list[int]:
        for process in self.processes:
            process.send_signal(signal.SIGTERM)
        return [process.wait(20) for process in self.processes]

    def end(self) -> None:
        for process in self.processes:
            process.kill()
            process.wait()
        self._log.close()
