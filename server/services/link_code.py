"""The code behind which the public finds a record: 128 bits that follow from the record and the instance's secret alone."""

from __future__ import annotations

from server.services.ports import Box

LENGTH = 32


def link_code(box: Box, record_id: str) -> str:
    """Hexadecimal, the same whenever it is asked for; without the secret nobody works it out from the record's id."""
    return box.keyed_hash("public link", record_id)[:LENGTH]
