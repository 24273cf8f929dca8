"""The figures of a quarter's feedback (D07): channels, categories, course, phrases, quotations, causes, proposals, and the records
behind each of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from server.documents import charts, chinese
from server.documents.definition import PeriodMaterial
from server.documents.deliverables.surveys import Figure
from server.documents.deliverables.voices import (
    COMPLAINT,
    Matter,
    Voices,
    counts_by_category,
    ranked,
)
from server.documents.figures import part_of, percent
from server.documents.phrases import Phrase, key_phrases
from server.documents.shown import Shown
from server.domain.periods import Period
from server.domain.shares import Share
from sync.lifecycle import VOIDED

CAMPAIGN = "survey_campaign"
WANTED, LEAST = "kpi_feedback_count", "feedback_phrase_least"
MOST_PHRASES, MOST_QUOTES, PER_CATEGORY = 16, 8, 2
TELLING = range(12, 121)
"""Characters of a quotation that is neither too short to say something nor too long to be read."""
Before = Sequence[tuple[Period, Voices]]


@dataclass(frozen=True)
class CategoryRow:
    name: str
    count: int
    share: str
    sum_share: str
    change: str


@dataclass(frozen=True)
class Quote:
    """Words of a customer without what tells who said them; `chosen` by the author of the analysis, else by the system."""

    number: str
    category: str
    words: str
    chosen: bool = False


def figures(voices: Voices, before: Before, quarter: PeriodMaterial) -> tuple[Figure, ...]:
    count, wanted = len(voices.matters), quarter.material.setting(WANTED)
    complaints = sum(each.kind == COMPLAINT for each in voices.matters)
    praise = sum(each.praise for each in voices.matters)
    answered = Share(sum(each.answered for each in voices.matters), count)
    earlier = len(before[0][1].matters) if before else 0
    return (
        Figure("意见与投诉", str(count), f"{'达到' if count >= wanted else '未达'}每季 {wanted} 条"),
        Figure("其中投诉", str(complaints), "件"),
        Figure("其中表扬", str(praise), "条"),
        Figure("待改进", str(len(voices.troubles)), "条，不含表扬"),
        Figure("已答复或办结", percent(answered), part_of(answered)),
        Figure("较上季度", _signed(count - earlier) if before else chinese.ABSENT, f"上季度 {earlier} 条"),
    )


def notes(voices: Voices, quarter: PeriodMaterial) -> tuple[str, ...]:
    late = [each.number for each in voices.matters if quarter.is_late(each.subject.record)]
    unsorted = sum(not each.category for each in voices.troubles)
    return (
        "每一事项只计一条；分类以登记为准，表扬不参加问题排序。各项数字所依据的记录编号见附录。",
        *([f"尚未分类 {unsorted} 条，列于分类之末，不参加根因与建议。"] if unsorted else []),
        *(f"未计入 {count} 条（{why}）：{listed}。" for why, count, listed in voices.excluded if count),
        *([f"上一版之后补录 {len(late)} 条：{chinese.listed(late)}。"] if late else []),
    )


def shares(matters: Sequence[Matter], named: Callable[[Matter], str]) -> tuple[tuple[str, int, str], ...]:
    found = ranked(matters, named)
    return tuple((name, len(each), percent(Share(len(each), len(matters)))) for name, each in found)


def share_of(count: int, voices: Voices) -> str:
    return percent(Share(count, len(voices.matters)))


def campaigns(quarter: PeriodMaterial) -> tuple[tuple[str, str, str, str, str], ...]:
    standing = [each for each in quarter.of(CAMPAIGN) if each.record.status != VOIDED]
    codes = ("title", "method", "planned_count", "issued_count", "returned_count")
    found = [Shown.of(each, quarter.material) for each in standing]
    return tuple((*(shown.text(code) for code in codes),) for shown in found)  # type: ignore[misc]  # as many as codes


def category_rows(voices: Voices, before: Before) -> tuple[CategoryRow, ...]:
    total, sum_so_far, rows = len(voices.troubles), 0, []
    last = counts_by_category(before[0][1]) if before else None
    for name, found in voices.categories():
        sum_so_far += len(found)
        change = chinese.ABSENT if last is None else _signed(len(found) - last[name])
        shares = (percent(Share(len(found), total)), percent(Share(sum_so_far, total)))
        rows.append(CategoryRow(name, len(found), *shares, change))
    return tuple(rows)


def trend(voices: Voices, before: Before, quarter: PeriodMaterial) -> charts.Trend:
    """How much was raised in each quarter, the oldest first."""
    counts = [(period.zh, len(found.matters)) for period, found in reversed(before)]
    counts.append((quarter.period.zh, len(voices.matters)))
    most = max(count for _, count in counts)
    values = [(name, Fraction(count)) for name, count in counts]
    return charts.trend(values, [str(count) for _, count in counts], (0, max(most, 1)))


def course(voices: Voices, before: Before) -> tuple[tuple[str, tuple[int, ...], str], ...]:
    """Each category over the quarters, the oldest first, and its change since the last; also those that went away."""
    quarters = [counts_by_category(found) for _, found in reversed(before)] + [counts_by_category(voices)]
    names = sorted({name for counts in quarters for name in counts}, key=lambda name: (-quarters[-1][name], name))
    return tuple(
        (
            name,
            tuple(counts[name] for counts in quarters),
            _signed(quarters[-1][name] - quarters[-2][name]) if before else chinese.ABSENT,
        )
        for name in names
    )


def phrases(voices: Voices, quarter: PeriodMaterial) -> list[Phrase]:
    texts = {each.number: each.words for each in voices.matters}
    return key_phrases(texts, quarter.material.setting(LEAST), MOST_PHRASES)


def quotes(voices: Voices) -> tuple[Quote, ...]:
    """Of the most frequent categories those that are read at a glance, in the order in which they were said; the same words
    only once."""
    found = [Quote(each.number, name, each.words) for name, of in voices.categories() for each in _readable(of)]
    return tuple(found[:MOST_QUOTES])


def _readable(matters: Sequence[Matter]) -> list[Matter]:
    first: dict[str, Matter] = {}
    for each in matters:
        if len(each.words) in TELLING:
            first.setdefault(each.words, each)
    return list(first.values())[:PER_CATEGORY]


def _signed(change: int) -> str:
    return f"+{change}" if change > 0 else str(change)
