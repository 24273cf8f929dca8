"""Whatever is wrong with a request, the answer has one shape and a 4xx, and the log does not repeat it."""

import gzip
import json

import pytest

from server.api.guards import public
from server.app import with_routes
from tests.worlds import open_world


@pytest.fixture
def extensible(settings):
    """A world with routes of its own, so that a test may add one."""
    with open_world(settings, shell=with_routes) as opened:
        yield opened


def assert_refused(answer, status, code):
    assert (answer.status_code, answer.json["code"]) == (status, code)
    assert set(answer.json["message"]) == {"zh", "en"}
    assert answer.mimetype == "application/json"


def test_an_unknown_address_of_the_api(client):
    assert_refused(client.get("/api/nothing"), 404, "not_found")
    assert_refused(client.post("/api/nothing", json={}), 404, "not_found")
    assert_refused(client.get("/sync/nothing/at/all"), 404, "not_found")


def test_a_method_that_is_not_offered_says_which_are(client):
    answer = client.get("/api/devices/enrol")
    assert_refused(answer, 405, "method_not_allowed")
    assert set(answer.headers["Allow"].split(", ")) == {"POST", "OPTIONS"}


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"\xff\xfe",
        b'{"username": NaN}',
        b"[" * 100_000,
        b'{"username": ' + b"9" * 10_000 + b"}",
        b'{"username":"a","password":"\\',
    ],
)
def test_a_body_that_is_not_json(client, body):
    assert_refused(client.post("/api/session", data=body, content_type="application/json"), 400, "bad_json")


@pytest.mark.parametrize("content", [[], "text", 7, None, {}, {"username": 7, "password": []}, {"username": {"a": 1}}])
def test_json_of_another_shape(client, content):
    assert_refused(client.post("/api/session", json=content), 422, "invalid")


def test_the_first_wrong_field_is_named_and_all_are_listed(client):
    answer = client.post("/api/session", json={"username": ""})
    assert answer.json["field"] == "username"
    assert set(answer.json["details"]["fields"]) == {"username", "password"}


def test_a_body_of_another_type(client):
    answer = client.post("/api/session", data="username=a&password=b", content_type="application/x-www-form-urlencoded")
    assert_refused(answer, 415, "unsupported_media_type")


def test_a_body_that_is_too_large(client, settings):
    body = b'{"username":"' + b"a" * settings.max_body_bytes + b'"}'
    assert_refused(client.post("/api/session", data=body, content_type="application/json"), 413, "too_large")


def test_a_nul_in_the_address(client):
    assert_refused(client.get("/api/audit?action=%00"), 400, "bad_request")


def test_compressed_bytes_are_not_json(client):
    body = gzip.compress(json.dumps({"username": "a", "password": "b"}).encode())
    assert client.post("/api/session", data=body, content_type="application/json").status_code == 400


def test_an_unexpected_error_says_nothing_of_what_was_typed(extensible, capsys):
    @extensible.app.get("/api/broken")
    @public("a route of this test that fails on purpose")
    def broken():
        raise RuntimeError("13800138000")

    answer = extensible.client().get("/api/broken")
    assert_refused(answer, 500, "server_error")
    shown = capsys.readouterr()
    assert "13800138000" not in answer.text + shown.out + shown.err
    assert "test_errors.py" in shown.out + shown.err


def test_a_route_that_forgot_its_guard_is_closed(extensible):
    @extensible.app.get("/api/forgotten")
    def forgotten():
        return "secret"

    assert_refused(extensible.client().get("/api/forgotten"), 403, "not_permitted")


def test_the_log_names_the_route_and_not_the_address(world, capsys):
    desk = world.sign_in("auditor")
    capsys.readouterr()
    desk.get("/api/audit?action=zhangsan", headers={"X-Request-Id": "given-by-proxy-1"})
    shown = "".join(capsys.readouterr())
    assert "zhangsan" not in shown
    assert "route=/api/audit" in shown
    assert "given-by-proxy-1" in shown


def test_a_request_id_that_could_forge_a_log_line_is_replaced(client):
    answer = client.get("/healthz", headers={"X-Request-Id": "evil id=1"})
    assert answer.headers["X-Request-Id"] != "evil id=1"
