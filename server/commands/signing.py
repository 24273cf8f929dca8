"""python -m server signing: whose certificates sign the documents; export what others need to trust them."""

from __future__ import annotations

import argparse
from datetime import datetime
from pathlib import Path
from typing import Any, cast

from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import Certificate

from server.commands.instance import open_instance, show
from server.documents.signing.identity import fingerprint
from server.services.ports_signing import CertificateUnusable
from server.services.signing_part import SigningPart


def add_parser(subparsers: Any) -> None:
    parser = subparsers.add_parser(
        "signing", help="show the certificates that sign documents, or write the root to a file"
    )
    parser.add_argument("--out", type=Path, metavar="FILE", help="write every root of a signature (PEM) to FILE")
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    with open_instance() as services:
        part, now = cast(SigningPart, services.parts["signing"]), services.clock()
        try:
            part.prepare()
            signers = [part.identities.of(branch, now).certificate for branch in services.people.branches()]
        except CertificateUnusable as error:
            raise SystemExit(f"python -m server signing: {error}") from error
        roots = list(part.identities.roots())
    if args.out is not None:
        args.out.write_bytes(b"".join(each.public_bytes(Encoding.PEM) for each in roots))
    rows = [_row("root", each, now) for each in roots]
    rows += [_row("signer", each, now) for each in dict.fromkeys(signers)]
    show(rows, args.json)
    return 0


def _row(what: str, certificate: Certificate, now: datetime) -> dict[str, str | int]:
    until = certificate.not_valid_after_utc
    return {
        "what": what,
        "subject": certificate.subject.rfc4514_string(),
        "valid_to": f"{until:%Y-%m-%d}",
        "days_left": (until - now).days,
        "sha256": fingerprint(certificate),
    }
