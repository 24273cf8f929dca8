"""Files that are still coming: each part is on disk before it is acknowledged, and only ever added at the end."""

from __future__ import annotations

import errno
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from server.services.receive_files import OffsetDiffers, StorageFull

FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


class PartFiles:
    """A part file is named by branch, tablet and hash: no tablet can spoil what another one sends."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def size(self, branch_id: str, device_id: str, sha256: str) -> int:
        try:
            return self._place(branch_id, device_id, sha256).stat().st_size
        except FileNotFoundError:
            return 0

    def append(self, branch_id: str, device_id: str, sha256: str, offset: int, content: bytes) -> int:
        """The new size. Raises OffsetDiffers when the file does not end at `offset`, StorageFull when nothing fits."""
        with self._locked(self._place(branch_id, device_id, sha256)) as file:
            size = os.fstat(file).st_size
            if size != offset:
                raise OffsetDiffers(offset=size)
            try:
                _write_all(file, content)
                os.fsync(file)
            except OSError as error:
                os.ftruncate(file, offset)
                if error.errno in FULL:
                    raise StorageFull from error
                raise
            return offset + len(content)

    def content(self, branch_id: str, device_id: str, sha256: str) -> bytes:
        return self._place(branch_id, device_id, sha256).read_bytes()

    def drop(self, branch_id: str, device_id: str, sha256: str) -> None:
        with suppress(FileNotFoundError):
            self._place(branch_id, device_id, sha256).unlink()

    @contextmanager
    def _locked(self, place: Path) -> Iterator[int]:
        """Two requests for the same part stand in line, also those of two processes."""
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            file = os.open(place, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        except OSError as error:
            if error.errno in FULL:
                raise StorageFull from error
            raise
        try:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield file
        finally:
            os.close(file)

    def _place(self, branch_id: str, device_id: str, sha256: str) -> Path:
        return self._folder / branch_id / device_id / sha256


def _write_all(file: int, content: bytes) -> None:
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(file, rest) :]
