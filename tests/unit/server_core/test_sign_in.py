"""Signing in, the session, and what slows guessing down."""

import pytest

from tests.tablets import new_key
from tests.worlds import PASSWORD


def sign_in(world, username, password, **options):
    return world.client().post("/api/session", json={"username": username, "password": password}, **options)


def test_whoever_signs_in_gets_their_branch_and_role(world):
    desk = world.sign_in("lobby")
    assert desk.user["active_role"] == "lobby_manager"
    assert desk.user["branch_no"] == "0113"
    assert desk.get("/api/session").json["user"] == desk.user


def test_a_user_name_is_known_in_any_case(world):
    world.person("lobby")
    assert sign_in(world, " LOBBY ", PASSWORD).status_code == 200


def test_the_cookie_is_out_of_reach_of_scripts_and_of_other_sites(world):
    world.person("lobby")
    cookie = sign_in(world, "lobby", PASSWORD).headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert "Secure" not in cookie  # plain HTTP on one's own machine


def test_over_https_the_cookie_is_secure_and_bound_to_the_host(settings):
    from tests.worlds import open_world

    with open_world(settings.changed(public_url="https://bank.example")) as world:
        world.person("lobby")
        cookie = sign_in(world, "lobby", PASSWORD).headers["Set-Cookie"]
        assert cookie.startswith("__Host-")
        assert "; Secure" in cookie


def test_the_database_holds_neither_the_token_nor_the_password(world):
    desk = world.sign_in("lobby")
    token = desk.client.get_cookie("lobbybook").value
    file = world.settings.database_url.removeprefix("sqlite:///")
    stored = open(file, "rb").read() + open(file + "-wal", "rb").read()  # noqa: SIM115 - read to the end at once
    assert token.encode() not in stored
    assert PASSWORD.encode() not in stored


@pytest.mark.parametrize(("username", "password"), [("nobody", PASSWORD), ("lobby", "wrong"), ("gone", PASSWORD)])
def test_a_refusal_does_not_tell_whether_the_account_exists(world, username, password):
    world.person("lobby")
    admin = world.sign_in("admin")
    made = {"username": "gone", "password": PASSWORD, "name": "离", "branch_id": world.branch.id, "roles": ["teller"]}
    gone = admin.post("/api/users", made).json
    admin.send("PATCH", f"/api/users/{gone['id']}", {"active": False})
    answer = sign_in(world, username, password)
    assert answer.status_code == 401
    assert answer.json == {
        "code": "wrong_credentials",
        "message": {"zh": "用户名或密码不正确。", "en": "The user name or the password is not right."},
    }


def test_an_unknown_name_costs_as_many_hashes_as_a_known_one(world):
    class Counting:
        def __init__(self, real):
            self.real, self.checked = real, 0

        def matches(self, stored, password):
            self.checked += 1
            return self.real.matches(stored, password)

        def __getattr__(self, name):
            return getattr(self.real, name)

    from dataclasses import replace

    from server.services.sign_in import WrongCredentials

    world.person("lobby")
    counting = Counting(world.services.sign_in.hasher)
    attempt = replace(world.services.sign_in, hasher=counting)
    for name in ("nobody", "lobby"):
        with pytest.raises(WrongCredentials):
            attempt(name, "wrong", address="10.0.0.1", device=None, at=world.clock())
    assert counting.checked == 2


def test_after_five_wrong_passwords_even_the_right_one_waits(world):
    world.person("lobby")
    for _ in range(5):
        assert sign_in(world, "lobby", "wrong").status_code == 401
    answer = sign_in(world, "lobby", PASSWORD)
    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "900"
    world.clock.pass_by(minutes=16)
    assert sign_in(world, "lobby", PASSWORD).status_code == 200


def test_unknown_names_are_slowed_down_alike(world):
    answers = [sign_in(world, "nobody", "wrong").status_code for _ in range(6)]
    assert answers == [401] * 5 + [429]


def test_a_stranger_elsewhere_cannot_lock_an_account_with_five_guesses(world):
    world.person("lobby")
    for _ in range(6):
        sign_in(world, "lobby", "wrong", environ_base={"REMOTE_ADDR": "203.0.113.9"})
    assert sign_in(world, "lobby", PASSWORD).status_code == 200


def test_one_address_cannot_try_one_password_on_every_account(world):
    answers = [sign_in(world, f"user{number}", "wrong").status_code for number in range(101)]
    assert answers[-1] == 429


def test_signing_in_forgets_the_failures_before_it(world):
    world.person("lobby")
    for _ in range(3):
        for _ in range(4):
            sign_in(world, "lobby", "wrong")
        assert sign_in(world, "lobby", PASSWORD).status_code == 200


