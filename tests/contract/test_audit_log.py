"""The audit log on both databases: with its transaction or not at all, in one unbroken order whatever happens at once."""

import threading
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from sqlalchemy import delete, text, update

from server.domain.audit_chain import AuditEntry
from server.services.verify_audit import VerifyAudit
from server.store.audit_log import AuditLog
from server.store.database import Database
from server.store.tables.audit import AuditRow

AT = datetime(2026, 3, 2, 1, 0, 0, 987654, tzinfo=UTC)


@pytest.fixture
def database(database_url):
    opened = Database(database_url)
    yield opened
    opened.close()


@pytest.fixture
def audit(database):
    return AuditLog(database)


def entry(branch="b1", number=0):
    return AuditEntry(branch, "u1", "record.decided", f"record:{number}", {"号": number, "z": [1, None], "a": True}, AT)


def broken(audit):
    return [
        (proof.broken.branch_id, proof.broken.seq, proof.broken.why) for proof in VerifyAudit(audit)() if proof.broken
    ]


def test_what_was_appended_proves_itself(audit):
    audit.append("b1", None, "session.opened", "user:1", {"zh": "中文 𠮷"}, AT)
    audit.append_many([entry("b1", 1), entry("b2", 2), entry("b1", 3)])
    audit.append(None, None, "session.refused", "user:unknown", {}, AT)
    assert {branch: seq for branch, seq, _ in audit.heads()} == {"b1": 3, "b2": 1, "bank": 1}
    assert broken(audit) == []


def test_entries_go_with_a_transaction_that_fails(database, audit):
    audit.append_many([entry()])
    with suppress(ZeroDivisionError), database.write():
        audit.append_many([entry(number=1)])
        raise ZeroDivisionError
    assert audit.ends() == {"b1": 1}
    assert broken(audit) == []


def test_entries_of_one_transaction_keep_their_order(database, audit):
    with database.write():
        for number in range(3):
            audit.append_many([entry(number=number)])
    assert [link.subject for link in audit.links("b1")] == ["record:0", "record:1", "record:2"]


def test_a_long_chain_is_read_in_pages(audit):
    audit.append_many([entry(number=number) for number in range(2500)])
    assert broken(audit) == []
    assert [link.seq for link in audit.newest("b1", before_seq=2001, action=None, limit=2)] == [2000, 1999]


def test_writers_at_once_make_one_chain(audit):
    failures = []

    def write(branches):
        try:
            for number in range(15):
                audit.append_many([entry(branch, number) for branch in branches])
        except Exception as error:
            failures.append(error)

    # Opposite orders of branches would wait for each other for ever, were the heads not locked in one order.
    threads = [threading.Thread(target=write, args=(order,)) for order in (["b1", "b2"], ["b2", "b1"], ["b1"], ["b2"])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert audit.ends() == {"b1": 45, "b2": 45}
    assert broken(audit) == []


def test_a_changed_row_is_found(database, audit):
    audit.append_many([entry(number=number) for number in range(5)])
    with database.write() as session:
        session.execute(update(AuditRow).where(AuditRow.seq == 3).values(actor_id="someone else"))
    assert broken(audit) == [("b1", 3, "changed")]


def test_a_removed_row_is_found(database, audit):
    audit.append_many([entry(number=number) for number in range(5)])
    with database.write() as session:
        session.execute(delete(AuditRow).where(AuditRow.seq == 2))
    assert broken(audit) == [("b1", 2, "missing")]


def test_a_cut_off_end_is_found(database, audit):
    audit.append_many([entry(number=number) for number in range(5)])
    with database.write() as session:
        session.execute(delete(AuditRow).where(AuditRow.seq >= 4))
    assert broken(audit) == [("b1", 4, "cut_off")]


def test_a_chain_whose_head_was_removed_is_found(database, audit):
    audit.append_many([entry()])
    with database.write() as session:
        session.execute(text("DELETE FROM audit_heads"))
    assert broken(audit) == [("b1", 1, "beyond_head")]
