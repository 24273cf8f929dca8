"""Lists of names: imported and seen by 合规部 alone, and asked by the server itself when a check is decided."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from tests.pushes import Pen, example, pen_of
from tests.worlds import CAST, Desk, World

LISTS = "/api/screening/lists"
NAMES = "姓名,别名,类型,名单,说明\n张伟,ZHANG Wei;章伟,个人,测试名单,1970 年生\n远航贸易有限公司,,单位,测试名单,\n"


def imported(desk: Desk, content: str = NAMES, **more: Any) -> dict[str, Any]:
    answer = desk.post(LISTS, {"content": content, "source": "测试来源", **more})
    assert answer.status_code == 201, answer.text
    return dict(answer.json["lists"][0])


def checked(pen: Pen, name: str, **values: Any) -> dict[str, Any]:
    """A check of a counterparty of that name, as it stands on the server."""
    said = dict.fromkeys(example("aml_check")) | {"subject": "counterparty", "counterparty_name": name} | values
    check = pen.create("aml_check", **said)
    assert [receipt["verdict"] for receipt in pen.push(check)] == ["applied"]
    return check


def stored(world: World, check: dict[str, Any]) -> dict[str, Any]:
    record = world.services.parts["records"].record(world.branch.id, check["record_id"])
    return dict(record.payload)


def test_a_list_is_in_force_from_its_import_and_counted(world_on_both: World) -> None:
    made = imported(world_on_both.sign_in("compliance"))
    assert (made["count"], made["state"], made["version"]) == (2, "in_force", "2026-03-02.1")


def test_a_later_list_takes_the_place_of_the_one_before(world: World) -> None:
    desk = world.sign_in("compliance")
    imported(desk)
    world.clock.pass_by(minutes=10)
    imported(desk, "name\n李四\n")
    states = [(each["version"], each["state"]) for each in desk.get(LISTS).json["lists"]]
    assert states == [("2026-03-02.2", "in_force"), ("2026-03-02.1", "superseded")]


def test_what_is_wrong_in_a_file_is_said_by_line_and_nothing_is_imported(world: World) -> None:
    desk = world.sign_in("compliance")
    answer = desk.post(LISTS, {"content": "姓名\n张伟\n·\n", "source": "测试来源"})
    assert (answer.status_code, answer.json["code"]) == (422, "screening_list_invalid")
    assert [line["line"] for line in answer.json["details"]["lines"]] == [3]
    assert desk.get(LISTS).json["lists"] == []


@pytest.mark.parametrize("content", ["电话\n1\n", "{", '{"entries": 1}', "[]", "name\n"])
def test_a_file_that_is_no_list_is_refused(world: World, content: str) -> None:
    answer = world.sign_in("compliance").post(LISTS, {"content": content, "source": "测试来源"})
    assert (answer.status_code, answer.json["code"]) == (422, "screening_list_invalid")


@pytest.mark.parametrize("name", sorted(set(CAST) - {"compliance"}))
def test_nobody_else_sees_lists_or_hits(world: World, name: str) -> None:
    check = checked(pen_of(world), "张伟")
    desk = world.sign_in(name)
    assert desk.get(LISTS).status_code == 403
    assert desk.get(f"/api/screening/records/{check['record_id']}").status_code == 403


def test_the_server_screens_by_its_own_list_whatever_the_tablet_found(world_on_both: World) -> None:
    imported(world_on_both.sign_in("compliance"))
    check = checked(pen_of(world_on_both), "章 伟", screening="none", list_version="2020-01-01.1")
    found = stored(world_on_both, check)
    assert (found["definitive"], found["definitive_list"]) == ("possible", "2026-03-02.1")


def test_without_a_list_everybody_is_to_be_reviewed(world: World) -> None:
    assert stored(world, checked(pen_of(world), "王晓燕"))["definitive"] == "to_review"


def test_a_hit_goes_to_compliance_by_itself(world_on_both: World) -> None:
    imported(world_on_both.sign_in("compliance"))
    check = checked(pen_of(world_on_both), "张伟")
    world_on_both.services.parts["inbox"].escalate(world_on_both.clock())
    inbox = world_on_both.sign_in("compliance").get("/api/inbox").json["items"]
    assert [(item["id"], item["status"]) for item in inbox] == [(check["record_id"], "awaiting_compliance")]


def test_compliance_sees_whom_and_what_was_hit(world: World) -> None:
    desk = world.sign_in("compliance")
    imported(desk)
    check = checked(pen_of(world), "张伟")
    world.services.parts["inbox"].escalate(world.clock())
    answer = desk.get(f"/api/screening/records/{check['record_id']}")
    assert answer.status_code == 200, answer.text
    assert answer.json["subject"]["names"] == ["张伟"]
    assert [(hit["matched"], hit["score"], hit["detail"]) for hit in answer.json["hits"][:1]] == [
        ("张伟", 100, "1970 年生")
    ]


def test_without_a_figure_in_force_nothing_is_compared(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = world.sign_in("compliance")
    imported(desk)
    check = checked(pen_of(world), "张伟")
    world.services.parts["inbox"].escalate(world.clock())
    monkeypatch.setattr(world.services.parts["reference"], "rules", NoFigures())
    answer = desk.get(f"/api/screening/records/{check['record_id']}")
    assert (answer.status_code, answer.json["code"]) == (409, "screening_percent_missing")


class NoFigures:
    def figure(self, *_asked: Any) -> None:
        return None


def test_hit_details_are_in_nothing_a_tablet_gets(world: World) -> None:
    imported(world.sign_in("compliance"))
    pen = pen_of(world)
    checked(pen, "王晓燕")
    pulled = json.dumps(pen.pull(), ensure_ascii=False)
    assert "1970 年生" not in pulled
    assert '"score"' not in pulled


def test_tablets_get_the_list_signed_and_without_details(world: World) -> None:
    imported(world.sign_in("compliance"))
    desk = world.sign_in("lobby")
    manifest = desk.get("/api/reference").json
    named = next(each for each in manifest["sets"] if each["name"] == "screening_list")
    text = desk.get(f"/api/reference/sets/{named['hash']}").text
    item = json.loads(text)["items"][0]
    key = Ed25519PublicKey.from_public_bytes(unpacked(world.services.parts["screening"].sign.public_key))
    key.verify(unpacked(item["signature"]), item["payload"].encode())
    with pytest.raises(InvalidSignature):
        key.verify(unpacked(item["signature"]), item["payload"].replace("张伟", "王五").encode())
    assert "1970 年生" not in text


def unpacked(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
