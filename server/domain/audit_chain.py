"""The audit chain: each entry's hash covers the entry before it, so a changed, missing or moved entry shows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from server.domain.moments import to_wire

GENESIS = "0" * 64
BANK = "bank"  # the chain of what belongs to no single branch


@dataclass(frozen=True)
class AuditEntry:
    """What happened. `subject` is "<sort>:<id>"; `details` carries codes, counts and ids, never personal data."""

    branch_id: str
    actor_id: str | None
    action: str
    subject: str
    details: Mapping[str, object]
    at: datetime


@dataclass(frozen=True)
class Link:
    """An entry as it stands in its chain; `details` is the canonical JSON that was hashed."""

    branch_id: str
    seq: int
    at: datetime
    actor_id: str | None
    action: str
    subject: str
    details: str
    previous_hash: str
    hash: str


@dataclass(frozen=True)
class Break:
    """The first place where a chain does not hold."""

    branch_id: str
    seq: int
    why: str


def canonical(details: Mapping[str, object]) -> str:
    return json.dumps(details, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def link_hash(
    branch_id: str, seq: int, at: datetime, actor_id: str | None, action: str, subject: str, details: str, previous: str
) -> str:
    content = json.dumps(
        [branch_id, seq, to_wire(at), actor_id, action, subject, details, previous], ensure_ascii=False
    )
    return hashlib.sha256(content.encode()).hexdigest()


def chain(entries: Iterable[AuditEntry], after_seq: int, after_hash: str) -> Iterator[Link]:
    """Links for the entries of ONE branch, in their order, behind the given head."""
    seq, previous = after_seq, after_hash
    for entry in entries:
        seq += 1
        at, details = _whole_milliseconds(entry.at), canonical(entry.details)
        own = link_hash(entry.branch_id, seq, at, entry.actor_id, entry.action, entry.subject, details, previous)
        yield Link(entry.branch_id, seq, at, entry.actor_id, entry.action, entry.subject, details, previous, own)
        previous = own


def first_break(branch_id: str, links: Iterable[Link], head_seq: int, head_hash: str) -> Break | None:
    """None if the links, in order of seq, are one chain from the start to the head."""
    seq, previous = 0, GENESIS
    for link in links:
        seq += 1
        if link.seq != seq:
            return Break(branch_id, seq, "missing")
        if link.previous_hash != previous:
            return Break(branch_id, seq, "does_not_follow")
        if link.hash != _own_hash(link):
            return Break(branch_id, seq, "changed")
        previous = link.hash
    if (seq, previous) != (head_seq, head_hash):
        return Break(branch_id, seq + 1, "cut_off" if seq < head_seq else "beyond_head")
    return None


def _own_hash(link: Link) -> str:
    return link_hash(
        link.branch_id, link.seq, link.at, link.actor_id, link.action, link.subject, link.details, link.previous_hash
    )


def _whole_milliseconds(at: datetime) -> datetime:
    # The hash covers milliseconds, so what is stored must not hold more.
    return at.replace(microsecond=at.microsecond // 1000 * 1000)
