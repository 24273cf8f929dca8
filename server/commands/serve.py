"""python -m server serve: the web process, on gunicorn, after bringing the database up to date."""

from __future__ import annotations

import argparse
import os
from typing import Any

from server.commands.migrate import bring_up_to_date
from server.launch.programs import web_command
from server.settings import load_settings


def add_parser(subparsers: Any) -> None:
    parser = subparsers.add_parser("serve", help="run the web process")
    parser.set_defaults(run=run)


def run(_args: argparse.Namespace) -> int:
    settings = load_settings(os.environ)
    bring_up_to_date(settings)
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    command = web_command(settings, f"{host}:{settings.port}")
    os.execv(command[0], command)
