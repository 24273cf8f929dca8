"""python -m server migrate: bring the database to the newest schema, and to what every instance has: departments, an authority
that signs documents."""

from __future__ import annotations

import argparse
import os
import sys
from typing import Any

from server.domain.departments import DEPARTMENTS
from server.domain.moments import now_utc
from server.services.ports_signing import CertificateUnusable
from server.services.secret_box import SecretBox, load_secret
from server.settings import Settings, load_settings
from server.store.database import Database
from server.store.migrations import migrate
from server.store.people_store import PeopleStore
from server.store.wiring.signing import part_of


def add_parser(subparsers: Any) -> None:
    parser = subparsers.add_parser("migrate", help="bring the database to the newest schema")
    parser.set_defaults(run=run)


def run(_args: argparse.Namespace) -> int:
    bring_up_to_date(load_settings(os.environ))
    return 0


def bring_up_to_date(settings: Settings) -> None:
    settings.data.mkdir(parents=True, exist_ok=True)
    database = Database(settings.database_url)
    try:
        migrate(database)
        PeopleStore(database).save_departments(DEPARTMENTS)
    finally:
        database.close()
    prepare_signing(settings)


def prepare_signing(settings: Settings) -> None:
    """A certificate that cannot be used stops no capture: it is said here, and by each document that waits for it."""
    settings.secret_file.parent.mkdir(parents=True, exist_ok=True)
    secrets = SecretBox(load_secret(settings.secret_file, os.urandom), os.urandom)
    try:
        part_of(settings, secrets, now_utc).prepare()
    except CertificateUnusable as error:
        print(f"documents cannot be signed, and none will be issued: {error}", file=sys.stderr)
