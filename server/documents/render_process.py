"""The renderer as the worker sees it: a process kept warm, killed when it hangs, started again when it died."""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
import threading
from dataclasses import dataclass
from typing import Any

from server.documents.clean_text import clean
from server.documents.definition import Printed
from server.documents.faults import RendererLost, RendererStopped, RenderFault
from server.documents.fonts import CONFIGURATION
from server.documents.renderer import read_frame, write_frame
from server.settings import REPOSITORY

TIMEOUT = 30.0
"""Seconds for one document; the largest daily sheet takes a tenth of it."""


@dataclass(frozen=True)
class RenderedFile:
    pdf: bytes
    pages: int


class RenderProcess:
    """One document at a time. `stop` may be called from another thread, and ends what is being rendered."""

    def __init__(self, timeout: float = TIMEOUT) -> None:
        self._timeout = timeout
        self._child: subprocess.Popen[bytes] | None = None
        self._one_at_a_time = threading.Lock()
        self._stopped = False
        self._timed_out = False

    def warm_up(self) -> int:
        """Starts the process, which imports what it needs while nobody waits; its process id."""
        with self._one_at_a_time:
            return self._running().pid

    def render(self, printed: Printed) -> RenderedFile:
        """Raises RenderFault, RendererLost or RendererStopped."""
        assets = {name: base64.b64encode(content).decode() for name, content in printed.assets.items()}
        wanted = {
            "template": printed.template,
            "context": clean(printed.context),
            "assets": assets,
            "seal": None if printed.seal is None else clean(printed.seal),
        }
        request = json.dumps(wanted).encode()
        with self._one_at_a_time:
            child = self._running()
            alarm = threading.Timer(self._timeout, self._give_up, (child,))
            alarm.daemon = True
            alarm.start()
            try:
                return self._exchange(child, request)
            finally:
                alarm.cancel()

    def stop(self) -> None:
        self._stopped = True
        if self._child is not None:
            self._child.kill()
            self._child.wait()

    def _exchange(self, child: subprocess.Popen[bytes], request: bytes) -> RenderedFile:
        assert child.stdin is not None
        assert child.stdout is not None
        try:
            write_frame(child.stdin, request)
            said = read_frame(child.stdout)
            answer: dict[str, Any] = {} if said is None else json.loads(said)
            if "fault" in answer:
                raise RenderFault(answer["fault"])
            pdf = read_frame(child.stdout) if answer else None
        except OSError:  # the pipe broke: it died while it was spoken to
            pdf = None
        if pdf is None:
            raise self._lost(child)
        return RenderedFile(pdf, answer["pages"])

    def _lost(self, child: subprocess.Popen[bytes]) -> Exception:
        child.kill()
        child.wait()
        self._child = None
        timed_out, self._timed_out = self._timed_out, False
        return RendererStopped() if self._stopped else RendererLost("timeout" if timed_out else "crashed")

    def _give_up(self, child: subprocess.Popen[bytes]) -> None:
        self._timed_out = True
        child.kill()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._stopped:
            raise RendererStopped
        if self._child is None or self._child.poll() is not None:
            self._child = subprocess.Popen(
                [sys.executable, "-m", "server.documents.renderer"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env={**os.environ, "FONTCONFIG_FILE": str(CONFIGURATION), "PYTHONPATH": str(REPOSITORY)},
            )
        return self._child
