"""How a document writes figures: shares and means to two decimals, and what says that a sample is empty or small."""

from __future__ import annotations

from fractions import Fraction

from server.domain.shares import Share, few

NO_SAMPLE, FEW_SAMPLES = "无样本", "样本偏少"


def percent(share: Share) -> str:
    """`85.00%`; an empty whole has no share."""
    return NO_SAMPLE if share.value is None else f"{two_places(share.value * 100)}%"


def two_places(value: Fraction | None) -> str:
    """Half away from zero, as on paper: 0.125 is 0.13."""
    if value is None:
        return NO_SAMPLE
    hundredths = (abs(value) * 200 + 1) // 2
    sign = "-" if value < 0 and hundredths else ""
    return f"{sign}{hundredths // 100}.{hundredths % 100:02d}"


def part_of(share: Share) -> str:
    """`34 / 40`"""
    return f"{share.part} / {share.whole}"


def change(now: Fraction | None, before: Fraction | None) -> str:
    """`+1.25`, in the unit of the two; nothing to compare is the sign of absence."""
    if now is None or before is None:
        return "—"
    written = two_places(now - before)
    return written if written.startswith("-") or now == before else f"+{written}"


def small_sample(count: int, below: int) -> str:
    return FEW_SAMPLES if few(count, below) else ""
