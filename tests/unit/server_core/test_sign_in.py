"""Signing in, the session, and what slows guessing down."""

from tests.worlds import PASSWORD


def test_whoever_signs_in_gets_their_branch_and_roles(world):
    desk = world.sign_in("lobby")
    assert desk.user["active_role"] == "lobby_manager"
    assert desk.user["branch_no"] == "0113"
    assert desk.get("/api/session").json["user"] == desk.user


def test_a_tablet_gets_a_grant_and_the_two_secrets(world):
    tablet = world.enrolled_tablet()
    first = tablet.sign_in(world.person("lobby").username, PASSWORD).json
    again = tablet.sign_in("lobby", PASSWORD).json
    assert first["grant"]["roles"] == ["lobby_manager"]
    assert first["grant"]["grant_id"] != again["grant"]["grant_id"]
    assert (first["device_share"], first["recovery_secret"]) == (again["device_share"], again["recovery_secret"])
    assert len(first["device_share"]) == 43
