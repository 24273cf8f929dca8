"""What tests of documents share: records as plain values, the definition under test, one warm renderer, and reading a PDF."""

from __future__ import annotations

import atexit
import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from pypdf import PdfReader

from server.documents.definition import Head, Labels, Material, PeriodMaterial, Printed, Subject
from server.documents.discovery import all_documents
from server.documents.render_process import RenderedFile, RenderProcess
from server.documents.seal import sealed
from server.domain.periods import period_of
from server.records import all_kinds
from server.reference import load_catalogue
from server.services.read_reference import ReadReference
from sync.server.state import RecordState

AT = datetime(2026, 11, 24, 6, 5, 9, tzinfo=UTC)
DAY = date(2026, 11, 24)
HEAD = Head("示范银行", "城东支行", "0113", "ZXB-0113-261124-0001", 1, None, None, AT, AT)
D01 = all_documents()["D01"]
KIND = next(kind for kind in all_kinds().values() if any(each.code == "D01" for each in kind.documents))
BULLETIN = next(kind for kind in all_kinds().values() if kind.notice is not None and kind.notice.about == "products")
TICKET = next(kind for kind in all_kinds().values() if kind.inbox is not None)


@cache
def renderer() -> RenderProcess:
    """One for all tests of this process: starting it costs a second."""
    process = RenderProcess()
    atexit.register(process.stop)
    return process


@cache
def labels() -> Labels:
    return ReadReference(load_catalogue(), lambda: AT).label


def record(
    number: int = 1, status: str = "closed", created_at: str = "2026-11-24T02:00:00.000Z", **values: Any
) -> RecordState:
    return RecordState(
        id=f"record-{number}",
        branch_id="branch",
        kind=KIND.code,
        rev=3,
        status=status,
        payload={**KIND.example, **values},
        changed_at={},
        created_by="user",
        device_id="device",
        occurred_at="2026-11-24T01:30:00.000Z",
        captured_offline=False,
        time_doubtful=False,
        created_at=created_at,
        updated_at=created_at,
        no=f"ZX-0113-261124-{number:04d}",
    )


def ticket(**values: Any) -> RecordState:
    payload = {**TICKET.example, **values}
    return replace(record(), id="ticket", kind=TICKET.code, status="replied", payload=payload, no="XT-0113-261124-0007")


def bulletin() -> RecordState:
    """What a consultation relied on."""
    payload = dict(BULLETIN.example)
    return replace(
        record(), id="bulletin", kind=BULLETIN.code, status="published", payload=payload, no="TG-0113-261101-0001"
    )


def material(**head: Any) -> Material:
    return Material(replace(HEAD, **head), labels(), {"user": "王芳"})


def sheet(of: RecordState | None = None, linked: Sequence[RecordState] = (), **head: Any) -> Printed:
    named = {"bulletin": (BULLETIN, bulletin())}
    subject = Subject(KIND, of or record(), [(TICKET, each) for each in linked], named)
    assert D01.single is not None
    return D01.single.compose(material(**head), subject)


def day_sheet(records: Sequence[RecordState], previous_cutoff: datetime | None = None, **head: Any) -> Printed:
    assert D01.periodic is not None
    subjects = [Subject(KIND, each) for each in records]
    return D01.periodic.compose(PeriodMaterial(material(**head), period_of("day", DAY), subjects, previous_cutoff))


ADDRESS = "https://lobby.example-bank.cn/verify/ZXB-0113-261124-0001/3q2-7wABCDEFGHIJKLMN0g"


def as_issued(printed: Printed) -> Printed:
    """With the seal, as every document that leaves the house."""
    head: Any = getattr(printed.context, "head", None)
    if head is None:
        return printed
    owner = f"{head.bank}{head.branch}"
    return sealed(printed, owner=owner, serial=head.serial, version=head.version, address=ADDRESS).printed


def made(printed: Printed) -> RenderedFile:
    return renderer().render(as_issued(printed))


def read(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def text_of(pdf: bytes) -> str:
    """The text of all pages without any space, so that a line break in a cell hides nothing."""
    return "".join("".join(page.extract_text().split()) for page in read(pdf).pages)
