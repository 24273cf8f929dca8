"""python -m server worker: renders the documents and runs what is due, until it is told to stop; or once."""

from __future__ import annotations

import argparse
import os
import signal
import threading
from typing import Any

import structlog

from server.api.log_setup import configure_log
from server.app import spare_the_collector
from server.commands.instance import open_instance
from server.jobs import Worker
from server.services import Services
from server.settings import load_settings

STOP_WITHIN = 1.5
"""Seconds for what runs to end by itself; afterwards the process ends, as if it had been killed."""
REMEDIES = {
    "migrations": "the database is not at the newest schema; run first: python -m server migrate",
    "documents": "the fonts of the documents are missing; run first: make generate",
}
"""What must hold before anything is rendered, and what to do about it."""


def add_parser(subparsers: Any) -> None:
    parser = subparsers.add_parser("worker", help="render documents and run what is due")
    parser.add_argument("--once", action="store_true", help="do what is due now, and end")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    configure_log(load_settings(os.environ))
    with open_instance() as services:
        for check, remedy in REMEDIES.items():
            if not services.checks[check]():
                raise SystemExit(f"python -m server worker: {remedy}")
        return work_once(services) if args.once else work(services)


def work_once(services: Services) -> int:
    worker = Worker(services)
    worker.run_once()
    worker.stop()
    return 0


def work(services: Services) -> int:
    told = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda *_: told.set())
    worker = Worker(services)
    worker.start()
    spare_the_collector()
    structlog.get_logger("lobbybook.worker").info("worker started")
    told.wait()
    # Every job may be cut off anywhere, so a slow one is cut off rather than waited for.
    last_resort = threading.Timer(STOP_WITHIN, os._exit, (0,))
    last_resort.daemon = True
    last_resort.start()
    worker.stop()
    return 0
