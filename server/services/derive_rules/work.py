"""What was done: items of a round, steps of a drill, who took a step."""

from __future__ import annotations

from collections.abc import Mapping

from server.services.derive_rules.asked import BEFORE, Asked, Given, Rule
from sync.scoring import drill_score, drill_verdict


def checklist_counts(given: Given, asked: Asked) -> int | None:
    """How many entries of `results` have this `result`."""
    rows = given["results"]
    return None if rows is None else sum(1 for row in rows if row.get("result") == given["result"])


def score(given: Given, asked: Asked) -> int | None:
    """`scenario` (an entry of the set `drills`) and `timeline`; none before the first step."""
    if given["scenario"] is None or not given["timeline"]:
        return None
    scenario = asked.rules.entry("drills", given["scenario"], asked.at, asked.about.view.branch_id)
    return None if scenario is None else drill_score(scenario.extras, given["timeline"])


def verdict(given: Given, asked: Asked) -> str | None:
    reached = score(given, asked)
    passes, excels = asked.figure("drill_pass_score"), asked.figure("drill_excellent_score")
    if reached is None or passes is None or excels is None:
        return None
    return drill_verdict(reached, bool(given["vetoes"]), passes.value, excels.value)


def runners(given: Given, asked: Asked) -> list[str] | None:
    """The accounts that took this `step`, each once, in the order in which they did."""
    before = list(given[BEFORE] or ())
    if asked.about.verb == given["step"] and asked.about.actor_id not in before:
        before.append(asked.about.actor_id)
    return before or None


def first_taken(given: Given, asked: Asked) -> str | None:
    """When this `step` was taken for the first time; what happens to the record later does not change it."""
    before: str | None = given[BEFORE]
    return before or (asked.about.taken_at if asked.about.verb == given["step"] else None)


def link_code(given: Given, asked: Asked) -> str | None:
    """The code by which the public finds the record: nobody can guess it, and it stays the same."""
    return asked.code_of(asked.about.record_id)


RULES: Mapping[str, Rule] = {
    "checklist_counts": checklist_counts,
    "drill_score": score,
    "drill_verdict": verdict,
    "runners": runners,
    "first_taken": first_taken,
    "link_code": link_code,
}
