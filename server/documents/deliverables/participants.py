"""Who took part in an event and what they said of it (D10): nobody is named but staff."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from server.documents import chinese
from server.documents.definition import Material, Subject
from server.documents.quotations import Known, deidentified
from server.documents.shown import Shown
from sync.lifecycle import VOIDED

SIGN_IN, ANSWER, LEAD = "event_attendance", "event_feedback", "lead"
STAFF, OPINION = "staff_participation", "feedback"


@dataclass(frozen=True)
class Words:
    number: str
    score: str
    words: str


def standing(subject: Subject, kind: str) -> list[Subject]:
    return [each for each in subject.linking(kind) if each.record.status != VOIDED]


def words(material: Material, subject: Subject, answers: Sequence[Subject]) -> tuple[Words, ...]:
    """Remarks of the questionnaires, then opinions that were registered about the event; none tells who said it."""
    known = Known.of([*material.people.values(), *_names(subject)])
    told = [
        Words(
            each.record.no or chinese.ABSENT,
            f"{each.record.payload['score']} 分",
            deidentified(each.record.payload["text"], known),
        )
        for each in answers
        if each.record.payload.get("text")
    ]
    opinions = [
        Words(
            each.record.no or chinese.ABSENT,
            Shown.of(each, material).text("kind"),
            deidentified(each.record.payload["content"], known),
        )
        for each in standing(subject, OPINION)
    ]
    return (*told, *opinions)


def interests(material: Material, answers: Sequence[Subject]) -> tuple[tuple[str, int], ...]:
    named = Counter(code for each in answers for code in each.record.payload.get("interest") or ())
    found = [(material.labels("products", code), count) for code, count in named.items()]
    return tuple(sorted(found, key=lambda each: (-each[1], each[0])))


def leads(material: Material, leads: Sequence[Subject]) -> tuple[tuple[str, int, str], ...]:
    products = Counter(Shown.of(each, material).text("product") for each in leads)

    def states(product: str) -> str:
        of_it = [Shown.of(each, material) for each in leads]
        found = Counter(each.status() for each in of_it if each.text("product") == product)
        return "，".join(f"{state} {count}" for state, count in sorted(found.items()))

    ordered = sorted(products.items(), key=lambda each: (-each[1], each[0]))
    return tuple((product, count, states(product)) for product, count in ordered)


def staff(material: Material, subject: Subject) -> tuple[tuple[str, str, str], ...]:
    found = [Shown.of(each, material) for each in standing(subject, STAFF)]
    return tuple((each.author(), each.text("role"), each.text("contribution")) for each in found)


def evidence(subject: Subject) -> tuple[tuple[str, int, str], ...]:
    """The records behind the figures: what they are, how many, and their numbers."""
    found = [(kind, standing(subject, kind)) for kind in (SIGN_IN, ANSWER, LEAD, OPINION, STAFF)]
    return tuple(
        (of[0].kind.zh, len(of), chinese.listed([each.record.no or chinese.ABSENT for each in of]))
        for _, of in found
        if of
    )


def _names(subject: Subject) -> list[str]:
    fields = ("attendee", "customer_name")
    return [str(record.payload[code]) for _, record in subject.linked for code in fields if record.payload.get(code)]
