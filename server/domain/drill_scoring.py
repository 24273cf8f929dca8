"""What a drill is worth, out of a hundred (domain.md §6.9).

Each group of steps has its weight; within a group every step is worth the same: done full, partly half, not done or not recorded
nothing. The score is rounded down, so that it never shows a mark that was not reached. Any veto fails the drill.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from math import floor
from typing import Any, Literal

Verdict = Literal["excellent", "passed", "failed"]
Scenario = Mapping[str, Any]
_SHARES = {"done": Fraction(1), "partly": Fraction(1, 2)}


def drill_score(scenario: Scenario, timeline: Iterable[Mapping[str, Any]]) -> int:
    """`scenario` is an entry of the set `drills`: `{"steps": [{"code", "group"}], "weights": {group: int}}`; `timeline` holds
    `{"step", "done"}` of each step that was recorded."""
    shares = {entry["step"]: _SHARES.get(entry["done"], Fraction(0)) for entry in timeline}
    return floor(sum((_of_group(scenario, group, shares) for group in scenario["weights"]), Fraction(0)))


def _of_group(scenario: Scenario, group: str, shares: Mapping[str, Fraction]) -> Fraction:
    steps = [step["code"] for step in scenario["steps"] if step["group"] == group]
    reached = sum((shares.get(code, Fraction(0)) for code in steps), Fraction(0))
    return Fraction(scenario["weights"][group]) * reached / len(steps)


def drill_verdict(score: int, *, vetoed: bool, passes_from: int, excellent_from: int) -> Verdict:
    """The marks are settings of the house (`drill_pass_score`, `drill_excellent_score`)."""
    if vetoed or score < passes_from:
        return "failed"
    return "excellent" if score >= excellent_from else "passed"
