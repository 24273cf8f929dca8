"""A branch's whole day through the public API, as two tablets and the desks live it; at its end every count is what went in.

`make demo-day` runs it and shows what was done by duty."""

import shutil
import sys
from collections import Counter
from datetime import date, datetime, time, timedelta
from random import Random

import pytest

from server.commands.demo.bank import Bank
from server.commands.demo.day import STORIES, Day, Known, register_machines
from server.commands.demo.outside import OverHttp
from server.commands.demo_people import PASSWORD
from server.commands.seed_demo import people_of
from server.domain.identity import uuid7
from server.domain.moments import BANK_ZONE, to_wire
from server.records import all_kinds
from tests.conftest import settings_for
from tests.worlds import TestClock, open_world

DAY = date(2026, 11, 24)
FLOOR = ("wangfang", "lixiao", "zhaomin")
OFFLINE = (time(14, 0), time(15, 20))
DUTIES = ("各项", "一 接待咨询", "二 业务协助", "三 自助设备", "四 意见反馈", "五 客户活动", "六 运营安全")


def at(clock, day=DAY):
    return datetime.combine(day, clock, BANK_ZONE)


class Told:
    """The day, and what it came to."""

    def __init__(self, world, seed=20261124):
        self.die = Random(seed)
        self.world = world
        users = people_of(world.services, world.branch)
        self.bank = Bank(world.app, world.clock, world.enrolment_code, PASSWORD, self.die.randbytes)
        self.lobby = OverHttp(self.bank, world.services, world.branch.id, users)
        self.tablets = [self.bank.tablet(f"大堂平板 {number}", FLOOR) for number in (1, 2)]
        self.known: list[Known] = []
        self.run()

    def run(self):
        first, second = self.tablets
        self.bank.clock.now = at(time(8, 5))
        self.world.services.parts["schedule"].make(self.bank.clock())
        machines = register_machines(first, "zhaomin", self.die, at(time(8, 6)))
        self.lobby.pushed(first.push())
        disputed = self.one_record_both_correct(first)
        day = Day(
            self.lobby,
            list(zip(self.tablets, FLOOR, strict=False)),
            self.die,
            DAY,
            timedelta(minutes=10),
            [each.id for each in machines],
            offline=self.offline,
        )
        day.run([(story, story["day"]) for story in STORIES if story.get("day")])
        self.both_correct(disputed, first, second)
        self.refused = self.something_refused(first)
        self.late = self.something_late(second)
        self.known += [*machines, disputed, *day.known, self.late]
        self.world.services.parts["inbox"].escalate(at(time(17, 50)))

    def offline(self, tablet, now):
        """The second tablet has no network in the afternoon, when the lobby is full."""
        dark = tablet is self.tablets[1] and at(OFFLINE[0]) <= now < at(OFFLINE[1])
        return at(OFFLINE[1]) if dark else None

    def captured(self, tablet, values, moment, offline=False):
        kind = all_kinds()["queue_snapshot"]
        known = Known(uuid7(moment, self.die.randbytes), kind.code, kind.life_cycle.created, kind.duty)
        patch = {code: {"from": None, "to": value} for code, value in values.items()}
        command = {"args": {"captured_offline": offline}}
        known.last_op = tablet.write(f"{kind.code}.create", known.id, "wangfang", moment, patch=patch, command=command)
        return known

    def one_record_both_correct(self, tablet):
        moment = at(time(8, 7))
        known = self.captured(tablet, {"taken_at": to_wire(moment), "waiting": 5, "windows_open": 2}, moment)
        self.lobby.pushed(tablet.push())
        return known

    def both_correct(self, known, first, second):
        """Two people put the same count right, and not to the same number: somebody must choose."""
        for tablet, by, waiting in ((first, "wangfang", 7), (second, "lixiao", 9)):
            patch = {"waiting": {"from": 5, "to": waiting}}
            command = {"args": {}, "reason": "重新点数"}
            tablet.write(
                f"{known.kind}.update", known.id, by, at(time(17, 40)), base={"rev": 1}, patch=patch, command=command
            )
            self.bank.clock.now = at(time(17, 45))
            self.lobby.pushed(tablet.push())

    def something_refused(self, tablet):
        moment = at(time(17, 41))
        known = self.captured(tablet, {"taken_at": to_wire(moment), "waiting": -1, "windows_open": 2}, moment)
        self.lobby.pushed(tablet.push())
        return known

    def something_late(self, tablet):
        """Captured at closing, sent on the next morning."""
        moment = at(time(17, 48))
        known = self.captured(
            tablet, {"taken_at": to_wire(moment), "waiting": 0, "windows_open": 1}, moment, offline=True
        )
        self.bank.clock.now = at(time(8, 10), DAY + timedelta(days=1))
        self.lobby.pushed(tablet.push())
        return known


