"""Finding documents: by every filter, by what they print, page by page; what is waited for; and drafts, which are none."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import insert

from server.domain import search_stretches
from server.services.await_records import LONGEST
from server.store import document_list
from server.store.arriving import UNDECIDED
from tests.filings import closed, documents, issue, listed
from tests.papers import D01, renderer, text_of
from tests.pushes import pen_of
from tests.worlds import Desk, World

DAY = {"code": D01.code, "period": "2026-03-02"}


def found(desk: Desk, words: str) -> list[str]:
    return [each["serial"] for each in desk.get("/api/documents", query_string={"q": words}).json["items"]]


def test_a_document_is_found_by_what_it_prints_masked(world_on_both: World) -> None:
    pen, desk = pen_of(world_on_both), world_on_both.sign_in("teller")
    closed(pen, question="想了解装修贷款的年化利率与期限。", customer_name="王建国")
    closed(pen, question="询问大额存单的起存金额。")
    issue(world_on_both).issue_all()
    second, first = (each["serial"] for each in listed(desk))
    assert found(desk, "装修贷款 年化") == [first]
    assert found(desk, "起存金额") == [second]
    assert found(desk, first.lower()) == [first]
    assert found(desk, "咨询记录表") == [second, first]
    assert found(desk, "修") == [first]
    assert found(desk, "Consultation") == [second, first]
    assert found(desk, "建国") == found(desk, "装修存单") == found(desk, "率利") == []


def test_what_the_newest_do_not_say_is_found_among_the_older_by_the_index(
    world_on_both: World, monkeypatch: Any
) -> None:
    monkeypatch.setattr(document_list, "WINDOW", 2)
    pen, desk = pen_of(world_on_both), world_on_both.sign_in("teller")
    for question in ("询问铂金卡年费。", "询问铂金卡权益。", "询问存款利率。", "询问存款期限。", "询问铂金卡挂失。"):
        closed(pen, question=question)
        world_on_both.clock.pass_by(minutes=1)
    issue(world_on_both).issue_all()
    serials = [each["serial"] for each in reversed(listed(desk))]
    assert found(desk, "铂金卡") == [serials[4], serials[1], serials[0]]
    assert found(desk, "铂金卡 年费") == [serials[0]]
    assert found(desk, "铂") == [serials[4], serials[1], serials[0]]
    pages: list[str] = []
    cursor = ""
    while True:
        page = desk.get(f"/api/documents?q=铂金卡&limit=1{cursor}").json
        pages += [each["serial"] for each in page["items"]]
        if page["next"] is None:
            break
        cursor = f"&cursor={page['next']}"
    assert pages == [serials[4], serials[1], serials[0]]


def test_of_a_stretch_that_many_are_found_in_the_parts_are_looked_through(
    world_on_both: World, monkeypatch: Any
) -> None:
    monkeypatch.setattr(document_list, "WINDOW", 1)
    monkeypatch.setattr(document_list, "FEW", 1)
    for name, value in (("SHORTEST", 0), ("STEP", 1), ("LONGEST", 2)):
        monkeypatch.setattr(search_stretches, name, value)
    pen, desk = pen_of(world_on_both), world_on_both.sign_in("teller")
    for number in range(11):
        closed(pen, question="询问铂金卡年费。" if number % 3 else "询问存款利率。")
        world_on_both.clock.pass_by(minutes=1)
    issue(world_on_both).issue_all()
    serials = [each["serial"] for each in listed(desk)]
    assert found(desk, "铂金卡") == [serial for number, serial in enumerate(reversed(serials)) if number % 3][::-1]
    assert (
        found(desk, "存款利率") == [serial for number, serial in enumerate(reversed(serials)) if not number % 3][::-1]
    )


def test_filters_tell_by_whom_for_when_and_who_signs(world_on_both: World) -> None:
    pen, desk = pen_of(world_on_both), world_on_both.sign_in("teller")
    closed(pen)
    desk.post("/api/documents", DAY)
    issue(world_on_both).issue_all()
    by = {
        query: [each["period"] for each in listed(desk, f"?{query}")]
        for query in (
            *("requested_by=me", "requested_by=system", f"requested_by={desk.user['id']}"),
            *("period=2026-03", "period=2026-04", "serial=zxb-0113-2026", "signer=网点负责人", "signer=王麻子"),
        )
    }
    assert by == {
        "requested_by=me": ["2026-03-02"],
        "requested_by=system": [None],
        f"requested_by={desk.user['id']}": ["2026-03-02"],
        "period=2026-03": ["2026-03-02"],
        "period=2026-04": [],
        "serial=zxb-0113-2026": ["2026-03-02"],
        "signer=网点负责人": ["2026-03-02", None],
        "signer=王麻子": [],
    }
    known = desk.get("/api/documents/definitions").json
    assert [each["id"] for each in known["people"]] == [desk.user["id"]]
    assert known["branches"] == []


def test_the_document_of_a_period_waits_for_what_arrived_and_has_no_verdict(world_on_both: World) -> None:
    """But not for ever: what is worked in later is in the next version."""
    pen, desk = pen_of(world_on_both), world_on_both.sign_in("teller")
    closed(pen)
    issue(world_on_both).issue_all()
    with world_on_both.services.transaction() as session:
        line = {"branch_id": world_on_both.branch.id, "hash": "0" * 64, "attempts": 1, "error": None, "retry_at": None}
        session.execute(insert(UNDECIDED), [line])
    asked = desk.post("/api/documents", DAY).json
    issue(world_on_both).issue_all()
    waiting = desk.get(f"/api/documents/{asked['id']}").json
    assert (waiting["state"], waiting["awaited"], waiting["serial"]) == ("waiting", 1, None)
    documents(world_on_both).awaits.release(world_on_both.clock())
    assert desk.get(f"/api/documents/{asked['id']}").json["state"] == "waiting"
    later = world_on_both.clock() + LONGEST + timedelta(seconds=1)
    world_on_both.clock.now = later
    documents(world_on_both).awaits.release(later)
    issue(world_on_both).issue_all()
    assert desk.get(f"/api/documents/{asked['id']}").json["state"] == "issued"


def test_what_waits_is_made_as_soon_as_everything_is_worked_in(world: World) -> None:
    pen, desk = pen_of(world), world.sign_in("teller")
    closed(pen)
    with world.services.transaction() as session:
        line = {"branch_id": world.branch.id, "hash": "0" * 64, "attempts": 1, "error": None, "retry_at": None}
        session.execute(insert(UNDECIDED), [line])
    asked = desk.post("/api/documents", DAY).json
    issue(world).issue_all()
    with world.services.transaction() as session:
        session.execute(UNDECIDED.delete())
    documents(world).awaits.release(world.clock())
    issue(world).issue_all()
    assert desk.get(f"/api/documents/{asked['id']}").json["state"] == "issued"


def test_a_draft_shows_the_period_and_is_no_document(world_on_both: World) -> None:
    pen, desk = pen_of(world_on_both), world_on_both.sign_in("teller")
    closed(pen)
    issue(world_on_both).issue_all()
    before = listed(desk)
    asked = desk.post("/api/document-drafts", DAY)
    assert (asked.status_code, asked.json["state"]) == (202, "making")
    make(world_on_both)
    made = desk.get(f"/api/document-drafts/{asked.json['id']}").json
    assert (made["state"], made["pages"]) == ("made", 1)
    text = text_of(desk.get(f"/api/document-drafts/{asked.json['id']}/file").data)
    assert "草稿未生效" in text
    assert "共1笔" in text
    assert listed(desk) == before
    assert desk.get("/api/serials/summary").json["counts"]["reserved"] == 0
    other = world_on_both.sign_in("supervisor")
    assert other.get(f"/api/document-drafts/{asked.json['id']}").status_code == 404
    world_on_both.clock.pass_by(hours=1)
    make(world_on_both)
    assert desk.get(f"/api/document-drafts/{asked.json['id']}").status_code == 404


def test_a_draft_of_nothing_is_refused_as_the_document_would_be(world: World) -> None:
    refused = world.sign_in("teller").post("/api/document-drafts", {"code": "D01", "period": "2026-03-01"})
    assert (refused.status_code, refused.json["code"]) == (409, "nothing_to_print")


def make(world: World) -> None:
    replace(documents(world).drafts, renderer=renderer()).make_all(world.clock)
