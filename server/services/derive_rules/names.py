"""Names against the list in force, however old the list was that a tablet asked (sync/screening.py)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from server.domain.moments import to_wire
from server.services.derive_rules.asked import BEFORE, Asked, Given, Rule
from server.services.screen_name import TO_REVIEW, Answer

POSSIBLE = "possible"


def screened(given: Given, asked: Asked) -> Any:
    """none, possible or to_review (no list, or no figure). `names`: fields of the record that hold a name; `of`: the field that names another
    record, `said`: its fields; `percent`: the figure. Screened anew at the steps in `at`; at others what was found stands."""
    answer = _answer(given, asked)
    return given[BEFORE] if answer is None else answer.result


def screened_version(given: Given, asked: Asked) -> Any:
    """The version of the list that was asked."""
    answer = _answer(given, asked)
    return given[BEFORE] if answer is None else answer.version


def screened_hit_at(given: Given, asked: Asked) -> str | None:
    """`result` as it was found: since when somebody other than the branch has to decide. None where nothing was hit."""
    if given["result"] != POSSIBLE:
        return None
    return given[BEFORE] or to_wire(asked.at)


def _answer(given: Given, asked: Asked) -> Answer | None:
    if asked.about.verb not in given["at"].split():
        return None
    figure = asked.figure(given["percent"])
    # Where nobody said from which likeness on a name is a hit, nobody can say that there is none.
    return Answer(TO_REVIEW, None, 0, ()) if figure is None else asked.screen(_names(given, asked), figure.value)


def _names(given: Given, asked: Asked) -> list[str]:
    other_id = asked.values.get(given["of"])
    other = asked.about.view.record(other_id) if isinstance(other_id, str) else None
    theirs: Mapping[str, Any] = other.payload if other is not None else {}
    found = [asked.values.get(code) for code in given["names"].split()]
    found += [theirs.get(code) for code in given["said"].split()]
    return [name for name in found if isinstance(name, str)]


RULES: Mapping[str, Rule] = {
    "screened": screened,
    "screened_version": screened_version,
    "screened_hit_at": screened_hit_at,
}
