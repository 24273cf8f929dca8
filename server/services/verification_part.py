"""What verification offers to the public page and to the command line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from server.domain.document_life import Document
from server.services.limit_attempts import LimitAttempts
from server.services.verify_document import VerifyDocument
from server.services.verify_files import VerifyFiles


@dataclass(frozen=True)
class VerificationPart:
    """`limit` counts every look, by address: a page costs the validation of a signature."""

    document: VerifyDocument
    files: VerifyFiles
    limit: LimitAttempts
    title: Callable[[Document, str], str]
    bank: str
