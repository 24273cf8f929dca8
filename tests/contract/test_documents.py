"""From a record to an issued file, on both databases: requests, versions, downloads, the sheet of a day."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest

from server.documents.definition import Printed
from server.documents.render_process import RenderedFile
from server.domain.moments import bank_day
from tests.filings import AT_CAPTURE, closed, correct, documents, issue, listed
from tests.papers import D01, KIND, TICKET, renderer, text_of
from tests.pushes import pen_of
from tests.worlds import World


def test_closing_a_record_requests_its_document_and_a_renderer_issues_it(world_on_both: World) -> None:
    pen, desk = pen_of(world_on_both), world_on_both.sign_in("teller")
    created = closed(pen, question="想了解装修贷款的年化利率与期限。", customer_name="王建国")
    (waiting,) = listed(desk)
    assert (waiting["state"], waiting["serial"], waiting["version"]) == ("ready", None, 1)
    issue(world_on_both).issue_all()
    (done,) = listed(desk)
    assert (done["state"], done["serial"], done["pages"]) == ("issued", "ZXB-0113-260302-0001", 1)
    assert done["summary"] == "消费贷 · 王**"
    file = desk.post(f"/api/documents/{done['id']}/copies", {"purpose": "download"})
    assert (file.status_code, file.mimetype) == (200, "application/pdf")
    text = text_of(file.data)
    assert "想了解装修贷款的年化利率与期限。" in text
    assert "ZXB-0113-260302-0001" in text
    assert "建国" not in text
    row = next(item for item in pen.pull_items() if item["t"] == "record" and item["id"] == created["record_id"])
    assert row["documents"] == [{"code": "D01", "state": "issued", "serial": "ZXB-0113-260302-0001"}]


def test_the_tablet_is_told_of_the_issue_though_the_record_did_not_change(world: World) -> None:
    pen = pen_of(world)
    closed(pen)
    pen.pull_items()
    issue(world).issue_all()
    assert [item["documents"][0]["state"] for item in pen.pull_items()] == ["issued"]


def test_what_is_not_closed_has_no_document(world: World) -> None:
    pen = pen_of(world)
    pen.push(pen.create(KIND.code, **AT_CAPTURE))
    assert listed(world.sign_in("teller")) == []


def test_a_correction_before_the_issue_is_printed_and_makes_no_second_version(world_on_both: World) -> None:
    pen, desk = pen_of(world_on_both), world_on_both.sign_in("teller")
    created = closed(pen)
    correct(pen, created, 3, "更正后的问题。")
    issue(world_on_both).issue_all()
    (only,) = listed(desk)
    assert "更正后的问题。" in text_of(desk.get(f"/api/documents/{only['id']}/file").data)


def test_a_correction_after_the_issue_makes_a_version_that_supersedes(world_on_both: World) -> None:
    pen, desk = pen_of(world_on_both), world_on_both.sign_in("teller")
    created = closed(pen)
    issue(world_on_both).issue_all()
    correct(pen, created, 3, "更正后的问题。")
    assert [item["state"] for item in listed(desk)] == ["ready", "issued"]
    issue(world_on_both).issue_all()
    second, first = listed(desk)
    assert [(item["version"], item["state"]) for item in (second, first)] == [(2, "issued"), (1, "superseded")]
    assert second["reason"] == "record_changed"
    text = text_of(desk.get(f"/api/documents/{second['id']}/file").data)
    assert f"替代{first['serial']}；记录有更正" in text
    assert desk.get(f"/api/documents/{first['id']}/file").status_code == 200


def test_a_correction_while_it_is_rendered_is_not_lost(world_on_both: World) -> None:
    pen, desk = pen_of(world_on_both), world_on_both.sign_in("teller")
    created = closed(pen)

    class Slow:
        def render(self, printed: Printed) -> RenderedFile:
            if len(listed(desk)) == 1:
                correct(pen, created, 3, "更正后的问题。")
            return renderer().render(printed)

    issue(world_on_both, renderer=Slow()).issue_all()
    second, first = listed(desk)
    assert (second["state"], first["state"]) == ("issued", "superseded")
    assert "更正后的问题。" in text_of(desk.get(f"/api/documents/{second['id']}/file").data)


def test_an_earlier_version_that_comes_later_is_superseded_at_once(world_on_both: World) -> None:
    pen, desk = pen_of(world_on_both), world_on_both.sign_in("teller")
    created = closed(pen)

    class Overtaken:
        def render(self, printed: Printed) -> RenderedFile:
            correct(pen, created, 3, "更正后的问题。")
            issue(world_on_both).issue_all()
            return renderer().render(printed)

    issue(world_on_both, renderer=Overtaken()).issue_one()
    assert [(item["version"], item["state"]) for item in listed(desk)] == [(2, "issued"), (1, "superseded")]


def test_a_reply_after_the_issue_makes_a_version_that_prints_it(world_on_both: World) -> None:
    pen, desk, agent = pen_of(world_on_both), world_on_both.sign_in("teller"), world_on_both.sign_in("credit")
    created = closed(pen)
    asked = pen.create(TICKET.code, to_department="credit_dept", linked=[created["record_id"]], reply=None, result=None)
    pen.push(asked)
    issue(world_on_both).issue_all()
    world_on_both.clock.pass_by(minutes=5)
    answer = agent.post(
        f"/api/records/{asked['record_id']}/commands/reply",
        {"args": {"reply": "初步可贷二十万元。", "result": "solved"}, "expected_rev": 1},
    )
    assert answer.status_code == 200, answer.text
    issue(world_on_both).issue_all()
    newest = listed(desk)[0]
    assert (newest["reason"], newest["version"]) == ("link_changed", 2)
    assert "初步可贷二十万元。" in text_of(desk.get(f"/api/documents/{newest['id']}/file").data)


def test_a_void_record_makes_its_document_void_also_while_it_is_rendered(world_on_both: World) -> None:
    pen, supervisor = pen_of(world_on_both), world_on_both.sign_in("supervisor")
    created = closed(pen)

    def declare_void() -> None:
        answer = supervisor.post(
            f"/api/records/{created['record_id']}/commands/void",
            {"args": {"void_cause": "duplicate"}, "reason": "同一位客户", "expected_rev": 3},
        )
        assert answer.status_code == 200, answer.text

    class Interrupted:
        def render(self, printed: Printed) -> RenderedFile:
            declare_void()
            return renderer().render(printed)

    issue(world_on_both, renderer=Interrupted()).issue_all()
    (only,) = listed(supervisor)
    assert (only["state"], only["reason"], only["serial"]) == ("voided", "record_void", "ZXB-0113-260302-0001")


def test_looking_and_downloading_are_entries_in_the_audit_log(world_on_both: World) -> None:
    closed(pen_of(world_on_both))
    issue(world_on_both).issue_all()
    desk = world_on_both.sign_in("teller")
    (only,) = listed(desk)
    preview = desk.get(f"/api/documents/{only['id']}/file")
    download = desk.post(f"/api/documents/{only['id']}/copies", {"purpose": "download"})
    name = f'filename="{only["serial"]}.pdf"'
    assert preview.headers["Content-Disposition"] == f"inline; {name}"
    assert download.headers["Content-Disposition"] == f"attachment; {name}"
    entries = world_on_both.sign_in("auditor").get("/api/audit").json["entries"]
    ours = [(each["action"], each["actor_id"]) for each in entries if each["subject"] == f"document:{only['id']}"]
    assert ours == [
        ("document.downloaded", desk.user["id"]),
        ("document.previewed", desk.user["id"]),
        ("document.issued", None),
    ]


def test_a_damaged_file_is_never_handed_out(world: World) -> None:
    closed(pen_of(world))
    issue(world).issue_all()
    desk = world.sign_in("teller")
    (only,) = listed(desk)
    (file,) = (path for path in (world.settings.data / "files").rglob(only["sha256"]))
    file.write_bytes(b"%PDF-1.7 something else")
    refused = desk.get(f"/api/documents/{only['id']}/file")
    assert (refused.status_code, refused.json["code"]) == (500, "document_damaged")


def test_a_document_stays_within_its_branch(world: World) -> None:
    closed(pen_of(world))
    other = world.other_branch()
    stranger, auditor = world.sign_in("teller", other), world.sign_in("auditor", other)
    (only,) = listed(world.sign_in("teller"))
    assert listed(stranger) == []
    assert stranger.get(f"/api/documents/{only['id']}").status_code == 404
    assert stranger.get(f"/api/documents?branch_id={world.branch.id}").json["code"] == "wrong_branch"
    assert [item["id"] for item in listed(auditor, f"?branch_id={world.branch.id}")] == [only["id"]]


def test_the_list_is_filtered_and_paged(world_on_both: World) -> None:
    pen, desk = pen_of(world_on_both), world_on_both.sign_in("teller")
    for _ in range(3):
        closed(pen)
        world_on_both.clock.pass_by(minutes=1)
    issue(world_on_both).issue_one()
    assert len(listed(desk, "?state=issued")) == 1
    assert len(listed(desk, "?state=ready&code=D01&from=2026-03-02&to=2026-03-02")) == 2
    assert listed(desk, "?from=2026-03-03") == listed(desk, "?to=0001-01-01") == listed(desk, "?q=100%") == []
    assert [item["serial"] for item in listed(desk, "?q=zxb-0113")] == ["ZXB-0113-260302-0001"]
    first = desk.get("/api/documents?limit=2").json
    rest = desk.get(f"/api/documents?limit=2&cursor={first['next']}").json
    assert rest["next"] is None
    assert [item["id"] for item in first["items"] + rest["items"]] == [item["id"] for item in listed(desk)]


def test_the_sheet_of_a_day_is_made_on_request_and_again_with_what_came_late(world_on_both: World) -> None:
    pen, desk = pen_of(world_on_both), world_on_both.sign_in("teller")
    closed(pen)
    wanted = {"code": D01.code, "period": "2026-03-02"}
    asked = desk.post("/api/documents", wanted)
    assert (asked.status_code, asked.json["title"]) == (202, "客户咨询记录日报表")
    assert desk.post("/api/documents", wanted).json["id"] == asked.json["id"]
    issue(world_on_both).issue_all()
    world_on_both.clock.pass_by(hours=1)
    closed(pen)
    second = desk.post("/api/documents", wanted).json
    issue(world_on_both).issue_all()
    shown = desk.get(f"/api/documents/{second['id']}").json
    assert (shown["serial"], shown["version"]) == ("ZXB-0113-20260302-v2", 2)
    assert desk.get(f"/api/documents/{asked.json['id']}").json["state"] == "superseded"
    text = text_of(desk.get(f"/api/documents/{second['id']}/file").data)
    assert "共2笔" in text
    assert "其中补录1" in text
    assert "替代ZXB-0113-20260302-v1" in text


def test_the_document_of_a_month_prints_the_settings_in_force_at_the_branch(world_on_both: World) -> None:
    pen, desk = pen_of(world_on_both), world_on_both.sign_in("teller")
    pen.push(pen.create("device_feedback"))
    asked = desk.post("/api/documents", {"code": "D05", "period": "2026-03"})
    assert (asked.status_code, asked.json["title"]) == (202, "自助服务设备使用反馈汇总")
    issue(world_on_both).issue_all()
    shown = desk.get(f"/api/documents/{asked.json['id']}").json
    assert (shown["state"], shown["serial"]) == ("issued", "SBF-0113-202603-v1")
    assert "7日内复发" in text_of(desk.get(f"/api/documents/{asked.json['id']}/file").data)


def test_two_people_who_ask_for_a_day_at_once_get_one_sheet(world_on_both: World) -> None:
    closed(pen_of(world_on_both))
    desk, at = world_on_both.sign_in("teller"), world_on_both.clock()
    ask = documents(world_on_both).request_periodic
    together, got = threading.Barrier(4), []

    def press() -> None:
        together.wait()
        got.append(ask(world_on_both.branch.id, D01.code, bank_day(at).isoformat(), desk.user["id"], at).id)

    threads = [threading.Thread(target=press) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert got == [got[0]] * 4
    assert [item["period"] for item in listed(desk)].count("2026-03-02") == 1


@pytest.mark.parametrize(
    ("wanted", "status", "code"),
    [
        ({"code": "D01", "period": "2026-03-03"}, 422, "period_not_reached"),
        ({"code": "D01", "period": "2026-03-01"}, 409, "nothing_to_print"),
        ({"code": "D01", "period": "0001-01-01"}, 422, "not_a_period"),
        ({"code": "D01", "period": "2026-02"}, 422, "unknown_document_code"),
        ({"code": "D99", "period": "2026-03-02"}, 422, "unknown_document_code"),
        ({"code": "D01", "period": "today"}, 422, "not_a_period"),
    ],
)
def test_a_sheet_that_cannot_be_is_refused(world: World, wanted: dict[str, str], status: int, code: str) -> None:
    refused = world.sign_in("teller").post("/api/documents", wanted)
    assert (refused.status_code, refused.json["code"]) == (status, code)


def test_the_day_is_closed_once_after_half_past_five_if_there_is_anything(world_on_both: World) -> None:
    desk, close = world_on_both.sign_in("teller"), documents(world_on_both).request_periodic.at_end_of_periods
    evening = world_on_both.clock() + timedelta(hours=8, minutes=30)  # 17:30 in Shanghai
    close(evening)
    assert listed(desk) == []
    pen = pen_of(world_on_both)
    pen.push(pen.create(KIND.code, **AT_CAPTURE))
    close(evening - timedelta(minutes=1))
    assert listed(desk) == []
    close(evening)
    close(evening)
    assert [item["period"] for item in listed(desk)] == ["2026-03-02"]


def test_only_what_failed_is_made_again(world: World) -> None:
    closed(pen_of(world))
    desk = world.sign_in("teller")
    (only,) = listed(desk)
    assert desk.post(f"/api/documents/{only['id']}/retry").json["code"] == "document_not_failed"
    assert desk.post("/api/documents/unknown/retry").status_code == 404
