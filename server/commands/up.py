"""`python -m server up`: one whole instance on this machine, as `make run` starts it."""

import argparse
import os
from typing import Any

from server.launch import opening
from server.settings import load_settings


def add_parser(subparsers: Any) -> None:
    parser = subparsers.add_parser("up", help="prepare the database and run web server and worker until Ctrl-C")
    parser.add_argument("--history", action="store_true", help="first make three months of the demonstration's branch")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    return opening.start(load_settings(os.environ), history=args.history)