@pytest.fixture(scope="module")
def told(tmp_path_factory, sqlite_template):
    folder = tmp_path_factory.mktemp("day")
    shutil.copyfile(sqlite_template, folder / "day.sqlite3")
    settings = settings_for(f"sqlite:///{folder / 'day.sqlite3'}", folder)
    with open_world(settings, TestClock(at(time(7, 50)))) as world:
        yield Told(world)


def held(told):
    """Everything the bank holds, as the operations supervisor and the departments can list it."""
    records = told.world.services.parts["records"]
    return {known.id: records.record(told.world.branch.id, known.id) for known in told.known}


def test_every_record_stands_as_the_day_left_it(told):
    stand = held(told)
    assert [known for known in told.known if stand[known.id] is None] == []
    assert {known.id: known.status for known in told.known} == {id: record.status for id, record in stand.items()}


def test_nothing_else_came_into_being(told):
    told.bank.desks.clear()  # it is the next evening
    desk = told.bank.desk("zhaomin")
    counted = Counter()
    for kind in all_kinds():
        cursor = ""
        while cursor is not None:
            page = desk.read(f"/api/records?kind={kind}&limit=100" + (f"&cursor={cursor}" if cursor else ""))
            counted.update((item["kind"], item["status"]) for item in page["items"])
            cursor = page["next"]
    shown = [
        known for known in told.known if all_kinds()[known.kind].readers is None
    ]  # the others are for one department alone
    assert counted == Counter((known.kind, known.status) for known in shown)


def test_every_operation_has_one_verdict_and_only_the_planned_ones_are_bad(told):
    written = sum(tablet.seq for tablet in told.tablets)
    verdicts = Counter(receipt["verdict"] for receipt in told.lobby.receipts)
    assert verdicts == {"applied": written - 2, "conflict": 1, "rejected": 1}
    assert held(told)[told.late.id] is not None
    assert told.world.services.parts["records"].record(told.world.branch.id, told.refused.id) is None


def test_numbers_run_without_a_gap(told):
    runs = {}
    for record in held(told).values():
        prefix, serial = record.no.rsplit("-", 1)
        runs.setdefault(prefix, []).append(int(serial))
    assert {prefix: sorted(serials) for prefix, serials in runs.items()} == {
        prefix: list(range(1, len(serials) + 1)) for prefix, serials in runs.items()
    }


def test_what_was_captured_without_a_network_says_so(told):
    stand = held(told)
    offline = [record for record in stand.values() if record.captured_offline]
    assert len(offline) >= 5
    assert not any(record.time_doubtful for record in stand.values())


def test_the_day_holds_about_a_hundred_and_fifty_interactions_of_all_six_duties(told):
    by_duty = Counter(known.duty for known in told.known)
    assert set(by_duty) == set(range(7))
    assert len(told.known) >= 150
    for duty, name in enumerate(DUTIES):
        kinds = Counter(all_kinds()[known.kind].zh for known in told.known if known.duty == duty)
        listed = "、".join(f"{zh} {number}" for zh, number in sorted(kinds.items()))
        sys.stdout.write(f"{name:　<7}{by_duty[duty]:>4}  {listed}\n")
