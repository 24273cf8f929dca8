"""The page behind the code on a document, on both databases: what it tells, and to whom."""

from __future__ import annotations

import re
from typing import Any

import pytest
from werkzeug.test import TestResponse

from server.domain.document_life import Document
from server.store import issued_documents
from tests.filings import closed, correct, documents, issue, listed
from tests.pushes import pen_of
from tests.worlds import World

MISSING = "查无此单据"


def issued(world: World, **values: Any) -> Document:
    closed(pen_of(world), **values)
    issue(world).issue_all()
    return newest(world)


def newest(world: World) -> Document:
    only = listed(world.sign_in("teller"))[0]
    found = documents(world).documents.document(world.branch.id, only["id"])
    assert found is not None
    return found


def look(world: World, serial: str | None, token: str | None, query: str = "", **options: Any) -> TestResponse:
    return world.client().get(f"/verify/{serial}/{token}{query}", **options)


def text_of(answer: TestResponse) -> str:
    return re.sub(r"\s+", "", re.sub(r"<[^>]*>", "", answer.text))


def test_the_page_tells_what_the_paper_and_the_file_are_compared_with(world_on_both: World) -> None:
    document = issued(world_on_both)
    answer = look(world_on_both, document.serial, document.verify_token)
    text = text_of(answer)
    assert answer.status_code == 200
    assert (document.sha256 or "-") in text
    for part in (
        "有效",
        "客户咨询记录表",
        str(document.serial),
        "第1版",
        "2026年3月2日09:00:00",
        "城东支行电子单据签名",
    ):
        assert part in text
    assert "签名完整，签名后文件未被改动" in text
    assert f'data-sha256="{document.sha256}"' in answer.text


def test_nothing_about_a_customer_or_the_staff_is_shown(world: World) -> None:
    document = issued(world, customer_name="王建国", customer_mobile="13812345678", question="想了解装修贷款。")
    text = text_of(look(world, document.serial, document.verify_token))
    for private in ("王", "138", "装修", "消费贷", "测试lobby", str(document.record_no)):
        assert private not in text


def test_a_wrong_code_an_unknown_serial_and_no_code_are_one_answer(world_on_both: World) -> None:
    document = issued(world_on_both)
    token, serial = str(document.verify_token), str(document.serial)
    changed = token[:-1] + ("A" if token[-1] != "A" else "B")
    answers = [
        look(world_on_both, serial, changed),
        look(world_on_both, serial.replace("0001", "0002"), token),
        look(world_on_both, serial.replace("0113", "9999"), token),
        look(world_on_both, "nothing", token),
        look(world_on_both, serial, token[:-1]),
        world_on_both.client().get(f"/verify/{serial}"),
        world_on_both.client().get("/verify/"),
        world_on_both.client().get(f"/verify/{serial}/{token}/more"),
    ]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.text for answer in answers}) == 1
    assert MISSING in answers[0].text


def test_what_waits_or_failed_has_no_page(world: World) -> None:
    closed(pen_of(world), question="字形缺失\U00012000。")
    issue(world).issue_all()
    failed = newest(world)
    assert (failed.state, bool(failed.verify_token)) == ("failed", True)
    assert look(world, failed.serial, failed.verify_token).status_code == 404
    assert look(world, failed.serial, "-" * 22).status_code == 404


def test_a_version_that_was_superseded_names_the_one_that_holds(world_on_both: World) -> None:
    pen = pen_of(world_on_both)
    created = closed(pen)
    issue(world_on_both).issue_all()
    first = newest(world_on_both)
    correct(pen, created, 3, "更正后的问题。")
    issue(world_on_both).issue_all()
    second = newest(world_on_both)
    text = text_of(look(world_on_both, first.serial, first.verify_token))
    assert "已被新版替代" in text
    assert f"现行版本的单据编号为{second.serial}" in text
    assert "有效：签名完整" in text
    assert "已被新版替代" not in text_of(look(world_on_both, second.serial, second.verify_token))


def test_a_void_document_says_so_and_of_what_sort_its_reason_is(world_on_both: World) -> None:
    pen, supervisor = pen_of(world_on_both), world_on_both.sign_in("supervisor")
    created = closed(pen)
    issue(world_on_both).issue_all()
    void = {"args": {"void_cause": "duplicate"}, "reason": "王建国来过两次", "expected_rev": 3}
    assert supervisor.post(f"/api/records/{created['record_id']}/commands/void", void).status_code == 200
    document = newest(world_on_both)
    text = text_of(look(world_on_both, document.serial, document.verify_token))
    assert "已作废" in text
    assert "原因：记录已作废" in text
    assert "建国" not in text


def test_a_file_that_was_damaged_at_the_bank_is_not_called_signed(world: World) -> None:
    document = issued(world)
    (file,) = (world.settings.data / "files").rglob(str(document.sha256))
    file.write_bytes(file.read_bytes() + b" ")
    text = text_of(look(world, document.serial, document.verify_token))
    assert "银行留存的文件缺失或已损坏" in text
    assert "签名完整" not in text


@pytest.mark.parametrize(("query", "language"), [("?lang=en", "zh"), ("", "en-US,en;q=0.9")])
def test_the_page_speaks_english_to_who_asks_for_it(world: World, query: str, language: str) -> None:
    document = issued(world)
    answer = look(world, document.serial, document.verify_token, query, headers={"Accept-Language": language})
    for part in ("Valid", "Record of a consultation", "SHA-256 of the file", 'lang="en"'):
        assert part in answer.text
    assert "2026-03-02 09:00:00 (UTC+8)" in answer.text


def test_the_page_loads_its_own_style_and_script_and_nothing_stands_in_it(world: World) -> None:
    document = issued(world)
    page = look(world, document.serial, document.verify_token)
    assert not re.search(r"<script(?![^>]*src=)|<style|\son\w+=|\sstyle=", page.text)
    assert (page.headers["Cache-Control"], page.headers["X-Robots-Tag"]) == ("no-store", "noindex")
    assert page.headers["Referrer-Policy"] == "no-referrer"
    for name, kind in (("page.css", "text/css"), ("page.js", "text/javascript")):
        assert world.client().get(f"/verify/{name}").mimetype == kind


def test_looks_from_one_address_are_limited(world: World) -> None:
    document = issued(world)
    answers = [look(world, document.serial, "x" * 22).status_code for _ in range(61)]
    assert answers == [404] * 60 + [429]
    refused = look(world, document.serial, document.verify_token)
    assert (refused.status_code, "请稍后再试" in refused.text) == (429, True)
    assert int(refused.headers["Retry-After"]) > 0
    world.clock.pass_by(minutes=16)
    assert look(world, document.serial, document.verify_token).status_code == 200


def test_every_file_is_proved_against_its_hash_and_its_signature(
    world_on_both: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(issued_documents, "BATCH", 2)
    pen = pen_of(world_on_both)
    for _ in range(3):
        closed(pen)
    issue(world_on_both).issue_all()
    prove = world_on_both.services.parts["verification"].files
    assert [proof.why for proof in prove()] == [None, None, None]
    first, second, _ = (proof.document for proof in prove())
    store = world_on_both.settings.data / "files"
    next(store.rglob(str(first.sha256))).unlink()
    next(store.rglob(str(second.sha256))).write_bytes(b"%PDF-1.7")
    assert [proof.why for proof in prove()] == ["missing", "missing", None]
