"""A part of a whole, exact: compared before it is rounded, and without a value where the whole is nothing (domain.md §4)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Share:
    """`part` of `whole`, both counts; `value` is None for an empty whole, which is neither 0 nor 100 %."""

    part: int
    whole: int

    @property
    def value(self) -> Fraction | None:
        return Fraction(self.part, self.whole) if self.whole else None

    def reaches(self, percent: int) -> bool:
        """`percent` 以上, itself included; an empty whole reaches nothing."""
        return self.whole > 0 and self.part * 100 >= percent * self.whole


def few(count: int, below: int) -> bool:
    """A sample, but too small to conclude from: 样本偏少."""
    return 0 < count < below
