"""The life of a document (design.md §7): what states there are and which follows which."""

from __future__ import annotations

from typing import Literal, get_args

DocumentState = Literal["waiting", "media_incomplete", "ready", "rendering", "issued", "superseded", "voided", "failed"]
STATES: tuple[str, ...] = get_args(DocumentState)
# Once printed, a later change needs a new version; before, the request simply prints the newest data.
OPEN: frozenset[str] = frozenset({"waiting", "media_incomplete", "ready", "failed"})
