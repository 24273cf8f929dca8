"""A code that many may scan: of an event to sign in, of a campaign to give an opinion. On both databases."""

import re
from dataclasses import replace

import pytest

from tests.pushes import example, pen_of

SIGNED_IN = {"party_size": "2", "consent": "true", "attendee": "何阿姨", "attendee_mobile": "13512345678"}
ANSWERS = {"q1": "5", "q4": "4", "q9": "9", "q10": "开放日讲得很清楚。"}


@pytest.fixture
def world(world_on_both):
    return world_on_both


class Shown:
    """A record that shows a code, and the phones that scan it."""

    def __init__(self, world, pen, kind, **more):
        self.world = world
        operation = pen.create(kind, **(example(kind) | more))
        (receipt,) = pen.push(operation)
        assert receipt["verdict"] == "applied", receipt
        self.id = operation["record_id"]
        code = world.sign_in("supervisor").get(f"/api/records/{self.id}").json["values"]["link_code"]
        self.path = f"/survey/{world.branch.no}/{code}"

    def stands(self, status):
        """As if all the steps up to here had been taken."""
        records = self.world.services.parts["records"]
        with self.world.services.transaction():
            records.change([replace(records.record(self.world.branch.id, self.id), status=status)])
        return self

    def scan(self, phone, data=None):
        return phone.get(self.path) if data is None else phone.post(self.path, data=data)

    def made(self, kind):
        return self.world.sign_in("supervisor").get(f"/api/records?kind={kind}").json["items"]


@pytest.fixture
def pen(world):
    return pen_of(world)


@pytest.fixture
def event(world, pen):
    return Shown(world, pen, "event_plan").stands("under_way")


@pytest.fixture
def campaign(world, pen):
    return Shown(world, pen, "survey_campaign").stands("running")


def test_who_scans_the_code_of_an_event_is_signed_in(world, event):
    phone = world.client()
    page = event.scan(phone)
    assert page.status_code == 200
    assert "守住养老钱" in page.text
    assert "活动签到告知 2026-1" in page.text
    assert event.scan(phone, SIGNED_IN).status_code == 303
    [came] = event.made("event_attendance")
    held = came["values"]
    assert (held["event_id"], held["method"], held["party_size"]) == (event.id, "scan", 2)
    assert (held["consent"], held["consent_wording"]) == (True, "活动签到告知 2026-1")


def test_nobody_has_to_say_who_they_are(world, event):
    assert event.scan(world.client(), {"party_size": "1", "consent": "false"}).status_code == 200
    assert "attendee" not in event.made("event_attendance")[0]["values"]


def test_a_name_without_consent_is_not_kept(world, event):
    refused = event.scan(world.client(), SIGNED_IN | {"consent": "false"})
    assert refused.status_code == 422
    assert "请勾选同意或删去" in refused.text
    assert event.made("event_attendance") == []


def test_a_browser_signs_in_once_and_so_does_a_telephone_number(world, event):
    phone = world.client()
    event.scan(phone)
    event.scan(phone, SIGNED_IN)
    assert "谢谢您" in event.scan(phone).text
    assert "谢谢您" in event.scan(phone, SIGNED_IN | {"attendee_mobile": "13612345678"}).text
    event.scan(world.client(), SIGNED_IN)
    assert len(event.made("event_attendance")) == 1


def test_a_phone_that_keeps_no_cookies_is_told_that_it_arrived_and_counts_once(world, event):
    page = event.scan(world.client())
    serial = re.search(r'name="serial" value="([^"]+)"', page.text)[1]
    for _again in range(2):
        answer = event.scan(world.client(), SIGNED_IN | {"serial": serial})
        assert "谢谢您" in answer.text
    assert len(event.made("event_attendance")) == 1


def test_the_code_opens_nothing_before_the_event_and_after_it(world, pen):
    event = Shown(world, pen, "event_plan").stands("preparing")
    assert "还没有开始" in event.scan(world.client()).text
    assert event.scan(world.client(), SIGNED_IN).status_code == 200
    assert event.stands("ended").scan(world.client()).status_code == 410
    event.stands("under_way")
    world.clock.pass_by(days=300)
    assert event.scan(world.client(), SIGNED_IN).status_code == 410
    assert event.made("event_attendance") == []


def test_many_answer_the_code_of_a_campaign_and_each_browser_once(world, campaign):
    for phone in (world.client(), world.client()):
        assert 'name="q8"' in campaign.scan(phone).text
        assert campaign.scan(phone, ANSWERS).status_code == 303
        assert "谢谢您" in campaign.scan(phone, ANSWERS).text
    answers = campaign.made("survey_response")
    assert {each["status"] for each in answers} == {"submitted"}
    assert [(each["values"]["campaign_id"], each["values"]["mode"]) for each in answers] == [(campaign.id, "qr")] * 2


def test_a_campaign_about_devices_asks_what_is_asked_of_devices(world, pen):
    campaign = Shown(world, pen, "survey_campaign", scene="device").stands("running")
    phone = world.client()
    assert set(re.findall(r'name="(q\d+)"', campaign.scan(phone).text)) == {"q1", "q4", "q6", "q9", "q10"}
    campaign.scan(phone, {"q1": "4"})
    assert campaign.made("survey_response")[0]["values"]["scene"] == "device"


def test_what_is_no_answer_leaves_nothing_behind(world, campaign):
    refused = campaign.scan(world.client(), ANSWERS | {"q9": "11"})
    assert refused.status_code == 422
    assert 'role="alert"' in refused.text
    assert campaign.made("survey_response") == []


def test_nobody_floods_a_campaign(world, campaign):
    answers = [campaign.scan(world.client(), {"q1": "1"}).status_code for _ in range(122)]
    assert (answers[0], answers[-1]) == (200, 429)


def test_the_tablet_is_given_the_code_by_sync_and_nobody_can_work_it_out(world, pen, event):
    carried = {item["id"]: item["values"] for item in pen.pull_items() if item["t"] == "record"}
    assert carried[event.id]["link_code"] == event.path.rsplit("/", 1)[1]
    assert re.fullmatch("[0-9a-f]{32}", carried[event.id]["link_code"])
