"""The file that the tablet's half is tested with says what this half says."""

from __future__ import annotations

from tests.unit.kpi.vectors import FILE, as_text


def test_the_vectors_are_what_the_server_says() -> None:
    """After a change of a definition: `python -m tests.unit.kpi.vectors`."""
    assert FILE.read_text(encoding="utf-8") == as_text()
