"""What people do with a document once it is there: void, again, another copy; and that no serial is ever lost."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from server.documents.faults import RendererLost, RenderFault
from tests.filings import Broken, closed, documents, issue, listed
from tests.papers import D01, text_of
from tests.pushes import pen_of
from tests.worlds import Desk, World

WHY = {"reason": "客户姓名登记有误"}


def issued(world: World, desk: Desk) -> dict[str, Any]:
    closed(pen_of(world))
    issue(world).issue_all()
    return listed(desk)[0]


def void(desk: Desk, document: dict[str, Any], cause: str = "entry_error") -> Any:
    return desk.post(f"/api/documents/{document['id']}/void", {"cause": cause, **WHY})


def test_a_void_document_keeps_its_serial_its_file_and_its_reason(world_on_both: World) -> None:
    desk = world_on_both.sign_in("supervisor")
    document = issued(world_on_both, desk)
    answer = void(desk, document)
    assert answer.status_code == 200, answer.text
    shown = answer.json
    assert (shown["state"], shown["serial"], shown["reason_text"]) == ("voided", document["serial"], "录入错误")
    assert (shown["note"], shown["voided_by_name"]) == (WHY["reason"], desk.user["name"])
    assert desk.get(f"/api/documents/{document['id']}/file").status_code == 200
    assert void(desk, document).json["code"] == "document_ended"
    entries = world_on_both.services.audit_pages.newest(
        world_on_both.branch.id, before_seq=None, action="document.voided", limit=5
    )
    assert [each.actor_id for each in entries] == [desk.user["id"]]


def test_only_who_may_declares_documents_void(world: World) -> None:
    document = issued(world, world.sign_in("supervisor"))
    for who in ("lobby", "teller", "manager", "auditor"):
        assert void(world.sign_in(who), document).status_code == 403


def test_what_is_issued_is_not_given_up_and_what_failed_is_nothing_else(world: World) -> None:
    desk = world.sign_in("supervisor")
    document = issued(world, desk)
    assert void(desk, document, "given_up").json["code"] == "wrong_void_cause"
    closed(pen_of(world))
    assert void(desk, listed(desk)[0]).json["code"] == "document_on_its_way"
    issue(world, renderer=Broken(RenderFault("blank_page"))).issue_all()
    failed = listed(desk)[0]
    assert void(desk, failed).json["code"] == "wrong_void_cause"
    given_up = void(desk, failed, "given_up").json
    assert (given_up["state"], given_up["serial"]) == ("voided", failed["serial"])


def test_issued_again_it_has_a_new_serial_and_supersedes_the_one_before(world_on_both: World) -> None:
    desk = world_on_both.sign_in("supervisor")
    first = issued(world_on_both, desk)
    again = desk.post(f"/api/documents/{first['id']}/reissue", {"reason": "客户要求重新出具"})
    assert (again.status_code, again.json["version"], again.json["note"]) == (202, 2, "客户要求重新出具")
    refused = desk.post(f"/api/documents/{first['id']}/reissue", {"reason": "再来一次"})
    assert refused.json["code"] == "document_on_its_way"
    issue(world_on_both).issue_all()
    second, before = listed(desk)
    assert [(each["state"], each["version"]) for each in (second, before)] == [("issued", 2), ("superseded", 1)]
    assert second["serial"] != first["serial"]
    assert f"替代{first['serial']}；重新出具" in text_of(desk.get(f"/api/documents/{second['id']}/file").data)
    older = desk.post(f"/api/documents/{first['id']}/reissue", {"reason": "再来一次"})
    assert older.json["code"] == "newer_version"


def test_a_void_document_is_issued_again_and_stays_void(world_on_both: World) -> None:
    desk = world_on_both.sign_in("supervisor")
    first = issued(world_on_both, desk)
    void(desk, first)
    assert desk.post(f"/api/documents/{first['id']}/reissue", WHY).status_code == 202
    issue(world_on_both).issue_all()
    assert [each["state"] for each in listed(desk)] == ["issued", "voided"]


def test_each_copy_is_counted_and_the_second_needs_a_reason(world_on_both: World) -> None:
    desk = world_on_both.sign_in("supervisor")
    document = issued(world_on_both, desk)
    copies = f"/api/documents/{document['id']}/copies"
    first = desk.post(copies, {"purpose": "print"})
    assert (first.status_code, first.headers["X-Document-Copy"]) == (200, "1")
    refused = desk.post(copies, {"purpose": "print"})
    assert (refused.status_code, refused.json["code"], refused.json["field"]) == (422, "copy_needs_reason", "reason")
    second = desk.post(copies, {"purpose": "print", "reason": "客户遗失原件"})
    assert second.headers["X-Document-Copy"] == "2"
    assert second.data == first.data
    desk.post("/api/documents/archive", {"ids": [document["id"]], "reason": "监管检查"})
    assert listed(desk)[0]["copies"] == 3
    told = [(each["number"], each["purpose"], each["reason"]) for each in desk.get(copies).json["items"]]
    assert told == [(3, "archive", "监管检查"), (2, "print", "客户遗失原件"), (1, "print", None)]


def test_the_term_of_keeping_is_told_with_its_ground(world: World) -> None:
    document = issued(world, world.sign_in("teller"))
    assert (document["keep_until"], document["keep_basis"]) == (f"{2026 + D01.keep_years}-03-02", D01.basis)


def test_no_serial_is_lost_whatever_becomes_of_its_document(world_on_both: World) -> None:
    """Failure, void, a renderer that died with its lease, another version: each serial stands in the register once."""
    pen, desk = pen_of(world_on_both), world_on_both.sign_in("supervisor")
    for _ in range(3):
        closed(pen)
    issue(world_on_both, renderer=Broken(RenderFault("blank_page"))).issue_one()
    issue(world_on_both, renderer=Broken(RendererLost("crashed"))).issue_one()
    world_on_both.clock.pass_by(minutes=2)
    issue(world_on_both).issue_all()
    void(desk, next(each for each in listed(desk) if each["state"] == "issued"))
    void(desk, next(each for each in listed(desk) if each["state"] == "failed"), "given_up")
    last = next(each for each in listed(desk) if each["state"] == "issued")
    desk.post(f"/api/documents/{last['id']}/reissue", WHY)
    issue(world_on_both).issue_all()
    register = desk.get("/api/serials?from=2026-03-02&to=2026-03-02").json["items"]
    assert [(each["serial"][-4:], each["standing"]) for each in register] == [
        ("0004", "issued"),
        ("0003", "superseded" if last["serial"].endswith("3") else "void"),
        ("0002", "superseded" if last["serial"].endswith("2") else "void"),
        ("0001", "void"),
    ]
    told = desk.get("/api/serials/summary").json
    assert told == {"counts": {"issued": 1, "superseded": 1, "void": 2, "reserved": 0}, "gaps": []}
    assert len(desk.get("/api/serials?standing=void&code=D01").json["items"]) == 2


def test_a_serial_that_went_missing_is_told(world_on_both: World) -> None:
    desk = world_on_both.sign_in("supervisor")
    document = issued(world_on_both, desk)
    stored = documents(world_on_both).documents.document(world_on_both.branch.id, document["id"])
    assert stored is not None
    documents(world_on_both).documents.change(replace(stored), serial=None)
    gaps = desk.get("/api/serials/summary").json["gaps"]
    assert gaps == [{"prefix": "ZXB", "day": "2026-03-02", "last": 1, "registered": 0}]
