"""The life of a document (design.md §7): what it is, its states, and what a change of its record means for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from server.domain.periods import Period

DocumentState = Literal["waiting", "media_incomplete", "ready", "rendering", "issued", "superseded", "voided", "failed"]
STATES: tuple[str, ...] = get_args(DocumentState)
ENDED: frozenset[str] = frozenset({"superseded", "voided"})
# first: there is none yet; next: another version; again: what failed may succeed now; void: it must not be used any more.
Step = Literal["first", "next", "again", "void"]
MOST_ATTEMPTS = 3
"""Renderings of one document that may hang or die before a person has to look."""


@dataclass(frozen=True)
class Document:
    """One version. Of one record (`record_id`) or of one period (`period`); `summary` is masked; `sha256` names its file.

    `no` is its place in the lists, newest highest, given when it is stored. `note` is what a person wrote about why it is void or
    made again; `copies` counts what was printed or downloaded; `signers` names who signs, as printed; `serial_day` is the
    bank's day on which the serial was reserved. `verify_token` opens its page for verification; `data_sha256` is of what was
    printed, `content_sha256` of the file before it was signed.
    """

    branch_id: str
    id: str
    code: str
    kind: str
    record_id: str | None
    period: str | None
    version: int
    state: DocumentState
    reason: str | None
    serial: str | None
    summary: str
    record_no: str | None
    requested_by: str | None
    requested_at: datetime
    cutoff_at: datetime | None = None
    issued_at: datetime | None = None
    sha256: str | None = None
    size: int | None = None
    pages: int | None = None
    attempts: int = 0
    lease_token: str | None = None
    lease_until: datetime | None = None
    no: int = 0
    note: str | None = None
    copies: int = 0
    signers: str = ""
    serial_day: str | None = None
    voided_at: datetime | None = None
    voided_by: str | None = None
    verify_token: str | None = None
    data_sha256: str | None = None
    content_sha256: str | None = None


Purpose = Literal["download", "print", "archive"]


@dataclass(frozen=True)
class Copy:
    """The file of a document left as its `number`th copy."""

    number: int
    purpose: Purpose
    by: str
    at: datetime
    reason: str | None


@dataclass(frozen=True)
class Draft:
    """A look at the document of a period before it is asked for; `pdf` is there when a worker made it, `reason` when none could."""

    branch_id: str
    id: str
    code: str
    period: str
    requested_by: str
    requested_at: datetime
    attempts: int = 0
    reason: str | None = None
    pages: int | None = None
    pdf: bytes | None = None


def step_after_change(state: str | None, *, entered: bool, voided: bool, changed: bool) -> Step | None:
    """What the newest version's state (None: there is none) asks for when its record changed.

    Until it is printed a document needs nothing: printing reads the newest data.
    """
    if state is None:
        return "first" if entered and not voided else None
    if state in ENDED:
        return None
    if voided:
        return "void"
    if not changed or state in ("waiting", "media_incomplete", "ready"):
        return None
    return "again" if state == "failed" else "next"


def periodic_serial(prefix: str, branch_no: str, period: Period, version: int) -> str:
    """`ZXB-0113-20261124-v2`, `MYF-0113-202611-v1`: named by its period, so it needs no counter (domain.md §2.0)."""
    return f"{prefix}-{branch_no}-{period.serial}-v{version}"


def issued_before(document: Document, versions: Sequence[Document]) -> Document | None:
    """The last version before this one that was issued: the one it replaces."""
    earlier = [each for each in versions if each.version < document.version and each.issued_at is not None]
    return max(earlier, key=lambda each: each.version, default=None)
