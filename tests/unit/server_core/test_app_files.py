"""The built app is served small, under a strict policy, and never stale."""

import pytest

from tests.worlds import open_world


@pytest.fixture
def client(settings, tmp_path):
    folder = tmp_path / "dist"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text("<!doctype html><title>厅堂台账</title>")
    (folder / "sw.js").write_text("self")
    (folder / "manifest.webmanifest").write_text("{}")
    (folder / "assets" / "main-1a2b.js").write_text("plain")
    (folder / "assets" / "main-1a2b.js.br").write_bytes(b"brotli")
    (folder / "assets" / "main-1a2b.js.gz").write_bytes(b"gzip")
    (tmp_path / "secret.txt").write_text("secret")
    with open_world(settings.changed(pwa_folder=folder)) as world:
        yield world.client()


@pytest.mark.parametrize("path", ["/", "/enrol", "/desk/inbox", "/records/0113"])
def test_every_page_of_the_app_is_its_first_page(client, path):
    answer = client.get(path)
    assert "厅堂台账" in answer.text
    assert answer.headers["Cache-Control"] == "no-cache"


def test_a_missing_file_is_not_a_page(client):
    assert client.get("/assets/main-gone.js").status_code == 404
    assert client.get("/favicon.ico").json["code"] == "not_found"


@pytest.mark.parametrize(
    "path", ["/../secret.txt", "/%2e%2e/secret.txt", "/assets/../../secret.txt", "/..%2fsecret.txt"]
)
def test_nothing_outside_the_folder_is_served(client, path):
    assert "secret" not in client.get(path).text


@pytest.mark.parametrize(
    ("accepted", "sent", "encoding"),
    [("br, gzip", "brotli", "br"), ("gzip", "gzip", "gzip"), ("br;q=0, gzip", "gzip", "gzip"), ("", "plain", None)],
)
def test_the_smallest_form_the_browser_takes_is_sent(client, accepted, sent, encoding):
    answer = client.get("/assets/main-1a2b.js", headers={"Accept-Encoding": accepted})
    assert (answer.text, answer.headers.get("Content-Encoding")) == (sent, encoding)
    assert answer.mimetype == "text/javascript"
    assert answer.headers["Vary"] == "Accept-Encoding"


def test_only_hashed_names_are_kept_unasked(client):
    assert "immutable" in client.get("/assets/main-1a2b.js").headers["Cache-Control"]
    assert client.get("/sw.js").headers["Cache-Control"] == "no-cache"


def test_an_unchanged_file_is_not_sent_again(client):
    tag = client.get("/sw.js").headers["ETag"]
    assert client.get("/sw.js", headers={"If-None-Match": tag}).status_code == 304


def test_the_manifest_has_its_own_type(client):
    assert client.get("/manifest.webmanifest").mimetype == "application/manifest+json"


@pytest.mark.parametrize("path", ["/", "/api/nothing", "/api/docs", "/healthz"])
def test_every_answer_carries_the_strict_policy(client, path):
    policy = client.get(path).headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe-inline" not in policy
    assert "'unsafe-eval'" not in policy


def test_answers_of_the_api_are_not_kept(client):
    assert client.get("/api/session").headers["Cache-Control"] == "no-store"


def test_without_a_built_app_the_answer_says_so(world):
    missing = world.settings.pwa_folder / "index.html"
    if not missing.exists():
        assert world.client().get("/").json["code"] == "unavailable"
