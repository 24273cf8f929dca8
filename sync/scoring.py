"""How a drill is scored (domain.md §6.9): every group of steps has a weight, each of its steps an equal share of it; done
counts fully, partly half, not done nothing. A scenario without steps of a group is scored over the others."""

from collections.abc import Mapping, Sequence
from typing import Any

Scenario = Mapping[str, Any]
Rows = Sequence[Mapping[str, Any]]
HALVES = {"done": 2, "partly": 1}


def drill_score(scenario: Scenario, timeline: Rows) -> int:
    """0 to 100, rounded half up. What the timeline does not tell was not done."""
    done = {row.get("step"): HALVES.get(str(row.get("done")), 0) for row in timeline}
    groups: dict[str, list[int]] = {}
    for step in scenario["steps"]:
        groups.setdefault(step["group"], []).append(done.get(step["code"], 0))
    weights = {group: scenario["weights"].get(group, 0) for group in groups}
    possible = sum(weights.values())
    reached = sum(weights[group] * sum(halves) / (2 * len(halves)) for group, halves in groups.items())
    return int(100 * reached / possible + 0.5) if possible else 0


def drill_verdict(score: int, vetoed: bool, passes: int, excels: int) -> str:
    """Any veto fails it, whatever the score."""
    if vetoed or score < passes:
        return "failed"
    return "excellent" if score >= excels else "passed"