def test_the_count_survives_a_restart(world, settings):
    from tests.worlds import CHEAP, Outside, create_app

    for _ in range(5):
        sign_in(world, "nobody", "wrong")
    again = create_app(settings, Outside(clock=world.clock, hasher=CHEAP)).test_client()
    assert again.post("/api/session", json={"username": "nobody", "password": "x"}).status_code == 429


def test_signing_out_ends_the_session_on_the_server(world):
    desk = world.sign_in("lobby")
    token = desk.client.get_cookie("lobbybook").value
    assert desk.send("DELETE", "/api/session").status_code == 204
    desk.client.set_cookie("lobbybook", token)
    assert desk.get("/api/session").json["code"] == "not_signed_in"


def test_a_session_ends_by_itself(world):
    desk = world.sign_in("lobby")
    world.clock.pass_by(hours=13)
    assert desk.get("/api/session").status_code == 401


def test_signing_in_again_in_one_browser_ends_the_session_before(world):
    first = world.sign_in("lobby")
    token = first.client.get_cookie("lobbybook").value
    first.client.post("/api/session", json={"username": "lobby", "password": PASSWORD})
    other = world.client()
    other.set_cookie("lobbybook", token)
    assert other.get("/api/session").status_code == 401


def test_one_role_is_active_at_a_time(world):
    admin = world.sign_in("admin")
    both = ["teller", "ops_supervisor"]
    made = {"username": "two", "password": PASSWORD, "name": "双岗", "branch_id": world.branch.id, "roles": both}
    assert admin.post("/api/users", made).status_code == 201
    client = world.client()
    answer = client.post("/api/session", json={"username": "two", "password": PASSWORD}).json
    headers = {"X-CSRF-Token": answer["csrf_token"]}
    assert answer["user"]["active_role"] == "ops_supervisor"
    changed = client.patch("/api/session", json={"active_role": "teller"}, headers=headers)
    assert changed.json["user"]["active_role"] == "teller"
    assert client.get("/api/devices").status_code == 403
    refused = client.patch("/api/session", json={"active_role": "admin"}, headers=headers)
    assert (refused.status_code, refused.json["code"]) == (422, "role_not_held")


def test_the_language_is_remembered(world):
    desk = world.sign_in("lobby")
    assert desk.send("PATCH", "/api/session", {"language": "en"}).json["user"]["language"] == "en"
    assert world.sign_in("lobby").user["language"] == "en"


def test_a_token_of_another_session_is_no_csrf_token(world):
    one, other = world.sign_in("lobby"), world.sign_in("lobby2")
    answer = one.client.patch("/api/session", json={"language": "en"}, headers={"X-CSRF-Token": other.csrf})
    assert answer.json["code"] == "csrf_invalid"


def test_a_tablet_gets_a_grant_and_the_same_two_secrets_each_time(world):
    tablet = world.enrolled_tablet()
    world.person("lobby")
    first, again = tablet.sign_in("lobby", PASSWORD).json, tablet.sign_in("lobby", PASSWORD).json
    assert first["grant"]["roles"] == ["lobby_manager"]
    assert first["grant"]["grant_id"] != again["grant"]["grant_id"]
    assert (first["device_share"], first["recovery_secret"]) == (again["device_share"], again["recovery_secret"])
    assert len(first["device_share"]) == 43


def test_the_desk_gets_neither_grant_nor_secrets(world):
    world.person("lobby")
    assert not {"grant", "device_share", "recovery_secret"} & sign_in(world, "lobby", PASSWORD).json.keys()


def test_a_device_id_without_its_signature_is_refused(world):
    tablet = world.enrolled_tablet()
    world.person("lobby")
    body = {"username": "lobby", "password": PASSWORD, "device_id": tablet.device_id}
    assert world.client().post("/api/session", json=body).status_code == 401
    tablet.key = new_key()
    assert tablet.post("/api/session", body).json["code"] == "signature_invalid"


def test_people_of_another_branch_get_no_grant_on_this_tablet(world):
    stranger = world.person("lobby", world.other_branch())
    answer = world.enrolled_tablet().sign_in(stranger.username, PASSWORD)
    assert (answer.status_code, answer.json["code"]) == (403, "wrong_branch")


def test_who_has_no_work_on_a_tablet_is_sent_to_the_desk(world):
    world.person("auditor")
    answer = world.enrolled_tablet().sign_in("auditor", PASSWORD)
    assert (answer.status_code, answer.json["code"]) == (403, "role_not_on_tablet")
