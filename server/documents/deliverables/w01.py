"""W01 满意度调查问卷: the questionnaire of a campaign on paper, to hand out, with the code by which the same questions are answered on one's
own phone (domain.md §6.6).

It is anonymous, and what comes back is registered by staff with a picture of the original; so it carries no seal to be checked.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from server.documents import chinese
from server.documents.definition import DocumentDefinition, Labels, Material, Printed, Single, Subject
from server.documents.qr import Code, code_of
from server.documents.shown import Heading, Shown, heading
from server.records.public_link import CODE, page_address

LINES = 4
"""To write on, for every open question."""
TITLES = {"device": "自助设备满意度调查问卷"}


@dataclass(frozen=True)
class Rated:
    """A question with a box for each value of the scale; `may_skip` has one for 不适用 too."""

    number: int
    text: str
    may_skip: bool


@dataclass(frozen=True)
class Asked:
    number: int
    text: str


@dataclass(frozen=True)
class Questionnaire:
    """The context of w01_questionnaire.html: `scale` are (value, word) from the best to the worst."""

    head: Heading
    campaign: str
    number: str
    until: str
    edition: str
    scale: tuple[tuple[int, str], ...]
    rated: tuple[Rated, ...]
    recommend: tuple[Asked, ...]
    open: tuple[Asked, ...]
    lines: int
    address: str
    code: Code | None


def sheet(material: Material, subject: Subject) -> Printed:
    shown, values = Shown.of(subject, material), subject.record.payload
    title = TITLES.get(str(values.get("scene")), DEFINITION.zh)
    questions = list(enumerate(questions_of(material, values), 1))
    address = page_address(material.site, material.head.branch_no, str(values[CODE])) if CODE in values else ""
    context = Questionnaire(
        head=heading(title, material.head),
        campaign=shown.text("title"),
        number=subject.record.no or chinese.ABSENT,
        until=shown.text("period_to"),
        edition=shown.text("questionnaire_version"),
        scale=_scale([each for _, each in questions]),
        rated=tuple(
            Rated(at, each["zh"], bool(each["not_applicable"])) for at, each in questions if _is(each, "scale")
        ),
        recommend=tuple(Asked(at, each["zh"]) for at, each in questions if _is(each, "nps")),
        open=tuple(Asked(at, each["zh"]) for at, each in questions if _is(each, "text")),
        lines=LINES,
        address=address,
        code=code_of(address, error="m", quiet=2) if address else None,
    )
    return Printed("w01_questionnaire.html", context)


def summary(labels: Labels, subject: Subject) -> str:
    return Shown(subject.kind, subject.record, labels).text("title")


def questions_of(material: Material, values: Any) -> list[Any]:
    """Of the edition in force: those of devices for a campaign about devices, the whole of the others."""
    survey = "device" if values.get("scene") == "device" else "service"
    return [each for each in material.entries("questionnaire").values() if survey in each["surveys"]]


def _is(question: Any, answer: str) -> bool:
    return bool(question["answer"] == answer)


def _scale(questions: list[Any]) -> tuple[tuple[int, str], ...]:
    scales = [each["scale"] for each in questions if each.get("scale")]
    return tuple((each["value"], each["zh"]) for each in reversed(scales[0])) if scales else ()


DEFINITION = DocumentDefinition(
    code="W01",
    zh="客户满意度调查问卷",
    en="Questionnaire on paper",
    prefix="WJB",
    keep_years=1,
    basis="默认",
    single=Single(compose=sheet, summary=summary, own_fields=("title", "scene", "period_to", CODE)),
)
