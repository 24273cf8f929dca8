"""The person who starts it reads where it is, how a tablet enters, and who may sign in."""

from server.launch.terminal import certificate_note, qr, table, welcome

ACCOUNTS = {
    "address": "http://127.0.0.1:8123",
    "enrolment_link": "http://127.0.0.1:8123/enrol#ABCD-EFGH",
    "users": [
        {"username": "wang", "password": "known", "roles": ["lobby_manager"], "name": "王芳", "department": None}
    ],
}


def test_the_welcome_names_the_address_the_link_and_the_users() -> None:
    shown = welcome(ACCOUNTS, "data/log", "data")
    assert all(word in shown for word in ("http://127.0.0.1:8123\n", "/enrol#ABCD-EFGH", "wang", "known", "王芳"))


def test_columns_stay_straight_with_chinese_names() -> None:
    assert table([["王芳", "a"], ["Li", "b"]]) == ["王芳  a", "Li    b"]


def test_a_code_is_drawn_as_a_square() -> None:
    lines = qr("http://127.0.0.1:8123/enrol#ABCD-EFGH").splitlines()
    assert len(lines) > 10


def test_the_fingerprint_stands_beside_the_link_to_the_certificate() -> None:
    note = certificate_note("http://192.168.1.20:8124/lobbybook-ca.crt", "AB:CD", fresh=True)
    assert "http://192.168.1.20:8124/lobbybook-ca.crt" in note
    assert "SHA-256 AB:CD" in note
