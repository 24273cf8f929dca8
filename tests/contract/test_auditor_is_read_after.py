"""Whoever reads everything is read after, and can prove the log."""

from __future__ import annotations

from typing import Any

from sqlalchemy import update

from server.store.database import Database
from server.store.tables.audit import AuditRow
from tests.contract.test_inbox import ask
from tests.pushes import pen_of
from tests.worlds import Desk, World


def entries(desk: Desk, **query: str) -> list[dict[str, Any]]:
    answer = desk.get("/api/audit", query_string=query)
    assert answer.status_code == 200, answer.text
    return list(answer.json["entries"])


def test_every_look_of_an_auditor_stands_in_the_log(world_on_both: World) -> None:
    ticket, auditor = ask(pen_of(world_on_both)), world_on_both.sign_in("auditor")
    auditor.get("/api/records", query_string={"q": "13812345678"})
    auditor.get(f"/api/records/{ticket['record_id']}")
    auditor.get("/api/documents")
    auditor.get("/api/branches")
    auditor.get("/api/records/nothing")
    noted = entries(auditor, action="auditor.read")
    subjects = ["route:documents", f"route:records/{ticket['record_id']}", "route:records"]
    assert [each["subject"] for each in noted] == subjects
    assert noted[2]["details"] == {"filters": ["q"], "role": "auditor"}
    assert {each["actor_name"] for each in noted} == {"测试auditor"}


def test_what_an_auditor_reads_of_another_branch_stands_in_that_branchs_log(world: World) -> None:
    elsewhere, auditor = world.other_branch(), world.sign_in("auditor")
    auditor.get("/api/records", query_string={"branch_id": elsewhere.id})
    assert [each["action"] for each in entries(auditor, branch_id=elsewhere.id)][:1] == ["auditor.read"]


def test_others_are_not_read_after(world: World) -> None:
    world.sign_in("supervisor").get("/api/records")
    assert entries(world.sign_in("auditor"), action="auditor.read") == []


def test_the_log_is_found_by_day_and_person(world: World) -> None:
    supervisor, auditor = world.sign_in("supervisor"), world.sign_in("auditor")
    who = {"actor_id": supervisor.user["id"]}
    mine = entries(auditor, **who)
    assert [each["action"] for each in mine] == ["session.opened"]
    assert entries(auditor, **who, to="2026-03-01") == []
    assert entries(auditor, **who, **{"from": "2026-03-02", "to": "2026-03-02"}) == mine


def test_a_chain_is_proved_and_a_changed_entry_found(world_on_both: World) -> None:
    world, auditor = world_on_both, world_on_both.sign_in("auditor")
    proof = auditor.get("/api/audit/proof").json
    assert (proof["broken"], proof["entries"] > 0) == (None, True)
    database = Database(world.settings.database_url)
    first = (AuditRow.branch_id == world.branch.id, AuditRow.seq == 1)
    with database.write() as session:
        session.execute(update(AuditRow).where(*first).values(subject="another"))
    database.close()
    assert auditor.get("/api/audit/proof").json["broken"] == {"seq": 1, "reason": "changed"}
    assert world.sign_in("supervisor").get("/api/audit/proof").status_code == 403
