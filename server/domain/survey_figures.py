"""What a satisfaction survey says: which responses count and why others do not, satisfaction, recommendation, distributions.

Pure and exact (domain.md §4, §6.6). The questions are `q1`–`q8` on a scale from 5 (非常满意) to 1, `q9` from 0 to 10, `q10` in words;
不适用 is an answer of its own and never the middle of the scale.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any, Literal

from server.domain.shares import Share

OVERALL, RECOMMENDED = "q1", "q9"
SCALE = ("5", "4", "3", "2", "1")
NOT_APPLICABLE = "not_applicable"
SATISFIED, DISSATISFIED = frozenset({"5", "4"}), frozenset({"2", "1"})
PROMOTES, DETRACTS = range(9, 11), range(7)
TYPED_BY_STAFF = "staff"
LAST_WITHIN = timedelta(hours=24)

State = Literal["waiting", "returned", "expired", "void"]
Reason = Literal["waiting", "expired", "void", "typed_by_staff", "unanswered", "answered_again"]


@dataclass(frozen=True)
class Response:
    """One questionnaire. `service` is the record it is about (None where it hangs on a campaign); `mode` is how it was filled in."""

    id: str
    state: State
    mode: str
    service: str | None
    issued: datetime
    begun: datetime | None
    submitted: datetime | None
    answers: Mapping[str, Any]

    def hasty(self, seconds: int) -> bool:
        """Filled in within less than so many seconds, faster than one reads: marked, and counted all the same."""
        if self.begun is None or self.submitted is None:
            return False
        return self.submitted - self.begun < timedelta(seconds=seconds)


@dataclass(frozen=True)
class Judged:
    """The responses that count, and why each of the others does not."""

    valid: tuple[Response, ...]
    excluded: tuple[tuple[Response, Reason], ...]

    def because(self, reason: Reason) -> list[Response]:
        return [response for response, why in self.excluded if why == reason]


@dataclass(frozen=True)
class Distribution:
    """How one question of the scale was answered, in valid responses."""

    counts: Mapping[str, int]
    not_applicable: int
    unanswered: int

    @property
    def rated(self) -> int:
        return sum(self.counts.values())

    @property
    def satisfied(self) -> Share:
        return Share(sum(self.counts[code] for code in SATISFIED), self.rated)

    @property
    def mean(self) -> Fraction | None:
        total = sum(int(code) * count for code, count in self.counts.items())
        return Fraction(total, self.rated) if self.rated else None


@dataclass(frozen=True)
class Recommendation:
    """NPS: the share of 9–10 less the share of 0–6, in percent."""

    promoters: int
    passives: int
    detractors: int

    @property
    def answered(self) -> int:
        return self.promoters + self.passives + self.detractors

    @property
    def score(self) -> Fraction | None:
        return Fraction((self.promoters - self.detractors) * 100, self.answered) if self.answered else None


def judge(responses: Sequence[Response]) -> Judged:
    """Valid is what was returned with the overall question answered, not typed by staff, one for each service: of several the
    last that came within 24 hours after the first was handed out."""
    last = _last_of_services(responses)
    reasons = [(response, _reason(response, last)) for response in responses]
    return Judged(
        tuple(response for response, reason in reasons if reason is None),
        tuple((response, reason) for response, reason in reasons if reason is not None),
    )


def satisfaction(valid: Sequence[Response]) -> Share:
    """K1: those whose overall answer is 4 or 5, of all valid ones."""
    return Share(sum(response.answers[OVERALL] in SATISFIED for response in valid), len(valid))


def recommendation(valid: Sequence[Response]) -> Recommendation:
    scores = [int(score) for each in valid if (score := each.answers.get(RECOMMENDED)) is not None]
    promoters, detractors = (sum(score in span for score in scores) for span in (PROMOTES, DETRACTS))
    return Recommendation(promoters, len(scores) - promoters - detractors, detractors)


def distribution(valid: Sequence[Response], question: str) -> Distribution:
    found = Counter(response.answers.get(question) for response in valid)
    return Distribution({code: found[code] for code in SCALE}, found[NOT_APPLICABLE], found[None])


def low_answers(response: Response, questions: Sequence[str]) -> list[str]:
    """The questions answered with 1 or 2."""
    return [question for question in questions if response.answers.get(question) in DISSATISFIED]


def _reason(response: Response, last: Mapping[str, str]) -> Reason | None:
    if response.state != "returned":
        return response.state
    if response.mode == TYPED_BY_STAFF:
        return "typed_by_staff"
    if response.answers.get(OVERALL) not in SCALE:
        return "unanswered"
    return None if response.service is None or last.get(response.service) == response.id else "answered_again"


def _last_of_services(responses: Sequence[Response]) -> dict[str, str]:
    handed_out: dict[str, datetime] = {}
    for each in responses:
        service = str(each.service)
        handed_out[service] = min(handed_out.get(service, each.issued), each.issued)

    def rank(response: Response) -> tuple[bool, datetime]:
        came = response.submitted or response.issued
        return came <= handed_out[str(response.service)] + LAST_WITHIN, came

    candidates = [each for each in responses if each.service is not None and _counts_alone(each)]
    return {str(each.service): each.id for each in sorted(candidates, key=rank)}


def _counts_alone(response: Response) -> bool:
    return _reason(response, {str(response.service): response.id}) is None
