"""Both halves find the same in force on the same day (tests/unit/pwa/reference.test.ts reads the same file)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from server.reference.in_force import in_force

VECTORS = json.loads(Path(__file__).with_name("in_force_vectors.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", VECTORS["days"], ids=lambda case: case["day"])
def test_a_day_has_what_covers_it(case: dict[str, Any]) -> None:
    found = in_force(VECTORS["items"], case["day"])
    assert [f"{item['code']} {item['status']} {item['zh']}" for item in found] == case["found"]
