"""Verbs of the documents' tests: a record is closed, corrected, printed; the document centre is looked at."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from server.documents.definition import Printed
from server.documents.render_process import RenderedFile
from server.services.documents_part import DocumentsPart
from server.services.issue_document import IssueDocument
from tests.papers import KIND, renderer
from tests.pushes import Pen
from tests.worlds import Desk, World

LATER = {"outcome", "minutes", "materials_given", "follow_up_at", "solution"}
AT_CAPTURE = dict.fromkeys(LATER)


def documents(world: World) -> DocumentsPart:
    part: DocumentsPart = world.services.parts["documents"]
    return part


def issue(world: World, **instead: Any) -> IssueDocument:
    """The renderer's turn with the warm renderer of all tests."""
    return replace(documents(world).issue, **{"renderer": renderer(), **instead})


def closed(pen: Pen, **values: Any) -> dict[str, Any]:
    """A consultation captured, answered and closed, as one push."""
    created = pen.create(KIND.code, **AT_CAPTURE | values)
    answered = pen.command(created, "answer", {"after": created["op_id"]}, solution="已说明以公示的年化利率为准。")
    ended = pen.command(created, "close", {"after": answered["op_id"]}, outcome="referred", minutes=12)
    assert [receipt["verdict"] for receipt in pen.push(created, answered, ended)] == ["applied"] * 3
    return created


def listed(desk: Desk, query: str = "") -> list[dict[str, Any]]:
    answer = desk.get(f"/api/documents{query}")
    assert answer.status_code == 200, answer.text
    return list(answer.json["items"])


def correct(pen: Pen, of: dict[str, Any], rev: int, question: str) -> None:
    pen.world.clock.pass_by(seconds=1)
    before = of["patch"]["question"]["to"]
    receipts = pen.push(pen.update(of, {"rev": rev}, question=(before, question)))
    assert receipts[0]["verdict"] == "applied", receipts


class Broken:
    """A renderer that always ends in the same way."""

    def __init__(self, fault: Exception) -> None:
        self.fault = fault

    def render(self, printed: Printed) -> RenderedFile:
        raise self.fault
