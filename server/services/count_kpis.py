"""A record changed: what it and whatever hangs together with it contribute to the KPIs is judged anew, in the transaction that
changed it. One look, one write of what changed, however many records a batch holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from server.domain.kpi import Contribution, Fact, House, Kpi, contributions_of, tally_changes
from server.domain.periods import parse_period
from server.services.ports_kpis import Contributions, Kept, Locks
from server.services.ports_sync import AppliedChange
from sync.server.state import RecordState

Subject = tuple[str, str]


@dataclass(frozen=True)
class CountKpis:
    """`house_of` answers for a branch; `by_kind` are the KPIs that count a kind."""

    kpis: Mapping[str, Kpi]
    by_kind: Mapping[str, Sequence[Kpi]]
    contributions: Contributions
    locks: Locks
    house_of: Callable[[str], House]

    def on_applied(self, changes: Sequence[AppliedChange]) -> None:
        """Changes of one branch, in the order in which they were decided."""
        latest = {each.after.id: each.after for each in changes if each.after.kind in self.by_kind}
        if latest:
            branch_id = changes[0].after.branch_id
            facts = self.facts(self.house_of(branch_id), latest.values())
            self._count(branch_id, facts, self._hanging(branch_id, facts))

    def facts(self, house: House, records: Iterable[RecordState]) -> dict[Subject, Fact]:
        found: dict[Subject, Fact] = {}
        for record in records:
            for kpi in self.by_kind[record.kind]:
                fact = kpi.fact(record, house)
                if fact is not None:
                    found[kpi.code, record.id] = fact
        return found

    def _hanging(self, branch_id: str, facts: Mapping[Subject, Fact]) -> list[Kept]:
        """What was kept of these records, of whatever hangs together with what they were, and with what they are now."""
        keys = {key for fact in facts.values() for key in _keys(fact)}
        found = self.contributions.hanging(branch_id, {name for _, name in facts}, keys)
        known, asked = {_place(each): each for each in found}, keys
        while new := {key for each in found for key in _keys(each.fact)} - asked:
            found = self.contributions.hanging(branch_id, (), new)
            known |= {_place(each): each for each in found}
            asked = asked | new
        return list(known.values())

    def _count(self, branch_id: str, facts: Mapping[Subject, Fact], hanging: Sequence[Kept]) -> None:
        before = _by_subject(hanging)
        after = _by_subject(self.judged({**{each.subject: each.fact for each in hanging}, **facts}))
        changed = [name for name in dict.fromkeys([*before, *after]) if before.get(name) != after.get(name)]
        if not changed:
            return
        old = [each for name in changed for each in before.get(name, ())]
        new = [each for name in changed for each in after.get(name, ())]
        self.contributions.replace(branch_id, [name for name in changed if name in before], new)
        self.contributions.add_up(branch_id, tally_changes(_plain(old), _plain(new)))
        self.locks.mark_stale(branch_id, periods_touched(each.contribution.month for each in (*old, *new)))

    def judged(self, facts: Mapping[Subject, Fact]) -> list[Kept]:
        """What these facts contribute; they hold whatever hangs together with any of them."""
        by_kpi: dict[str, dict[str, Fact]] = {}
        for (code, name), fact in facts.items():
            by_kpi.setdefault(code, {})[name] = fact
        return [
            Kept(code, own[each.record_id], each)
            for code, own in by_kpi.items()
            for each in contributions_of(self.kpis[code], own.values())
        ]


def _place(kept: Kept) -> tuple[str, ...]:
    return (*kept.subject, kept.contribution.month, kept.contribution.person)


def _keys(fact: Fact) -> Iterable[str]:
    return (fact.group,) if fact.peer is None else (fact.group, fact.peer)


def _by_subject(kept: Iterable[Kept]) -> dict[Subject, list[Kept]]:
    """The rows of each record in the order of their months and people; nearly always it is one."""
    found: dict[Subject, list[Kept]] = {}
    for each in kept:
        found.setdefault(each.subject, []).append(each)
    for rows in found.values():
        if len(rows) > 1:
            rows.sort(key=_place)
    return found


def _plain(kept: Iterable[Kept]) -> list[tuple[str, Contribution]]:
    return [(each.kpi, each.contribution) for each in kept]


def periods_touched(months: Iterable[str]) -> set[str]:
    """The months with their quarters, and the later quarters of the year, whose drills look back. Months in which no record
    can lie belong to no period."""
    found: set[str] = set()
    for month in set(months):
        try:
            first = parse_period(month).first
        except ValueError:
            continue
        later = {f"{first.year}Q{quarter}" for quarter in range((first.month - 1) // 3 + 1, 5)}
        found |= {month} | later
    return found
