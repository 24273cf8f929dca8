"""What an approval is bound to (design.md §7): a hash over the content that was read, and what has changed in it since.

Content is `{"fields": {code: value}, "parts": [{"id", "kind", "no", "fields": {code: value}}]}`; parts are the records that carry
some of it, such as the measures of a plan, in the order of their ids.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

Content = Mapping[str, Any]


@dataclass(frozen=True)
class Judgement:
    """Somebody's decision on a record, with the content that was read. `approves` is False for a return. `stale` once the
    content is no longer what was approved. `opinion` is what was said with it, `reason` why it was returned: later decisions
    write over the fields of the record, not over these."""

    branch_id: str
    id: str
    record_id: str
    verb: str
    by: str
    role: str
    at: datetime
    rev: int
    hash: str
    content: Content
    approves: bool
    stale: bool = False
    opinion: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Change:
    """One field that differs; of the record itself where `record_id` is None, else of one of its parts. A part that was added
    or taken away differs in all its fields."""

    record_id: str | None
    kind: str | None
    no: str | None
    field: str
    before: Any
    after: Any


def content_hash(content: Content) -> str:
    """SHA-256 in hexadecimal. Equal content has equal hashes: members in order, no spaces. The number of a part is a name for
    people, given later than its content, and no part of it."""
    counted = {**content, "parts": [{**part, "no": None} for part in content["parts"]]}
    text = json.dumps(counted, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def changes(before: Content, after: Content) -> list[Change]:
    """What differs, the record's own fields first."""
    own = [Change(None, None, None, *each) for each in _differing(before["fields"], after["fields"])]
    old, new = ({part["id"]: part for part in content["parts"]} for content in (before, after))
    for part_id in dict.fromkeys([*old, *new]):
        known = new.get(part_id) or old[part_id]
        said = (content.get(part_id, {"fields": {}})["fields"] for content in (old, new))
        own += [Change(part_id, known["kind"], known["no"], *each) for each in _differing(*said)]
    return own


def _differing(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    for code in dict.fromkeys([*before, *after]):
        if before.get(code) != after.get(code):
            yield code, before.get(code), after.get(code)
