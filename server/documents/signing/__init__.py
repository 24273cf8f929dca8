"""The digital signature of an issued file: whose certificate, how it is made, and what a validator says of it.

pyHanko takes most of a second to import, and neither the web processes nor most commands sign anything: so it comes with the
first signature. `sign_file` and `judge_file` are all that others call.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from cryptography.x509 import Certificate

from server.documents.signing.identity import SigningIdentity
from server.documents.signing.signature import Signature

__all__ = ["Signature", "SigningIdentity", "judge_file", "sign_file"]


def sign_file(pdf: bytes, identity: SigningIdentity, place: str, at: datetime) -> bytes:
    """PAdES B-B over the whole file; `place` (the branch) and `at` stand in the signature."""
    from server.documents.signing.sign import sign

    return sign(pdf, identity, place, at)


def judge_file(pdf: bytes, roots: Sequence[Certificate], at: datetime) -> Signature:
    """Whether the file is what was signed, and by whom; certificates are judged as of `at`, the moment of the issue."""
    from server.documents.signing.judge import judge

    return judge(pdf, roots, at)
