"""A list as a file holds what the list on the screen holds: the same records, the same masks, and nothing that computes."""

from __future__ import annotations

import csv
import io
import zipfile

from server.services.export_table import Table, as_csv, as_xlsx
from tests.papers import KIND
from tests.pushes import pen_of
from tests.worlds import World

HOSTILE = '=HYPERLINK("http://127.0.0.1/","点我")'


def rows_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def test_a_file_holds_the_records_of_the_filter_masked_as_on_the_screen(world_on_both: World) -> None:
    pen, desk = pen_of(world_on_both), world_on_both.sign_in("supervisor")
    pen.push(pen.create(KIND.code, customer_name="王建国", question="想了解大额存单。"), pen.create("lost_item"))
    answer = desk.get(f"/api/exports/records?kind={KIND.code}&format=csv")
    assert answer.headers["Content-Disposition"].endswith('.csv"')
    heads, row = rows_of(answer.data)
    told = dict(zip(heads, row, strict=True))
    assert told["称呼"] == "王**"
    assert (told["状态"], told["咨询问题"]) == ("已登记", "想了解大额存单。")
    assert told["发生时间"] == "2026-03-02 09:00"


def test_without_a_kind_all_records_are_told_by_what_they_share(world: World) -> None:
    pen, desk = pen_of(world), world.sign_in("supervisor")
    pen.push(pen.create(KIND.code), pen.create("lost_item"))
    heads, *rows = rows_of(desk.get("/api/exports/records?format=csv").data)
    assert heads[:3] == ["编号", "种类", "状态"]
    assert {row[1] for row in rows} >= {"咨询", "遗失物品"}


def test_taking_a_list_along_is_in_the_audit_log_without_the_words_looked_for(world: World) -> None:
    world.sign_in("supervisor").get("/api/exports/records?q=王建国")
    entries = world.services.audit_pages.newest(world.branch.id, before_seq=None, action="list.exported", limit=5)
    assert len(entries) == 1
    assert "王建国" not in repr(entries)


def test_whoever_may_not_take_lists_along_gets_none(world: World) -> None:
    assert world.sign_in("lobby").get("/api/exports/records").status_code == 403


def test_what_a_customer_typed_never_computes() -> None:
    table = Table("记录", ["问题"], [[HOSTILE], ["＋1"], ["a\x00b"], ["普通"]])
    written = [row[0] for row in rows_of(b"".join(as_csv(table)))[1:]]
    assert written == [f"'{HOSTILE}", "'＋1", "ab", "普通"]
    with zipfile.ZipFile(io.BytesIO(as_xlsx(table))) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet.lower()
