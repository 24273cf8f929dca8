"""The worker: jobs that survive their own failures, one elected process, and a real process that renders and stops."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from types import MappingProxyType
from typing import Any

import pytest

from server.domain.identity import uuid7
from server.jobs import LEASE_TIME, Election, Worker, offered_jobs
from server.services.ports_jobs import Job
from server.settings import REPOSITORY
from server.store.lease_store import LeaseStore
from tests.contract.test_documents import closed, listed
from tests.papers import text_of
from tests.pushes import pen_of
from tests.workers import Started
from tests.worlds import World

START = Callable[..., "Started"]


def leases(world: World) -> LeaseStore:
    store: LeaseStore = world.services.parts["jobs"]
    return store


def election(world: World) -> Election:
    return Election(leases(world), uuid7(world.clock(), os.urandom), world.clock)


def test_one_of_two_workers_is_elected_and_stays_so(world_on_both: World) -> None:
    first, second = election(world_on_both), election(world_on_both)
    for _ in range(4):
        assert (first.won(), second.won()) == (True, False)
        world_on_both.clock.pass_by(seconds=20)


def test_when_the_elected_worker_dies_another_takes_over(world_on_both: World) -> None:
    first, second = election(world_on_both), election(world_on_both)
    assert first.won()
    world_on_both.clock.now += LEASE_TIME + timedelta(seconds=1)
    assert second.won()
    assert not first.won()


def test_a_worker_that_stops_leaves_its_place_at_once(world_on_both: World) -> None:
    first, second = election(world_on_both), election(world_on_both)
    assert first.won()
    first.resign()
    assert second.won()


def test_a_worker_does_not_give_up_a_lease_that_is_no_longer_its_own(world_on_both: World) -> None:
    store, now = leases(world_on_both), world_on_both.clock()
    until = now + LEASE_TIME
    assert store.take("schedules", "first", now, until)
    store.give_up("schedules", "second")
    assert not store.take("schedules", "second", now, until)


def test_a_job_that_fails_is_logged_without_its_words_and_the_worker_goes_on(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    ran: list[str] = []

    def fail() -> None:
        raise ValueError("王建国 13812345678")

    worker = Worker(world.services)
    worker.run(Job("failing", 1, fail))
    worker.run(Job("working", 1, lambda: ran.append("working")))
    assert ran == ["working"]
    said = "".join(capsys.readouterr())
    assert "job failed" in said
    assert "王建国" not in said


def test_a_worker_that_is_not_elected_still_runs_what_runs_everywhere(world: World) -> None:
    ran: list[str] = []
    assert election(world).won()
    worker = Worker(world.services)
    worker.run(Job("elected", 1, lambda: ran.append("elected")))
    worker.run(Job("everywhere", 1, lambda: ran.append("everywhere"), everywhere=True))
    assert ran == ["everywhere"]


def test_every_part_that_offers_jobs_is_asked(world: World) -> None:
    class Part:
        def jobs(self) -> list[Job]:
            return [Job("another", 5, lambda: None)]

    services = replace(world.services, parts=MappingProxyType({**world.services.parts, "another": Part()}))
    names = [job.name for job in offered_jobs(services.parts)]
    assert {"another", "issue_documents", "end_of_periods"} <= set(names)
    assert len(names) == len(set(names))


@pytest.fixture
def start() -> Iterator[START]:
    started: list[Started] = []

    def begin(world: World, workers: int = 1) -> Started:
        started.append(Started(world, workers))
        return started[-1]

    yield begin
    for each in started:
        each.end()


def test_a_worker_issues_what_waits_and_what_comes_and_ends_when_told(world_on_both: World, start: START) -> None:
    pen, desk = pen_of(world_on_both), world_on_both.sign_in("teller")
    closed(pen)
    worker = start(world_on_both)
    worker.read_until("worker started")
    worker.read_until("document", ended="issued")
    closed(pen, question="第二位客户的问题。")
    worker.read_until("document", ended="issued")
    assert [item["state"] for item in listed(desk)] == ["issued", "issued"]
    assert any(
        "第二位客户的问题。" in text_of(desk.get(f"/api/documents/{each['id']}/file").data) for each in listed(desk)
    )
    before = time.monotonic()
    assert worker.stop() == [0]
    assert time.monotonic() - before < 10  # it promises 2 s; a busy machine may take its time to say so


def test_two_workers_share_the_work_and_issue_each_document_once(world_on_both: World, start: START) -> None:
    pen, desk = pen_of(world_on_both), world_on_both.sign_in("teller")
    for _ in range(5):
        closed(pen)
    workers = start(world_on_both, workers=2)
    issued = [workers.read_until("document", ended="issued")["id"] for _ in range(5)]
    assert workers.stop() == [0, 0]
    shown = listed(desk)
    assert sorted(issued) == sorted(item["id"] for item in shown if item["state"] == "issued")
    assert len({item["serial"] for item in shown}) == 5


def test_a_worker_that_runs_once_leaves_nothing_that_is_due(world: World) -> None:
    desk = world.sign_in("teller")
    closed(pen_of(world))
    worker = Worker(world.services)
    worker.run_once()
    worker.stop()
    assert [item["state"] for item in listed(desk)] == ["issued"]
    assert election(world).won()


def test_a_worker_on_a_database_of_another_schema_says_what_to_do(tmp_path: Any) -> None:
    variables = {"LOBBYBOOK_DATA": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-m", "server", "worker"],
        cwd=REPOSITORY,
        env=os.environ | variables,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 1
    assert "python -m server migrate" in done.stderr
    assert "Traceback" not in done.stderr
