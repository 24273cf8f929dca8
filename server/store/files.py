"""Files in a folder, named by what they hold: the same content is stored once, and a changed file is noticed."""

from __future__ import annotations

import hashlib
import os
import tempfile
from contextlib import suppress
from pathlib import Path


class FileStore:
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, content: bytes) -> str:
        name = hashlib.sha256(content).hexdigest()
        place = self._place(name)
        if self.get(name) is None:
            place.parent.mkdir(parents=True, exist_ok=True)
            _write_durably(place, content)
        return name

    def get(self, sha256: str) -> bytes | None:
        with suppress(FileNotFoundError):
            content = self._place(sha256).read_bytes()
            if hashlib.sha256(content).hexdigest() == sha256:
                return content
        return None

    def _place(self, name: str) -> Path:
        return self._folder / name[:2] / name


def _write_durably(place: Path, content: bytes) -> None:
    """Whole or not at all, whatever happens: written beside, flushed, renamed, and the folder flushed too."""
    descriptor, temporary = tempfile.mkstemp(dir=place.parent, prefix=".new-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, place)
    except BaseException:
        with suppress(FileNotFoundError):
            os.unlink(temporary)
        raise
    folder = os.open(place.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
