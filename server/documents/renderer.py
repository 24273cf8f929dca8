"""python -m server.documents.renderer: the process that renders, one document after the other, until its input ends.

A frame is four bytes of length and that many bytes. In: JSON `{template, context, assets, seal}`, the pictures in base64. Out: JSON `{"pages"}` and a frame with
the PDF, or JSON `{"fault"}`. It may be killed at any time: it keeps nothing.
"""

from __future__ import annotations

import base64
import gc
import json
import os
import resource
import signal
import struct
import sys
import traceback
from typing import IO, Any

from server.documents.faults import RenderFault

MEMORY = 2 << 30
"""Bytes of address space: a layout gone wild ends this process instead of the machine."""
LENGTH = struct.Struct("!I")


def write_frame(stream: IO[bytes], content: bytes) -> None:
    stream.write(LENGTH.pack(len(content)) + content)
    stream.flush()


def read_frame(stream: IO[bytes]) -> bytes | None:
    """None at the end of the stream, also when it ends within a frame."""
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    size = LENGTH.unpack(head)[0]
    content = stream.read(size)
    return content if len(content) == size else None


def serve(incoming: IO[bytes], outgoing: IO[bytes]) -> None:
    from server.documents.render import Renderer

    renderer = Renderer()
    gc.freeze()  # what every document uses stays; only what a document leaves behind is looked at
    while (frame := read_frame(incoming)) is not None:
        wanted = json.loads(frame)
        try:
            done = renderer.render(wanted["template"], wanted["context"], _assets(wanted), wanted["seal"])
        except RenderFault as fault:
            write_frame(outgoing, json.dumps({"fault": fault.code}).encode())
            continue
        except MemoryError:
            os._exit(1)  # nothing can be relied upon any more
        except Exception as error:
            _tell(error)
            write_frame(outgoing, json.dumps({"fault": "template"}).encode())
            continue
        write_frame(outgoing, json.dumps({"pages": done.pages}).encode())
        write_frame(outgoing, done.pdf)


def _assets(wanted: dict[str, Any]) -> dict[str, bytes]:
    return {name: base64.b64decode(content) for name, content in wanted["assets"].items()}


def _tell(error: Exception) -> None:
    # The message may hold what a customer said, so the log gets the kind of error and the places it passed.
    places = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)]
    line = {"event": "document not rendered", "level": "error", "error": type(error).__name__, "places": places[-8:]}
    sys.stderr.write(json.dumps(line) + "\n")
    sys.stderr.flush()


def main() -> int:
    # The worker decides when this ends, by closing the input; a signal to the whole group must not cut a document off.
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    outgoing = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # Whatever a library prints must not get between the frames.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    serve(sys.stdin.buffer, outgoing)
    return 0


if __name__ == "__main__":
    sys.exit(main())
