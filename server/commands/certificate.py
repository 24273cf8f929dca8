"""`python -m server certificate`: the certificate that tablets on a network must trust."""

import argparse
import os
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from server.launch import certificate
from server.launch.certificate import CertificateFiles
from server.launch.opening import where_to_listen
from server.settings import load_settings


def add_parser(subparsers: Any) -> None:
    parser = subparsers.add_parser(
        "certificate", help="show this installation's certificate authority, or write it to a file"
    )
    parser.add_argument("--out", type=Path, metavar="FILE", help="write the authority's certificate (PEM) to FILE")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    settings = load_settings(os.environ)
    files = CertificateFiles(settings.data / "certificates")
    certificate.ensure(files, where_to_listen(settings).hosts, datetime.now(UTC))
    if args.out is not None:
        shutil.copyfile(files.authority, args.out)
    authority = certificate.read(files.authority)
    print(f"authority  {authority.subject.rfc4514_string()}")
    print(f"valid to   {authority.not_valid_after_utc:%Y-%m-%d}")
    print(f"SHA-256    {certificate.fingerprint(files)}")
    print(f"signs for  {', '.join(sorted(certificate.hosts_of(certificate.read(files.server))))}")
    return 0
