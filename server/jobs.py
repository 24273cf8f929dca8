"""The worker's schedules: every job that a part offers, each calling one service; in one elected process, or in every one."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import structlog
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler

from server.domain.identity import Clock
from server.domain.moments import BANK_ZONE
from server.services import Services
from server.services.ports_jobs import Job, Leases

log = structlog.get_logger("lobbybook.jobs")
LEASE = "schedules"
LEASE_TIME = timedelta(seconds=30)


class Election:
    """Whether this process is the one that runs the schedules: it holds a lease, which it renews at half-time."""

    def __init__(self, leases: Leases, holder: str, clock: Clock) -> None:
        self._leases = leases
        self._holder = holder
        self._clock = clock
        self._until: datetime | None = None

    def won(self) -> bool:
        now = self._clock()
        if self._until is None or self._until - now < LEASE_TIME / 2:
            until = now + LEASE_TIME
            self._until = until if self._leases.take(LEASE, self._holder, now, until) else None
        return self._until is not None

    def resign(self) -> None:
        if self._until is not None:
            self._leases.give_up(LEASE, self._holder)


class Worker:
    """Runs jobs in threads until it is stopped; a job that fails is logged and runs again at its next turn."""

    def __init__(self, services: Services) -> None:
        # It warns of every turn that comes while the job still runs; skipping that turn is what we want.
        logging.getLogger("apscheduler").setLevel(logging.ERROR)
        self._parts = services.parts
        self._election = Election(services.parts["jobs"], services.new_id(), services.clock)
        self._jobs = jobs = offered_jobs(services.parts)
        self._scheduler = BackgroundScheduler(
            executors={"default": ThreadPoolExecutor(max(1, len(jobs)))},
            job_defaults={"max_instances": 1, "coalesce": True, "misfire_grace_time": None},
            timezone=BANK_ZONE,
        )
        for job in jobs:
            # The first run is at once: what waited while no worker ran should not wait any longer.
            self._scheduler.add_job(
                self.run, "interval", (job,), seconds=job.seconds, id=job.name, next_run_time=services.clock()
            )

    def start(self) -> None:
        self._scheduler.start()

    def run_once(self) -> None:
        """Every job in its turn, and again: what the first time makes may be another job's work."""
        for _ in range(2):
            for job in self._jobs:
                self.run(job)

    def stop(self) -> None:
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
        for part in self._parts.values():
            if hasattr(part, "stop"):
                part.stop()
        self._election.resign()

    def run(self, job: Job) -> None:
        try:
            if job.everywhere or self._election.won():
                job.run()
        except Exception as error:  # one job's failure must not end the worker
            # The message may hold what a customer said, so the log gets the kind of error and its places.
            places = [
                f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)
            ]
            log.error("job failed", job=job.name, error=type(error).__name__, places=places[-8:])


def offered_jobs(parts: Mapping[str, Any]) -> Sequence[Job]:
    return [job for _, part in sorted(parts.items()) if hasattr(part, "jobs") for job in part.jobs()]
