"""parts["survey"]: the forms that customers answer on their own phones."""

from __future__ import annotations

from server.records import all_kinds
from server.services.answer_invitation import AnswerInvitation
from server.services.answer_public_link import AnswerPublicLink
from server.services.limit_attempts import LimitAttempts
from server.services.survey_part import SurveyPart
from server.store.people_store import PeopleStore
from server.store.session_store import AttemptStore
from server.store.wiring import WiringContext

# A code whose tablet is offline is nobody's yet, and whoever holds it looks again and again.
LOOKS_AT_A_CODE = 30
# In a quarter of an hour a hall full of people signs in, most of them by the network of the branch.
MADE_BY_ONE_ADDRESS, MADE_BEHIND_ONE_CODE = 120, 400


def build(context: WiringContext) -> SurveyPart:
    sync, kinds, records = context.part("sync"), all_kinds(), context.part("records")
    people, attempts = PeopleStore(context.database), AttemptStore(context.database)
    return SurveyPart(
        answer=AnswerInvitation(kinds, people, records, sync.duplicates, sync.run_online),
        gather=AnswerPublicLink(kinds, people, records, sync.duplicates, sync.run_online),
        limit=LimitAttempts(attempts, context.secrets, context.database.write, per_account_and_address=LOOKS_AT_A_CODE),
        flood=LimitAttempts(
            attempts,
            context.secrets,
            context.database.write,
            per_account_and_address=MADE_BY_ONE_ADDRESS,
            per_account=MADE_BEHIND_ONE_CODE,
            per_address=MADE_BY_ONE_ADDRESS,
        ),
    )
