"""The entries on which the search in TypeScript is tested are those the server compiles (tests/unit/pwa/reference.test.ts)."""

from __future__ import annotations

import json

from tests.unit.reference.search_vectors import FILE, compiled_sets


def test_the_vectors_hold_what_the_server_compiles() -> None:
    assert json.loads(FILE.read_text(encoding="utf-8"))["sets"] == compiled_sets()
