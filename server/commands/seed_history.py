"""python -m server seed-history: three months of the demonstration's branch, ending yesterday, through the same API as everything else.

Deterministic for the date. It happens once, before anything else of the instance: a branch that is there already is left alone.
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from math import floor
from random import Random
from typing import Any

import structlog

from server.api.context import EXTENSION
from server.app import Outside, create_app
from server.commands.demo.bank import Bank, SetClock
from server.commands.demo.day import STORIES, Day, register_machines
from server.commands.demo.outside import AtTheEngine
from server.commands.demo_people import BRANCH_NAME, BRANCH_NO, PASSWORD
from server.commands.seed_demo import people_of
from server.domain.moments import BANK_ZONE, bank_day, now_utc
from server.reference.working_days import is_working_day
from server.services import Services
from server.services.ports import Hasher
from server.settings import Settings, load_settings

LENGTH = timedelta(days=92)
FLOOR = ("wangfang", "lixiao", "zhaomin")
ROUNDS = (time(10, 30), time(12, 30), time(15), time(17, 20))
"""When desks do what waits for them, so that a day of months is pushed in a few batches."""
Telling = tuple[dict[str, Any], int]
SESSION_HOURS = 24 * 120


def add_parser(subparsers: Any) -> None:
    parser = subparsers.add_parser("seed-history", help="add three months of the demonstration's branch, once")
    parser.set_defaults(run=run)


def run(_args: argparse.Namespace) -> int:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    made = seed(load_settings(os.environ), now_utc())
    if made:
        print(f"{made} records of three months", file=sys.stderr)
    return 0


def seed(settings: Settings, now: datetime, length: timedelta = LENGTH, hasher: Hasher | None = None) -> int:
    """How many records the tablets and desks made; 0 if the branch is there already."""
    today = bank_day(now)
    clock = SetClock(_at(today - length, time(8)))
    patient = replace(settings, session_hours=SESSION_HOURS, grant_hours=SESSION_HOURS)
    app = create_app(patient, Outside(clock=clock, hasher=hasher))
    services: Services = app.extensions[EXTENSION]
    try:
        if any(branch.no == BRANCH_NO for branch in services.people.branches()):
            return 0
        return Months(app, services, clock, Random(str(today))).live(today, length)
    finally:
        services.close()


def business_days(today: date, length: timedelta) -> Iterator[tuple[date, list[Telling]]]:
    """Each business day before today, with how often each story is told on it."""
    month = 0
    days = (today - length + timedelta(days=later) for later in range(1, length.days))
    for index, on in enumerate(filter(is_working_day, days)):
        yield on, list(story_counts(index, first_of_month=on.month != month))
        month = on.month


def story_counts(index: int, *, first_of_month: bool) -> Iterator[Telling]:
    """Rates add up: what is told 0.5 times a day is told every other day."""
    for story in STORIES:
        rate = story.get("history", 0)
        times = floor(rate * (index + 1)) - floor(rate * index)
        if "every" in story:
            times = int(index % story["every"] == story["every"] // 2)
        if "first_day" in story:
            times = int(first_of_month)
        if times:
            yield story, times


class Months:
    def __init__(self, app: Any, services: Services, clock: SetClock, die: Random) -> None:
        self.services, self.clock, self.die = services, clock, die
        self.branch = services.open_branch(BRANCH_NO, BRANCH_NAME, None, clock())
        users = people_of(services, self.branch)
        code = services.create_enrolment_code
        self.bank = Bank(app, clock, lambda: code(self.branch.id, None, clock()).code, PASSWORD, die.randbytes)
        self.lobby = AtTheEngine(self.bank, services, self.branch.id, users)

    def live(self, today: date, length: timedelta) -> int:
        tablets = [self.bank.tablet(f"大堂平板 {number}（演示）", FLOOR) for number in (1, 2)]
        machines = register_machines(tablets[0], "zhaomin", self.die, self.clock())
        self.lobby.pushed(tablets[0].push())
        made, ids = len(machines), [each.id for each in machines]
        for on, told in business_days(today, length):
            rounds = [_at(on, clock) for clock in ROUNDS]
            floor_of = list(zip(tablets, FLOOR, strict=False))
            day = Day(self.lobby, floor_of, self.die, on, timedelta(hours=24), ids, rounds)
            self._live_a_day(day, told)
            made += len(day.known)
            print(f"\r{on}: {made} records", end="", file=sys.stderr, flush=True)
        return made

    def _live_a_day(self, day: Day, told: list[tuple[dict[str, Any], int]]) -> None:
        """In one transaction: the disk is waited for once a day."""
        with self.services.parts["sync"].transaction():
            self.clock.now = _at(day.day, time(0, 5))
            self.services.parts["schedule"].make(self.clock())
            day.run(told)
            self.clock.now = _at(day.day, time(19))
            self.services.parts["inbox"].escalate(self.clock())


def _at(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, BANK_ZONE)
