"""The commands of `python -m server`, on an instance of their own."""

import json

import pytest
from sqlalchemy import delete, insert, select

from server.__main__ import main
from server.commands.demo_people import PEOPLE
from server.store.database import Database
from server.store.tables.audit import AuditRow
from server.store.tables.kpis import KpiTallyRow
from server.store.tables.people import BranchRow

COMMANDS = ("serve", "migrate", "seed-demo", "demo-accounts", "user", "device", "verify")


@pytest.fixture
def instance(monkeypatch, sqlite_url, tmp_path):
    monkeypatch.setenv("LOBBYBOOK_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("LOBBYBOOK_DATABASE_URL", sqlite_url)
    assert main(["migrate"]) == 0
    return sqlite_url


def test_help_shows_every_command(capsys):
    with pytest.raises(SystemExit):
        main(["--help"])
    shown = capsys.readouterr().out
    assert all(command in shown for command in COMMANDS)


def test_a_day_with_the_demo_instance(instance, capsys):
    for _ in range(2):
        assert main(["seed-demo"]) == 0
    capsys.readouterr()
    assert main(["demo-accounts"]) == 0
    accounts = json.loads(capsys.readouterr().out)
    assert [user["username"] for user in accounts["users"]][:3] == ["wangfang", "lixiao", "zhaomin"]
    assert len(accounts["users"]) == len(PEOPLE)
    assert accounts["enrolment_link"].endswith(accounts["enrolment_code"])

    assert main(["user", "list", "--json"]) == 0
    listed = {user["username"]: user for user in json.loads(capsys.readouterr().out)}
    assert listed["credit"]["department"] == "credit_dept"
    assert {user["branch_no"] for user in listed.values()} == {"0113"}

    assert main(["device", "enrolment-code", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["branch_no"] == "0113"

    assert main(["user", "disable", "wangfang"]) == 0
    capsys.readouterr()
    main(["demo-accounts"])
    assert "wangfang" not in capsys.readouterr().out


def test_an_account_made_at_the_terminal(instance, capsys, monkeypatch):
    main(["seed-demo"])
    monkeypatch.setenv("PASSWORD", "a-good-long-one")
    assert main(["user", "create", "newcomer", "--name", "新人", "--role", "teller", "--branch", "0113"]) == 0
    assert main(["user", "create", "newcomer", "--name", "新人", "--role", "teller"]) == 1
    assert "username_taken" in capsys.readouterr().err


def test_there_are_no_demo_accounts_without_demo_data(instance):
    with pytest.raises(SystemExit, match="seed-demo"):
        main(["demo-accounts"])


def test_a_branch_has_to_be_named_where_there_is_none(instance):
    with pytest.raises(SystemExit, match="there are: none"):
        main(["device", "enrolment-code"])


def test_verify_proves_the_log_and_finds_where_it_breaks(instance, capsys):
    main(["seed-demo"])
    assert main(["verify"]) == 0
    assert "the chain holds" in capsys.readouterr().out
    database = Database(instance)
    with database.write() as session:
        session.execute(delete(AuditRow).where(AuditRow.seq == 2))
    database.close()
    assert main(["verify"]) == 1
    assert "BROKEN at entry 2 (missing)" in capsys.readouterr().out


def test_verify_finds_a_kpi_that_is_off_and_writes_it_anew(instance, capsys):
    main(["seed-demo"])
    database = Database(instance)
    with database.write() as session:
        branch_id = session.execute(select(BranchRow.id)).scalars().first()
        sums = {"month": "2026-03", "measure": "k1.satisfied", "person": "*", "numerator": 1, "denominator": 1}
        session.execute(insert(KpiTallyRow).values(branch_id=branch_id, **sums))
    database.close()
    assert main(["verify"]) == 1
    assert "KPIs WRONG" in capsys.readouterr().out
    assert main(["verify", "--recount"]) == 1
    assert "written anew" in capsys.readouterr().out
    assert main(["verify"]) == 0
    assert "the KPIs agree" in capsys.readouterr().out


def test_a_wrong_setting_is_one_clear_line(monkeypatch, capsys):
    monkeypatch.setenv("LOBBYBOOK_PORT", "http")
    assert main(["verify"]) == 1
    shown = capsys.readouterr().err
    assert "LOBBYBOOK_PORT" in shown
    assert shown.count("\n") == 1


def test_a_database_that_is_not_there_is_one_clear_line(monkeypatch, capsys, tmp_path):
    monkeypatch.setenv("LOBBYBOOK_DATA", str(tmp_path))
    monkeypatch.setenv("LOBBYBOOK_DATABASE_URL", "postgresql+psycopg://nobody@127.0.0.1:1/none")
    assert main(["verify"]) == 1
    assert "the database does not answer" in capsys.readouterr().err
