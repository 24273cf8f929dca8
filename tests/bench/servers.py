"""Starts the peers' servers on free loopback ports and ends them by their own process handles."""

import json
import os
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
PATIENCE_SECONDS = 60


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def node() -> str:
    """The node this project runs on: the one on PATH that `make` put there."""
    return os.environ.get("NODE", "node")


def bundle(subject: str, pages: Path) -> None:
    """Builds `pages/<subject>.ts` into one module plus the HTML shell that loads it."""
    pages.mkdir(parents=True, exist_ok=True)
    environment = {**os.environ, "BENCH_SUBJECT": subject, "BENCH_PAGES": str(pages)}
    vite = str(ROOT / "node_modules/vite/bin/vite.js")
    config = str(HERE / "vite.config.ts")
    subprocess.run([node(), vite, "build", "-c", config], check=True, env=environment)
    shell = (
        f'<!doctype html><meta charset="utf-8"><div id="app"></div><script type="module" src="{subject}.js"></script>\n'
    )
    (pages / f"{subject}.html").write_text(shell, encoding="utf-8")


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=1):
            return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False


@contextmanager
def running(command: list[str], environment: dict[str, str], url: str) -> Iterator[str]:
    """Runs a server until the block ends; waits on its first answer, not on the clock."""
    process = subprocess.Popen(command, env={**os.environ, **environment}, cwd=ROOT)
    try:
        waiter = (
            f"import sys,time;from tests.bench.servers import answers\nwhile not answers({url!r}): time.sleep(0.05)"
        )
        subprocess.run([sys.executable, "-c", waiter], check=True, timeout=PATIENCE_SECONDS, cwd=ROOT)
        yield url
    finally:
        process.terminate()
        process.wait(timeout=15)


@contextmanager
def flask_peer(folder: Path) -> Iterator[str]:
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "-k", "gthread", "--threads", "32", "-b", f"127.0.0.1:{port}"]
    command += ["--graceful-timeout", "2", "--no-control-socket", "tests.bench.peers.flask_server:app()"]
    with running(command, {"BENCH_FOLDER": str(folder)}, f"http://127.0.0.1:{port}") as url:
        yield url


@contextmanager
def couch_peer(folder: Path) -> Iterator[str]:
    command = [node(), str(HERE / "peers/couch_server.mjs")]
    environment = {**os.environ, "BENCH_FOLDER": str(folder)}
    process = subprocess.Popen(command, env=environment, cwd=HERE, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        port = json.loads(process.stdout.readline())["port"]
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=15)
