"""python -m server epoch: the database's epoch; a new one after a restore from a backup."""

from __future__ import annotations

import argparse
from typing import Any

from server.commands.instance import open_instance


def add_parser(subparsers: Any) -> None:
    parser = subparsers.add_parser("epoch", help="show the database's epoch; --new after a restore from a backup")
    parser.add_argument(
        "--new", action="store_true", help="tablets read everything again and offer what may be missing"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    with open_instance() as services:
        sync = services.parts["sync"]
        print(sync.begin_epoch(services.clock()) if args.new else sync.epoch())
    return 0
