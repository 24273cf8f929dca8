"""What people do to accounts, sessions and tablets stands in the audit log, without a word of personal data."""

import json
from pathlib import Path

from tests.worlds import PASSWORD


def actions(world, branch_id=None):
    links = world.services.audit_pages.newest(branch_id or world.branch.id, before_seq=None, action=None, limit=500)
    return [link.action for link in reversed(links)]


def test_a_day_of_people_is_in_the_log(world):
    tablet = world.signed_in_tablet("lobby")
    admin = world.sign_in("admin")
    admin.send("PATCH", f"/api/users/{tablet.user_id}", {"roles": ["teller"]})
    world.client().post("/api/session", json={"username": "lobby", "password": "wrong"})
    admin.post(f"/api/devices/{tablet.device_id}/revoke", {"reason": "遗失"})
    admin.send("DELETE", "/api/session")
    assert actions(world) == [
        "branch.opened",
        "enrolment_code.created",
        "device.enrolled",
        "user.created",
        "session.opened",
        "grant.issued",
        "user.created",
        "session.opened",
        "user.changed",
        "session.refused",
        "device.revoked",
        "session.closed",
    ]


def test_an_attempt_on_an_unknown_name_is_kept_without_the_name(world):
    world.client().post("/api/session", json={"username": "13800138000", "password": "x"})
    assert actions(world, "bank") == ["session.refused"]
    assert "13800138000" not in stored_text(world)


def test_the_log_holds_no_name_and_no_password(world):
    admin = world.sign_in("admin")
    made = {"username": "newcomer", "password": PASSWORD, "name": "欧阳新人", "branch_id": world.branch.id}
    user = admin.post("/api/users", made | {"roles": ["teller"]}).json
    admin.send("PATCH", f"/api/users/{user['id']}", {"name": "司马改名", "password": "a-new-good-one"})
    log = "".join(
        link.details
        for link in world.services.audit_pages.newest(world.branch.id, before_seq=None, action=None, limit=99)
    )
    assert not any(word in log for word in ("欧阳新人", "司马改名", "a-new-good-one", PASSWORD))
    assert json.loads(
        world.services.audit_pages.newest(world.branch.id, before_seq=None, action="user.changed", limit=1)[0].details
    ) == {
        "name": "changed",
        "password": "changed",
    }


def test_the_auditor_reads_it_newest_first_and_page_by_page(world):
    world.signed_in_tablet("lobby")
    desk = world.sign_in("auditor")
    first = desk.get("/api/audit?limit=2").json["entries"]
    older = desk.get(f"/api/audit?limit=2&before={first[-1]['seq']}").json["entries"]
    seqs = [entry["seq"] for entry in first + older]
    assert seqs == sorted(seqs, reverse=True)
    assert len(set(seqs)) == 4


def test_the_whole_log_proves_itself_after_all_of_it(world):
    world.signed_in_tablet("lobby", world.other_branch())
    assert [proof.broken for proof in world.services.verify_audit()] == [None, None]


def stored_text(world):
    file = Path(world.settings.database_url.removeprefix("sqlite:///"))
    return (file.read_bytes() + Path(f"{file}-wal").read_bytes()).decode(errors="replace")
