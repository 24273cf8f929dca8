"""parts["survey"]: the forms that customers answer on their own phones."""

from __future__ import annotations

from server.records import all_kinds
from server.services.answer_invitation import AnswerInvitation
from server.services.limit_attempts import LimitAttempts
from server.services.survey_part import SurveyPart
from server.store.people_store import PeopleStore
from server.store.session_store import AttemptStore
from server.store.wiring import WiringContext

# A code whose tablet is offline is nobody's yet, and whoever holds it looks again and again.
LOOKS_AT_A_CODE = 30


def build(context: WiringContext) -> SurveyPart:
    sync = context.part("sync")
    answer = AnswerInvitation(
        all_kinds(), PeopleStore(context.database), context.part("records"), sync.duplicates, sync.run_online
    )
    limit = LimitAttempts(
        AttemptStore(context.database), context.secrets, context.database.write, per_account_and_address=LOOKS_AT_A_CODE
    )
    return SurveyPart(answer, limit)
