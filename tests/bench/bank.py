"""Our own server, as it runs in a branch, with branches full of records; it serves the built app and the bench's pages."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.bench.servers import ROOT, free_port, running

BUILT_APP = ROOT / "pwa" / "dist"
TABLETS = 80  # enrolment codes made for each branch


@dataclass
class BenchBranch:
    """One branch: whoever works there, and codes with which tablets join it."""

    username: str
    password: str
    codes: list[str]

    def setup(self) -> dict[str, str]:
        """What a page needs to become a new tablet of this branch."""
        return {"code": self.codes.pop(), "username": self.username, "password": self.password}


@dataclass
class Bank:
    url: str
    environment: Mapping[str, str]

    def branch(self, no: str, records: int) -> BenchBranch:
        answer = _run(self.environment, "-m", "tests.bench.seed_records", no, str(records), str(TABLETS))
        made: dict[str, Any] = json.loads(answer.splitlines()[-1])
        return BenchBranch(**made)


@contextmanager
def open_bank(folder: Path, pages: Path) -> Iterator[Bank]:
    """`pages`: bundled pages, put beside the built app so that both have one origin."""
    served = folder / "served"
    shutil.copytree(BUILT_APP, served)
    shutil.copytree(pages, served, dirs_exist_ok=True)
    port = free_port()
    own = {"DATA": str(folder / "data"), "PORT": str(port), "PWA_FOLDER": str(served), "LOG_LEVEL": "error"}
    environment = {f"LOBBYBOOK_{name}": value for name, value in own.items()}
    (folder / "data").mkdir()
    _run(environment, "-m", "server", "migrate")
    command = [sys.executable, "-m", "server", "serve"]
    with running(command, environment, f"http://127.0.0.1:{port}") as url:
        yield Bank(url, environment)


def _run(environment: Mapping[str, str], *arguments: str) -> str:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("LOBBYBOOK_")}
    command = [sys.executable, *arguments]
    return subprocess.run(
        command, env=inherited | dict(environment), cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True
    ).stdout
