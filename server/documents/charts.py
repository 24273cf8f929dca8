"""Charts laid out: from plain numbers to the places of pdf_templates/charts.html, in units of a drawing 480 wide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

WIDTH = 480.0
BAR, LABELS, VALUES = 18.0, 96.0, 44.0
WIDE_LABELS, KEYS, READABLE = 124.0, 16.0, 12.0
EDGE = 1.0
"""Of stacked bars: room for a label, height of the row that names the parts, the least width that shows its count; room for a line."""
LEFT, RIGHT, TOP, BASE, BELOW = 12.0, 468.0, 24.0, 118.0, 26.0
LABEL_LINE = 5
"""Characters of a column's label in one line; two lines are shown."""


@dataclass(frozen=True)
class Bar:
    label: str
    value: str
    y: float
    length: float


@dataclass(frozen=True)
class Bars:
    width: float
    height: float
    labels: float
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Column:
    label: tuple[str, ...]
    value: str
    x: float
    middle: float
    top: float


@dataclass(frozen=True)
class Pareto:
    width: float
    height: float
    left: float
    right: float
    base: float
    column: float
    columns: tuple[Column, ...]
    line: str
    shares: tuple[tuple[float, float, str], ...]


@dataclass(frozen=True)
class Piece:
    """A part of a whole, with its count where it is wide enough to be read; `tone` is its place among the shades."""

    x: float
    width: float
    tone: int
    value: str


@dataclass(frozen=True)
class Whole:
    label: str
    y: float
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Stacked:
    width: float
    height: float
    labels: float
    wholes: tuple[Whole, ...]
    keys: tuple[tuple[float, int, str], ...]


@dataclass(frozen=True)
class Point:
    label: str
    value: str
    x: float
    y: float | None


@dataclass(frozen=True)
class Trend:
    width: float
    height: float
    left: float
    right: float
    base: float
    lines: tuple[str, ...]
    points: tuple[Point, ...]
    target: float | None
    target_label: str


def bars(rows: Sequence[tuple[str, int]], unit: str = "") -> Bars:
    """Label and count of each row, in the order given."""
    most = max((count for _, count in rows), default=0)
    drawn = tuple(
        Bar(label, f"{count}{unit}", at * BAR + 3, _length(count, most, WIDTH - LABELS - VALUES))
        for at, (label, count) in enumerate(rows)
    )
    return Bars(WIDTH, len(rows) * BAR, LABELS, drawn)


def stacked(rows: Sequence[tuple[str, Sequence[int]]], names: Sequence[str]) -> Stacked:
    """Label of each whole and the counts of its parts, all of one length; `names` says what the parts are, in their order."""
    key = (WIDTH - WIDE_LABELS) / max(len(names), 1)
    keys = tuple((round(WIDE_LABELS + key * at, 2), at, name) for at, name in enumerate(names))
    wholes = tuple(Whole(label, KEYS + at * BAR + 3, _pieces(counts)) for at, (label, counts) in enumerate(rows))
    return Stacked(WIDTH, KEYS + len(rows) * BAR, WIDE_LABELS, wholes, keys)


def pareto(rows: Sequence[tuple[str, int]], most_columns: int = 10) -> Pareto:
    """Label and count of each category, the most frequent first; the line is the share of all up to there."""
    ordered = sorted(rows, key=lambda row: -row[1])[:most_columns]
    total, most = sum(count for _, count in rows), max((count for _, count in ordered), default=0)
    step = (RIGHT - LEFT) / max(len(ordered), 1)
    wide = min(step * 0.62, 40.0)
    columns, shares, sum_so_far = [], [], 0
    for at, (label, count) in enumerate(ordered):
        middle = round(LEFT + step * (at + 0.5), 2)
        sum_so_far += count
        top = round(BASE - _length(count, most, BASE - TOP - 40), 2)
        columns.append(Column(_lines(label), str(count), round(middle - wide / 2, 2), middle, top))
        share = round(Fraction(sum_so_far * 100, total or 1))
        shares.append((middle, round(TOP + 30 - share * 0.3, 2), f"{share}%"))
    line = " ".join(f"{x},{y}" for x, y, _ in shares)
    return Pareto(WIDTH, BASE + BELOW, LEFT, RIGHT, BASE, round(wide, 2), tuple(columns), line, tuple(shares))


def trend(
    rows: Sequence[tuple[str, Fraction | int | None]],
    written: Sequence[str],
    span: tuple[int, int],
    target: tuple[int, str] | None = None,
) -> Trend:
    """Label and value of each period, the oldest first, and each value as it is written; `span` are the lowest and the highest
    value of the drawing. None is a period without a sample: the line is cut there."""
    lowest, highest = span
    step = (RIGHT - LEFT) / max(len(rows), 1)

    def height(value: Fraction | int) -> float:
        share = (min(max(value, lowest), highest) - lowest) / Fraction(highest - lowest)
        return round(BASE - float(share) * (BASE - TOP), 2)

    points = tuple(
        Point(label, text, round(LEFT + step * (at + 0.5), 2), None if value is None else height(value))
        for at, ((label, value), text) in enumerate(zip(rows, written, strict=True))
    )
    at_target = None if target is None else height(target[0])
    return Trend(
        WIDTH, BASE + BELOW, LEFT, RIGHT, BASE, _unbroken(points), points, at_target, target[1] if target else ""
    )


def _unbroken(points: Sequence[Point]) -> tuple[str, ...]:
    lines: list[list[str]] = [[]]
    for point in points:
        if point.y is None:
            lines.append([])
        else:
            lines[-1].append(f"{point.x},{point.y}")
    return tuple(" ".join(line) for line in lines if len(line) > 1)


def _pieces(counts: Sequence[int]) -> tuple[Piece, ...]:
    total, found, x = sum(counts), [], WIDE_LABELS
    for tone, count in enumerate(counts):
        wide = _length(count, total, WIDTH - WIDE_LABELS - EDGE)
        if count:
            found.append(Piece(round(x, 2), wide, tone, str(count) if wide >= READABLE else ""))
        x += wide
    return tuple(found)


def _length(count: int, most: int, room: float) -> float:
    return round(room * count / most, 2) if most else 0.0


def _lines(label: str) -> tuple[str, ...]:
    return tuple(part for part in (label[:LABEL_LINE], label[LABEL_LINE : 2 * LABEL_LINE]) if part)
