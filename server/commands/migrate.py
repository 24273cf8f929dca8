"""python -m server migrate: bring the database to the newest schema, and to the departments every bank has."""

from __future__ import annotations

import argparse
import os
from typing import Any

from server.domain.departments import DEPARTMENTS
from server.settings import Settings, load_settings
from server.store.database import Database
from server.store.migrations import migrate
from server.store.people_store import PeopleStore


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
