"""What the server said of an operation, and what that means for whoever sent it (sync/README.md, MUST-10 to MUST-16)."""

from collections.abc import Mapping
from typing import Any, Literal

Verdict = Literal["stored", "applied", "merged", "conflict", "rejected", "deferred", "blocked"]
Fate = Literal["done", "waiting", "attention"]
VERDICTS: tuple[Verdict, ...] = ("stored", "applied", "merged", "conflict", "rejected", "deferred", "blocked")
_FATES: dict[str, Fate] = {
    "stored": "waiting",
    "deferred": "waiting",
    "blocked": "waiting",
    "applied": "done",
    "merged": "done",
    "conflict": "attention",
    "rejected": "attention",
}


def fate(verdict: str) -> Fate:
    """`done` needs nobody, `waiting` is the server's turn, `attention` is a person's turn."""
    return _FATES[verdict]


def is_decided(verdict: str) -> bool:
    """Whether the verdict is final: a replay returns it unchanged for ever."""
    return _FATES[verdict] != "waiting"


def took_effect(receipt: Mapping[str, Any]) -> bool:
    """Whether what depends on the operation may go on: all of it, or at least a part of it, stands in the record."""
    return receipt["verdict"] in ("applied", "merged") or (
        receipt["verdict"] == "conflict" and receipt.get("rev") is not None
    )


def supersedes(newer: Mapping[str, Any], older: Mapping[str, Any] | None) -> bool:
    """Whether a receipt that arrives replaces the one already held: a decision is never taken back by a late message."""
    return older is None or not is_decided(older["verdict"])
