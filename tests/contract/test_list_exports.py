"""The other lists of the desk as files: what the list shows, with its filters, for who may see it."""

from __future__ import annotations

import csv
import io

import pytest

from tests.filings import closed, issue, listed
from tests.pushes import pen_of
from tests.worlds import Desk, World


def rows_of(desk: Desk, target: str) -> list[dict[str, str]]:
    answer = desk.get(target)
    assert answer.status_code == 200, answer.text
    heads, *rows = csv.reader(io.StringIO(answer.data.decode("utf-8-sig")))
    return [dict(zip(heads, row, strict=True)) for row in rows]


def test_the_documents_of_a_filter_leave_as_a_file_masked(world_on_both: World) -> None:
    pen, desk = pen_of(world_on_both), world_on_both.sign_in("supervisor")
    closed(pen, customer_name="王建国")
    issue(world_on_both).issue_all()
    closed(pen)
    (row,) = rows_of(desk, "/api/exports/documents?state=issued&format=csv")
    assert (row["状态"], row["文号"]) == ("已出具", "ZXB-0113-260302-0001")
    assert row["摘要"].endswith("王**")
    assert len(rows_of(desk, "/api/exports/documents?format=csv")) == 2


def test_the_register_of_serials_leaves_as_a_file_with_what_is_void_and_why(world: World) -> None:
    pen, desk = pen_of(world), world.sign_in("supervisor")
    closed(pen)
    issue(world).issue_all()
    (document,) = listed(desk)
    desk.post(f"/api/documents/{document['id']}/void", {"cause": "duplicate", "reason": "同一笔业务"})
    (row,) = rows_of(desk, "/api/exports/serials?standing=void&format=csv")
    assert (row["文号状态"], row["原因"], row["说明"]) == ("已作废", "重复出具", "同一笔业务")


def test_an_agent_takes_along_the_tickets_of_the_department(world: World) -> None:
    pen = pen_of(world)
    pen.push(pen.create("department_ticket", to_department="credit_dept", reply=None, result=None))
    (row,) = rows_of(world.sign_in("credit"), "/api/exports/inbox?format=csv")
    assert row["种类"] == "协同工单"
    assert rows_of(world.sign_in("service"), "/api/exports/inbox?format=csv") == []


def test_tablets_and_the_audit_log_leave_as_files(world: World) -> None:
    pen_of(world)
    assert [row["状态"] for row in rows_of(world.sign_in("manager"), "/api/exports/devices?format=csv")] == ["正常"]
    auditor = world.sign_in("auditor")
    rows_of(auditor, "/api/exports/documents?q=王建国&format=csv")
    taken = rows_of(auditor, "/api/exports/audit?action=list.exported&format=csv")
    assert [row["对象"] for row in taken] == [
        "list:audit",  # what is read now is in it already
        "list:documents",
        "list:devices",
    ]
    assert "王建国" not in taken[1]["详情"]


@pytest.mark.parametrize(
    ("who", "target", "status"),
    [
        ("lobby", "documents", 403),
        ("supervisor", "audit", 403),
        ("supervisor", "inbox", 403),
        ("supervisor", "nothing", 404),
        ("supervisor", "documents?state=unknown", 422),
        ("supervisor", "documents?format=pdf", 422),
        ("supervisor", "documents?nonsense=1", 422),
    ],
)
def test_what_may_not_leave_is_refused(world: World, who: str, target: str, status: int) -> None:
    assert world.sign_in(who).get(f"/api/exports/{target}").status_code == status
