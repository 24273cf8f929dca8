"""What is measured, beside what it should be: medians, ratios within one run, budgets of the plan, as a table and as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median, quantiles
from typing import Any

PEERS = ("floor", "pouchdb", "rxdb")


@dataclass(frozen=True)
class Budget:
    """`most` in the figure's own unit, or as a multiple of a peer's figure of the same run (`of`)."""

    most: float
    of: str | None = None

    def said(self) -> str:
        return f"≤{self.most:g} × {self.of}" if self.of else f"≤{self.most:g}"

    def kept(self, own: float, peers: Mapping[str, float]) -> bool | None:
        if self.of is None:
            return own <= self.most
        return own <= self.most * peers[self.of] if self.of in peers else None


@dataclass(frozen=True)
class Figure:
    """One line of the result. `peers`: the same work by somebody else, in the same run; `note` says what a reader has to know."""

    name: str
    median: float
    unit: str
    peers: Mapping[str, float] = field(default_factory=dict)
    budgets: Sequence[Budget] = ()
    note: str = ""

    def as_json(self) -> dict[str, Any]:
        ratio = {name: round(self.median / value, 3) for name, value in self.peers.items() if value}
        verdicts = [{"budget": each.said(), "ok": each.kept(self.median, self.peers)} for each in self.budgets]
        return {
            "name": self.name,
            "median": round(self.median, 2),
            "unit": self.unit,
            "ratio": ratio,
            "peers": {name: round(value, 2) for name, value in self.peers.items()},
            "budgets": verdicts,
            "note": self.note,
        }

    def as_line(self) -> str:
        peers = "  ".join(
            f"{name} {_short(value)}" + (f" ({self.median / value:.2f}×)" if value else "")
            for name, value in self.peers.items()
        )
        budgets = ", ".join(f"{each.said()} {_verdict(each.kept(self.median, self.peers))}" for each in self.budgets)
        parts = [part for part in (peers, budgets, self.note) if part]
        return f"{self.name:<52} {_short(self.median):>9} {self.unit:<8} {'   '.join(parts)}".rstrip()


def table(figures: Sequence[Figure]) -> str:
    missed = [each for each in figures if any(b.kept(each.median, each.peers) is False for b in each.budgets)]
    lines = [each.as_line() for each in figures]
    return "\n".join([*lines, "", f"{len(missed)} of {len(figures)} figures miss a budget."])


def p95(values: Sequence[float]) -> float:
    return quantiles(values, n=20)[-1]


def p50(values: Sequence[float]) -> float:
    return float(median(values))


def _short(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:,.1f}"


def _verdict(kept: bool | None) -> str:
    return {True: "ok", False: "MISSED", None: "not measured"}[kept]
