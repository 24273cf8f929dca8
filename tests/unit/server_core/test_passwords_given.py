"""An initial password is shown once, and good for one thing: setting one's own."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.services.edit_user import AccountChange, LastAdmin
from server.services.set_password import ALPHABET, initial_password
from tests.worlds import PASSWORD, Desk, World

OWN = "a password of my own"


@pytest.fixture
def admin(world: World) -> Desk:
    return world.sign_in("admin")


def desk_with(world: World, username: str, password: str) -> Desk:
    client = world.client()
    answer = client.post("/api/session", json={"username": username, "password": password})
    assert answer.status_code == 200, answer.text
    return Desk(client, answer.json["user"], answer.json["csrf_token"])


def newcomer(world: World, admin: Desk) -> str:
    """The initial password of a new teller."""
    content = {"username": "newcomer", "name": "新人", "branch_id": world.branch.id, "roles": ["teller"]}
    answer = admin.post("/api/users", content)
    assert (answer.status_code, answer.json["password_initial"]) == (201, True)
    return str(answer.json["initial_password"])


def test_an_initial_password_opens_nothing_but_the_setting_of_ones_own(world: World, admin: Desk) -> None:
    given_one = newcomer(world, admin)
    desk = desk_with(world, "newcomer", given_one)
    assert desk.user["password_initial"] is True
    assert desk.get("/api/records").json["code"] == "password_initial"
    assert desk.post("/api/session/password", {"old": given_one, "password": OWN}).status_code == 204
    assert desk.get("/api/session").status_code == 401
    assert desk_with(world, "newcomer", OWN).get("/api/records").status_code == 200


def test_a_tablet_takes_no_initial_password(world: World, admin: Desk) -> None:
    lobby = world.person("lobby")
    given_one = admin.post(f"/api/users/{lobby.id}/password").json["initial_password"]
    answer = world.enrolled_tablet().sign_in(lobby.username, given_one)
    assert (answer.status_code, answer.json["code"]) == (403, "password_initial")


def test_giving_a_password_ends_what_rested_on_the_old_one(world_on_both: World) -> None:
    admin, tablet = world_on_both.sign_in("admin"), world_on_both.signed_in_tablet("lobby")
    admin.post(f"/api/users/{tablet.user_id}/password")
    grants = world_on_both.services.sign_in.issue_grant.grants.grants(tablet.branch_id, [tablet.grant_id])
    assert grants[tablet.grant_id].revoked_at == world_on_both.clock()


def test_ones_own_password_is_changed_by_who_knows_the_old_one(world: World) -> None:
    desk = world.sign_in("teller")
    refused = desk.post("/api/session/password", {"old": "guessed", "password": OWN})
    assert (refused.status_code, refused.json["code"], refused.json["field"]) == (422, "wrong_password", "old")
    same = desk.post("/api/session/password", {"old": PASSWORD, "password": PASSWORD})
    assert same.json["code"] == "password_same"
    weak = desk.post("/api/session/password", {"old": PASSWORD, "password": "short"})
    assert (weak.json["code"], weak.json["field"]) == ("password_too_weak", "password")


def test_guessing_the_old_password_is_limited(world: World) -> None:
    desk = world.sign_in("teller")
    tries = [desk.post("/api/session/password", {"old": f"guess {n}", "password": OWN}) for n in range(12)]
    assert tries[-1].status_code == 429


def test_nobody_gives_themselves_a_password_or_a_right(admin: Desk) -> None:
    own = f"/api/users/{admin.user['id']}"
    assert admin.post(f"{own}/password").json["code"] == "own_account"
    for change in ({"roles": ["admin", "auditor"]}, {"roles": ["admin", "branch_manager"]}):
        assert admin.send("PATCH", own, change).json["code"] == "own_account"
    assert admin.send("PATCH", own, {"name": "改名"}).status_code == 200


def test_the_last_administrator_is_kept(world_on_both: World) -> None:
    edit, admin = world_on_both.services.edit_user, world_on_both.person("admin")
    with pytest.raises(LastAdmin):
        edit.change(admin.id, AccountChange(active=False), None, world_on_both.clock())
    wanted = AccountChange(name="二号", branch_id=world_on_both.branch.id, roles=("admin",))
    edit.create("second", PASSWORD, wanted, None, world_on_both.clock())
    assert not edit.change(admin.id, AccountChange(active=False), None, world_on_both.clock()).active


def test_the_history_of_an_account_tells_who_changed_what_and_no_password(world_on_both: World) -> None:
    admin, elsewhere = world_on_both.sign_in("admin"), world_on_both.other_branch()
    given_one = newcomer(world_on_both, admin)
    user = next(each for each in admin.get("/api/users").json["users"] if each["username"] == "newcomer")
    world_on_both.clock.pass_by(minutes=1)
    admin.send("PATCH", f"/api/users/{user['id']}", {"branch_id": elsewhere.id, "roles": ["lobby_manager"]})
    answer = admin.get(f"/api/users/{user['id']}/history")
    assert [(each["action"], each["by_name"]) for each in answer.json["events"]] == [
        ("user.changed", "测试admin"),
        ("user.created", "测试admin"),
    ]
    assert answer.json["events"][0]["details"]["roles"] == {"from": ["teller"], "to": ["lobby_manager"]}
    assert given_one not in answer.text
    assert world_on_both.sign_in("supervisor").get(f"/api/users/{user['id']}/history").status_code == 403


def test_a_branch_keeps_its_number_under_another_name(world_on_both: World) -> None:
    admin, branch = world_on_both.sign_in("admin"), world_on_both.branch
    renamed = admin.send("PATCH", f"/api/branches/{branch.id}", {"name": "城东中心支行"})
    assert (renamed.json["no"], renamed.json["name"]) == (branch.no, "城东中心支行")
    assert (
        world_on_both.sign_in("manager").send("PATCH", f"/api/branches/{branch.id}", {"name": "x支行"}).status_code
        == 403
    )


@given(st.integers())
def test_an_initial_password_is_easy_to_read_and_hard_to_guess(seed: int) -> None:
    password = initial_password(random.Random(seed).randbytes)
    assert [len(part) for part in password.split("-")] == [4, 4, 4]
    assert set(password) <= {*ALPHABET, "-"}
