"""parts["verification"]: whether a paper is what was issued, for the public and for the archive."""

from __future__ import annotations

from pathlib import Path

from server.services.limit_attempts import LimitAttempts
from server.services.verification_part import VerificationPart
from server.services.verify_document import VerifyDocument
from server.services.verify_files import VerifyFiles
from server.store.files import FileStore
from server.store.issued_documents import IssuedDocuments
from server.store.people_store import PeopleStore
from server.store.session_store import AttemptStore
from server.store.wiring import WiringContext

# In a quarter of an hour: an archive is gone through by hand, and whoever does so sits behind one address.
LOOKS_AT_ONE, LOOKS_OF_ALL, LOOKS_FROM_ONE_ADDRESS = 60, 100_000, 600


def build(context: WiringContext) -> VerificationPart:
    issued, files = IssuedDocuments(context.database), FileStore(Path(context.settings.file_store))
    identities = context.part("signing").identities
    verify = VerifyDocument(issued, PeopleStore(context.database), files, identities)
    return VerificationPart(
        document=verify,
        files=VerifyFiles(issued, verify),
        limit=LimitAttempts(
            AttemptStore(context.database),
            context.secrets,
            context.database.write,
            per_account_and_address=LOOKS_AT_ONE,
            per_account=LOOKS_OF_ALL,
            per_address=LOOKS_FROM_ONE_ADDRESS,
        ),
        title=context.part("documents").title,
        bank=context.settings.bank_name,
    )
