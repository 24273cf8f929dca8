"""What answering on one's own phone offers to the API."""

from __future__ import annotations

from dataclasses import dataclass

from server.services.answer_invitation import AnswerInvitation
from server.services.answer_public_link import AnswerPublicLink
from server.services.limit_attempts import LimitAttempts


@dataclass(frozen=True)
class SurveyPart:
    """`limit` counts codes that nobody gave out, and answers that are refused, by address and by code; `flood` counts what
    is made behind a code that many may answer."""

    answer: AnswerInvitation
    gather: AnswerPublicLink
    limit: LimitAttempts
    flood: LimitAttempts
