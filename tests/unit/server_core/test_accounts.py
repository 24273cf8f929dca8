"""Accounts: who may change them, what a change ends, and what is never allowed."""

import pytest

from tests.worlds import PASSWORD


def account(world, **changes):
    return {
        "username": "newcomer",
        "password": PASSWORD,
        "name": "新人",
        "branch_id": world.branch.id,
        "roles": ["teller"],
    } | changes


@pytest.fixture
def admin(world):
    return world.sign_in("admin")


def test_a_new_account_can_sign_in(world, admin):
    assert admin.post("/api/users", account(world)).status_code == 201
    answer = world.client().post("/api/session", json={"username": "newcomer", "password": PASSWORD})
    assert answer.json["user"]["roles"] == ["teller"]


@pytest.mark.parametrize(
    ("changes", "status", "code", "field"),
    [
        ({"username": "Admin"}, 409, "username_taken", "username"),
        ({"password": "short"}, 422, "password_too_weak", "password"),
        ({"password": "xxNEWCOMERxx"}, 422, "password_too_weak", "password"),
        ({"roles": ["emperor"]}, 422, "invalid", "roles"),
        ({"roles": []}, 422, "invalid", "roles"),
        ({"branch_id": "0" * 8 + "-0000-7000-8000-" + "0" * 12}, 422, "unknown_branch", "branch_id"),
        ({"roles": ["department_agent"]}, 422, "department_required", "department"),
        ({"department": "credit_dept"}, 422, "department_required", "department"),
        ({"roles": ["department_agent"], "department": "nowhere"}, 422, "unknown_department", "department"),
        ({"username": "有名"}, 422, "invalid", "username"),
        ({"is_admin": True}, 422, "invalid", "is_admin"),
        ({"name": "a\0b"}, 422, "invalid", None),
        ({"name": "\ud800"}, 422, "invalid", None),
    ],
)
def test_an_unacceptable_account_is_refused_by_field(world, admin, changes, status, code, field):
    answer = admin.post("/api/users", account(world, **changes))
    assert (answer.status_code, answer.json["code"], answer.json.get("field")) == (status, code, field)


def test_the_refusal_does_not_repeat_what_was_typed(world, admin):
    answer = admin.post("/api/users", account(world, username="张三 13800138000"))
    assert "13800138000" not in answer.text


def test_a_rare_character_in_a_name_survives(world, admin):
    assert admin.post("/api/users", account(world, name="𠮷野𬎆·Ana")).json["name"] == "𠮷野𬎆·Ana"


@pytest.mark.parametrize("change", [{"roles": ["ops_supervisor"]}, {"active": False}, {"password": "another-good-one"}])
def test_a_change_of_rights_ends_the_persons_sessions(world, admin, change):
    desk = world.sign_in("teller")
    answer = admin.send("PATCH", f"/api/users/{desk.user['id']}", change)
    assert answer.status_code == 200
    assert desk.get("/api/session").status_code == 401


def test_a_change_of_name_does_not(world, admin):
    desk = world.sign_in("teller")
    admin.send("PATCH", f"/api/users/{desk.user['id']}", {"name": "改名"})
    assert desk.get("/api/session").json["user"]["name"] == "改名"


def test_losing_the_right_to_capture_revokes_the_grants(world, admin):
    tablet = world.signed_in_tablet("lobby")
    admin.send("PATCH", f"/api/users/{tablet.user_id}", {"active": False})
    grants = world.services.sign_in.issue_grant.grants.grants(tablet.branch_id, [tablet.grant_id])
    assert grants[tablet.grant_id].revoked_at == world.clock()


def test_nobody_shuts_themselves_out(world, admin):
    for change in ({"active": False}, {"roles": ["auditor"]}):
        answer = admin.send("PATCH", f"/api/users/{admin.user['id']}", change)
        assert (answer.status_code, answer.json["code"]) == (409, "own_account")


def test_an_agent_who_becomes_something_else_leaves_the_department(world, admin):
    agent = world.person("credit")
    changed = admin.send("PATCH", f"/api/users/{agent.id}", {"roles": ["loan_officer"]}).json
    assert (changed["roles"], changed["department"]) == (["loan_officer"], None)


def test_a_supervisor_sees_the_accounts_of_the_own_branch_only(world):
    world.person("lobby", world.other_branch())
    desk = world.sign_in("supervisor")
    assert {user["branch_id"] for user in desk.get("/api/users").json["users"]} == {world.branch.id}


def test_no_answer_holds_a_password_hash(world, admin):
    assert "argon2" not in admin.get("/api/users").text


def test_a_branch_number_is_given_once(world, admin):
    assert admin.post("/api/branches", {"no": "0114", "name": "城北支行"}).status_code == 201
    assert admin.post("/api/branches", {"no": "0114", "name": "城南支行"}).json["code"] == "branch_no_taken"


def test_the_twelve_departments_are_there(admin):
    found = admin.get("/api/departments").json["departments"]
    assert len(found) == 12
    assert found[0] == {"code": "customer_service_dept", "zh": "客户服务部", "en": "Customer service"}
