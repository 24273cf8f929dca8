"""From facts to contributions, and from changed contributions to changed tallies. Pure: order never matters.

Facts that share a group or a peer hang together, also through others; what hangs together is judged at once. So whichever record
of a group comes last, all of them end up as if they had come together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from server.domain.kpi.contribution import Contribution
from server.domain.kpi.definition import Kpi
from server.domain.kpi.fact import NOBODY, Fact

BRANCH = "*"  # the account to which everything of the branch is added up
WHY = "why"  # the measure that counts records by their reason

TallyKey = tuple[str, str, str]
"""Month, measure (`k1.satisfied`) and person."""


class Changed(NamedTuple):
    """Numerator and denominator to be added."""

    numerator: int
    denominator: int


def groups_of(facts: Iterable[Fact]) -> list[list[Fact]]:
    """Those that hang together, in an order that depends on nothing but the facts."""
    ordered = sorted(facts, key=lambda each: (each.at, each.record_id))
    found: dict[str, list[Fact]] = {}
    if all(each.peer is None for each in ordered):
        for each in ordered:
            found.setdefault(each.group, []).append(each)
        return list(found.values())
    leader: dict[str, str] = {}

    def find(name: str) -> str:
        while leader.setdefault(name, name) != name:
            leader[name] = leader[leader[name]]
            name = leader[name]
        return name

    for each in ordered:
        if each.peer is not None:
            leader[find(each.peer)] = find(each.group)
        find(each.group)
    for each in ordered:
        found.setdefault(find(each.group), []).append(each)
    return list(found.values())


def contributions_of(kpi: Kpi, facts: Iterable[Fact]) -> list[Contribution]:
    """`facts` hold whatever hangs together with any of them."""
    return [contribution for group in groups_of(facts) for contribution in kpi.judge(group)]


def tally_changes(
    before: Sequence[tuple[str, Contribution]], after: Sequence[tuple[str, Contribution]]
) -> dict[TallyKey, Changed]:
    """What is to be added to the tallies when these contributions (with the code of their KPI) take the place of those."""
    changes: dict[TallyKey, list[int]] = {}
    for sign, contributions in ((-1, before), (1, after)):
        for code, each in contributions:
            for measure, (numerator, denominator) in measures_of(code, each).items():
                for person in (BRANCH, each.person) if each.person != NOBODY else (BRANCH,):
                    cell = changes.setdefault((each.month, measure, person), [0, 0])
                    cell[0] += sign * numerator
                    cell[1] += sign * denominator
    return {key: Changed(*cell) for key, cell in sorted(changes.items()) if any(cell)}


def measures_of(code: str, contribution: Contribution) -> Mapping[str, tuple[int, int]]:
    """The amounts by measure, and the record itself under its reason."""
    amounts = {f"{code}.{name}": tuple(amount) for name, amount in contribution.amounts.items()}
    return {**amounts, f"{code}.{WHY}.{contribution.reason}": (1, 0)}  # type: ignore[dict-item]  # pairs, read from JSON as lists


def reasons_counted(code: str, sums: Mapping[str, int]) -> Counter[str]:
    """By reason how many records, from the sums of the measures."""
    prefix = f"{code}.{WHY}."
    return Counter({name.removeprefix(prefix): number for name, number in sums.items() if name.startswith(prefix)})
