"""The opinions and complaints of one period, read for the analysis: each matter once, with its category, channel and cause."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from server.documents import chinese
from server.documents.definition import PeriodMaterial, Subject
from server.documents.quotations import Known, deidentified
from server.documents.shown import Shown
from server.domain.matters import Voice, Why, count_matters
from server.records import Kind
from sync.lifecycle import VOIDED
from sync.server.state import RecordState

OPINION, COMPLAINT = "feedback", "complaint"
MATTERS = (OPINION, COMPLAINT)
PRAISE, UNSORTED = "praise", "尚未分类"
REASONS: Mapping[Why, str] = {
    "void": "已作废",
    "repeated": "同一事项重复反映，或由意见转为投诉，只计一条",
    "earlier": "同一事项已在早前的报告期计入",
}
NAMES = ("customer_name", "name", "display_name", "attendee")
ANSWERED = frozenset({"replied", "closed", "notified", "archived"})


@dataclass(frozen=True)
class Matter:
    """One matter. `category` is its code, empty where nobody sorted it yet; `cause` what its category says of the cause."""

    subject: Subject
    number: str
    kind: str
    nature: str
    category: str
    category_zh: str
    cause: str
    channel: str
    words: str
    praise: bool

    @property
    def id(self) -> str:
        return self.subject.record.id

    @property
    def answered(self) -> bool:
        return self.subject.record.status in ANSWERED


@dataclass(frozen=True)
class Voices:
    """`excluded` are (why, how many, their numbers)."""

    matters: tuple[Matter, ...]
    excluded: tuple[tuple[str, int, str], ...]

    @classmethod
    def of(cls, subjects: Sequence[Subject], material: PeriodMaterial) -> Voices:
        found = {each.record.id: each for each in subjects if each.kind.code in MATTERS}
        judged = count_matters([_voice(each, found) for each in found.values()])
        read = _reader(material)
        return cls(
            tuple(read(found[id]) for id in judged.counting),
            tuple(_excluded(why, [found[id] for id, because in judged.excluded if because == why]) for why in REASONS),
        )

    @property
    def troubles(self) -> list[Matter]:
        """What is not praise: what there is to be bettered."""
        return [each for each in self.matters if not each.praise]

    def categories(self) -> list[tuple[str, list[Matter]]]:
        """Troubles by category, the most frequent first, those that nobody sorted last."""
        return ranked(self.troubles, lambda each: each.category_zh, last=UNSORTED)


def ranked(
    matters: Iterable[Matter], named: Callable[[Matter], str], last: str | None = None
) -> list[tuple[str, list[Matter]]]:
    found: dict[str, list[Matter]] = {}
    for each in matters:
        found.setdefault(named(each), []).append(each)
    return sorted(found.items(), key=lambda each: (each[0] == last, -len(each[1]), each[0]))


def numbers(matters: Iterable[Matter]) -> str:
    return chinese.listed(sorted(each.number for each in matters))


def counts_by_category(voices: Voices) -> Counter[str]:
    return Counter(each.category_zh for each in voices.troubles)


def known_names(material: PeriodMaterial) -> Known:
    """Everybody who is named at work or in one of these records: none of them may stand in a quotation or a phrase."""
    told = [*material.material.people.values()]
    for subject in material.subjects:
        for record in (subject.record, *(named for _, named in subject.named.values())):
            told += list(_names(record.payload))
    return Known.of(told)


def _names(values: Any) -> Iterable[str]:
    if isinstance(values, Mapping):
        for code, value in values.items():
            if code in NAMES and isinstance(value, str):
                yield value
            yield from _names(value)
    elif isinstance(values, list | tuple):
        for each in values:
            yield from _names(each)


def _voice(subject: Subject, found: Mapping[str, Subject]) -> Voice:
    record = subject.record
    link = record.payload.get("duplicate_of" if subject.kind.code == OPINION else "linked")
    peer = subject.named.get(str(link))
    same = str(link) if peer is not None and peer[0].code in MATTERS else None
    outside = peer is not None and same is not None and same not in found
    return Voice(
        id=record.id,
        at=record.occurred_at,
        void=record.status == VOIDED,
        complaint=subject.kind.code == COMPLAINT,
        same_as=same,
        told_before=outside and _stands_before(peer, record),
    )


def _stands_before(peer: tuple[Kind, RecordState] | None, record: RecordState) -> bool:
    return peer is not None and peer[1].status != VOIDED and peer[1].occurred_at < record.occurred_at


def _reader(material: PeriodMaterial) -> Callable[[Subject], Matter]:
    entries, known = material.material.entries("feedback_categories"), known_names(material)

    def read(subject: Subject) -> Matter:
        shown, values = Shown.of(subject, material.material), subject.record.payload
        category, opinion = str(values.get("category", "")), subject.kind.code == OPINION
        return Matter(
            subject=subject,
            number=subject.record.no or chinese.ABSENT,
            kind=subject.kind.code,
            nature=shown.text("kind") if opinion else "投诉",
            category=category,
            category_zh=shown.text("category") if category else UNSORTED,
            cause=str(entries.get(category, {}).get("cause") or ""),
            channel=shown.text("source") if opinion else f"投诉·{shown.text('channel')}",
            words=deidentified(str(values.get("content" if opinion else "demand", "")), known),
            praise=opinion and values.get("kind") == PRAISE,
        )

    return read


def _excluded(why: Why, subjects: Sequence[Subject]) -> tuple[str, int, str]:
    return REASONS[why], len(subjects), chinese.listed([each.record.no or chinese.ABSENT for each in subjects])
