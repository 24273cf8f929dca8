"""A new list of names asks again about whoever passed under an older one (domain.md §5.4).

Which records those are stands in their kind: the derived field that screens (`screened`) names in `hit_later` the step the system
takes where the list in force knows somebody whom the lists before did not. Its sources are the states that count as passed. The
step has a receipt and a place in the history like every other, and says nobody at the branch why; who was hit only 合规部 sees.

A branch is gone through once for each list, a slice at a turn, from where the last turn ended; a worker that was down goes on there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Protocol

from server.records import Kind
from server.services.ports_screening import ScreeningProgress, ScreeningProgresses
from server.services.read_rules import Figure
from server.services.run_online import Doer, OperationRefused, Step, the_system
from server.services.screen_name import Answer, ScreenName
from server.services.screening_part import RULE, subject_of
from sync.server.state import RecordState

SLICE = 100
STEP, VERSION_RULE = "hit_later", "screened_version"
CONSTANT = "="


@dataclass(frozen=True)
class Watched:
    """What a kind says of screening again: `arguments` of its screening, the field of the list it was asked of, the step and
    the states it leads out of."""

    kind: str
    arguments: Mapping[str, str]
    version_field: str | None
    step: str
    states: frozenset[str]


class Records(Protocol):
    def record(self, branch_id: str, record_id: str) -> RecordState | None: ...
    def linking(self, branch_id: str, ids: Iterable[str]) -> dict[str, list[RecordState]]: ...


class RunOnline(Protocol):
    def __call__(self, who: Doer, record_id: str, step: Step, at: datetime) -> object: ...


class Figures(Protocol):
    def figure(self, code: str, at: datetime, branch_id: str | None = None) -> Figure | None: ...


@dataclass(frozen=True)
class ScreenAgain:
    watched: Mapping[str, Watched]
    screen: ScreenName
    progresses: ScreeningProgresses
    records: Records
    figures: Figures
    branches: Callable[[], Iterable[str]]
    run: RunOnline

    def __call__(self, now: datetime) -> int:
        """How many records it asked about, at most `SLICE`."""
        current = self.screen.current()
        asked = 0
        for branch_id in self.branches() if current is not None and self.watched else ():
            assert current is not None
            asked += self._branch(branch_id, current.version, SLICE - asked, now)
            if asked >= SLICE:
                break
        return asked

    def _branch(self, branch_id: str, version: str, most: int, now: datetime) -> int:
        progress = begun(self.progresses.of(branch_id), branch_id, version)
        if progress.done:
            return 0
        states = {each.kind: each.states for each in self.watched.values()}
        found = self.progresses.standing(branch_id, states, progress.after, most)
        for record in found:
            self._ask(self.watched[record.kind], record, progress, now)
        last = found[-1].id if found else progress.after
        self.progresses.keep(replace(progress, after=last, done=len(found) < most))
        return len(found)

    def _ask(self, watched: Watched, record: RecordState, progress: ScreeningProgress, now: datetime) -> None:
        figure = self.figures.figure(watched.arguments["percent"].removeprefix(CONSTANT), now, record.branch_id)
        asked_of = record.payload.get(watched.version_field or "")
        if figure is None or asked_of == progress.version:
            return
        names = subject_of(watched.arguments, record, self.records)["names"]
        answer = self.screen(names, figure.value)
        before = (progress.before, asked_of)
        if self._knows_more(answer, before, names, figure.value) and not self._stands_in(watched, record):
            self._open(watched, record, now)

    def _knows_more(self, answer: Answer, before: Iterable[Any], names: Sequence[str], percent: int) -> bool:
        """Whether it hits an entry that no list before did: whom somebody ruled on is not ruled on again with every list."""
        if not answer.hits:
            return False
        older = [self.screen.asked_of(version, names, percent) for version in before if isinstance(version, str)]
        known = {entry_of(hit) for each in older if each is not None for hit in each.hits}
        return any(entry_of(hit) not in known for hit in answer.hits)

    def _stands_in(self, watched: Watched, record: RecordState) -> bool:
        """Whether a later one of the same customer is asked instead: what is ruled on it is about the person."""
        field = watched.arguments["of"].removeprefix(CONSTANT)
        other = record.payload.get(field)
        if not isinstance(other, str):
            return False
        naming = self.records.linking(record.branch_id, [other]).get(other, ())
        standing = (each for each in naming if each.kind == record.kind and each.status in watched.states)
        return any(each.id > record.id and each.payload.get(field) == other for each in standing)

    def _open(self, watched: Watched, record: RecordState, now: datetime) -> None:
        try:
            self.run(the_system(record.branch_id), record.id, Step(watched.step), now)
        except OperationRefused:
            return  # somebody took it out of these states meanwhile, or it is refused: the refusal is kept


def begun(known: ScreeningProgress | None, branch_id: str, version: str) -> ScreeningProgress:
    """Where this list stands; a new one begins anew, and remembers the last that was gone through to its end."""
    if known is not None and known.version == version:
        return known
    before = None if known is None else known.version if known.done else known.before
    return ScreeningProgress(branch_id, version, before, None, done=False)


def entry_of(hit: Mapping[str, Any]) -> tuple[Any, ...]:
    """Who an entry is, whatever line of its file it stands on."""
    return hit["type"], hit["list"], frozenset(hit["names"])


def watched_of(kinds: Iterable[Kind]) -> dict[str, Watched]:
    return {each.kind: each for each in map(_watched, kinds) if each is not None}


def _watched(kind: Kind) -> Watched | None:
    declared = next((each for each in kind.derived if each.rule == RULE and STEP in each.arguments), None)
    if declared is None:
        return None
    step = declared.arguments[STEP].removeprefix(CONSTANT)
    states = frozenset(source for each in kind.life_cycle.commands if each.code == step for source in each.source)
    version = next((each.field for each in kind.derived if each.rule == VERSION_RULE), None)
    return Watched(kind.code, declared.arguments, version, step, states)
