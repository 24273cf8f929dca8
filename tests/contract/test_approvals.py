"""Approvals: bound to what was read, by signing in again, never on one's own work, and gone once the content changes."""

from __future__ import annotations

from typing import Any

import pytest

from server.records import all_kinds
from tests.pushes import pen_of
from tests.worlds import PASSWORD, Desk, World

PLAN, MEASURE, REPORT = (all_kinds()[code] for code in ("improvement_plan", "improvement_measure", "analysis_report"))


class Planning:
    """A plan with one measure, written by the lobby manager and submitted to the branch manager."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.author, self.manager = world.sign_in("lobby"), world.sign_in("manager")
        report = self.made(REPORT, REPORT.example)
        wanted = {code: PLAN.example[code] for code in ("title", "goals", "period_from", "period_to")}
        self.plan = self.made(PLAN, {**wanted, "report_id": report})
        self.measure = self.made(MEASURE, self.measure_values())
        for verb in ("discuss", "submit"):
            self.step(self.author, self.plan, verb)

    def measure_values(self, **more: Any) -> dict[str, Any]:
        needed = ("problem", "root_cause", "action", "owner_dept", "due_on", "metric")
        return {code: MEASURE.example[code] for code in needed} | {"plan_id": self.plan, **more}

    def made(self, kind: Any, values: Any) -> str:
        wanted = {
            code: value
            for code, value in values.items()
            if not code.endswith("_id") or code in ("plan_id", "report_id")
        }
        answer = self.author.post("/api/records", {"kind": kind.code, "values": wanted})
        assert answer.status_code == 201, answer.text
        return str(answer.json["record"]["id"])

    def shown(self, record_id: str) -> dict[str, Any]:
        answer: dict[str, Any] = self.manager.get(f"/api/records/{record_id}").json
        return answer

    def step(self, who: Desk, record_id: str, verb: str, args: Any = None, reason: str | None = None) -> Any:
        wanted = {"args": args or {}, "reason": reason, "expected_rev": self.shown(record_id)["rev"]}
        answer = who.post(f"/api/records/{record_id}/commands/{verb}", wanted)
        assert answer.status_code == 200, answer.text
        return answer

    def correct(self, who: Desk, kind: Any, record_id: str, **values: Any) -> None:
        """Fields that belong together are corrected together."""
        groups = {code: group for group in kind.groups.values() for code in group}
        together = {each for code in values for each in groups.get(code, (code,))}
        standing = self.shown(record_id)["values"]
        self.step(who, record_id, "update", {**{code: standing.get(code) for code in together}, **values}, "更正")

    def read(self) -> dict[str, Any]:
        answer: dict[str, Any] = self.manager.get(f"/api/records/{self.plan}/approval").json
        return answer

    def judge(self, who: Desk, verb: str, **said: Any) -> Any:
        wanted = {
            "verb": verb,
            "expected_rev": self.shown(self.plan)["rev"],
            "hash": self.read()["hash"],
            "password": PASSWORD,
        }
        return who.post(f"/api/records/{self.plan}/judgements", {**wanted, **said})

    def reopen(self) -> int:
        return int(self.world.services.parts["approvals"].reopen(self.world.clock()))

    def approved(self) -> None:
        assert self.judge(self.manager, "endorse").status_code == 200
        assert self.judge(self.world.sign_in("management"), "approve").status_code == 200


def test_an_approval_keeps_the_hash_of_what_was_read(world_on_both: World) -> None:
    planning = Planning(world_on_both)
    read = planning.read()
    assert planning.judge(planning.manager, "endorse", args={"branch_opinion": "同意，请按期落实。"}).status_code == 200
    assert planning.shown(planning.plan)["status"] == "awaiting_management"
    (judged,) = planning.read()["judgements"]
    assert (judged["hash"], judged["verb"], judged["approves"], judged["stale"]) == (
        read["hash"],
        "endorse",
        True,
        False,
    )


def test_what_changed_after_it_was_read_is_not_approved(world_on_both: World) -> None:
    planning = Planning(world_on_both)
    read = planning.read()
    planning.correct(planning.author, MEASURE, planning.measure, action="每日 9:30 至 11:00 增开一个弹性窗口。")
    refused = planning.judge(planning.manager, "endorse", hash=read["hash"])
    assert (refused.status_code, refused.json["code"]) == (409, "content_changed")
    assert planning.shown(planning.plan)["status"] == "awaiting_branch_manager"


def test_it_takes_the_password_again(world: World) -> None:
    planning = Planning(world)
    refused = planning.judge(planning.manager, "endorse", password="something else")
    assert (refused.status_code, refused.json["code"], refused.json["field"]) == (422, "wrong_password", "password")


@pytest.mark.parametrize("way", ["desk", "tablet"])
def test_there_is_no_other_way_to_approve(world: World, way: str) -> None:
    planning = Planning(world)
    rev = planning.shown(planning.plan)["rev"]
    if way == "desk":
        path = f"/api/records/{planning.plan}/commands/endorse"
        refused = planning.manager.post(path, {"args": {}, "expected_rev": rev}).json
    else:
        pen = pen_of(world, "manager")
        of = {"type": f"{PLAN.code}.create@1", "record_id": planning.plan}
        (refused,) = pen.push(pen.command(of, "endorse", {"rev": rev}))
    assert refused["code"] == "approval_needs_reading"
    assert planning.shown(planning.plan)["status"] == "awaiting_branch_manager"


def test_a_change_of_a_part_ends_the_approval_and_the_system_asks_for_it_anew(world_on_both: World) -> None:
    planning = Planning(world_on_both)
    planning.approved()
    planning.correct(planning.author, MEASURE, planning.measure, due_on="2027-03-31")
    assert [each["stale"] for each in planning.read()["judgements"]] == [True, True]
    assert (planning.reopen(), planning.reopen()) == (1, 0)
    assert planning.shown(planning.plan)["status"] == "discussing"
    (change,) = planning.read()["changes"]
    assert (change["record_id"], change["field"], change["after"]) == (planning.measure, "due_on", "2027-03-31")


def test_progress_and_evidence_leave_the_approval_as_it_is(world_on_both: World) -> None:
    planning = Planning(world_on_both)
    planning.approved()
    planning.step(planning.author, planning.plan, "start")
    planning.step(planning.author, planning.measure, "start")
    planning.step(planning.author, planning.measure, "report_progress", {"progress": "窗口已增开两周。"})
    planning.step(planning.author, planning.plan, "report_progress", {"progress": "第一条措施已落实。"})
    assert [each["stale"] for each in planning.read()["judgements"]] == [False, False]
    assert planning.reopen() == 0


def test_a_measure_added_after_the_approval_ends_it(world: World) -> None:
    planning = Planning(world)
    planning.approved()
    planning.made(MEASURE, planning.measure_values(action="在等候区设置叫号语音提示。"))
    assert planning.reopen() == 1


def test_nobody_approves_what_they_contributed_to(world: World) -> None:
    planning = Planning(world)
    planning.correct(planning.manager, PLAN, planning.plan, title="第四季度服务改善计划")
    refused = planning.judge(planning.manager, "endorse")
    assert refused.json["code"] == "self_review"


def test_a_return_is_remembered_with_what_was_read(world: World) -> None:
    planning = Planning(world)
    assert planning.judge(planning.manager, "give_back", reason="请补充现状数值", password=None).status_code == 200
    planning.correct(planning.author, PLAN, planning.plan, title="等候时间改善计划（修订）")
    read = planning.read()
    assert [(each["approves"], each["verb"]) for each in read["judgements"]] == [(False, "give_back")]
    assert [each["field"] for each in read["changes"]] == ["title"]


def test_what_nobody_approves_has_no_approval(world: World) -> None:
    planning = Planning(world)
    assert planning.manager.get(f"/api/records/{planning.measure}/approval").status_code == 404
