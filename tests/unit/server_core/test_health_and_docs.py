"""Health, and the description of the interface."""

import re

from server.store.database import Database
from tests.worlds import CHEAP, Outside, create_app


def test_a_ready_server_names_its_checks(client):
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert {"database", "migrations"} <= answer.json["checks"].keys()


def test_a_server_on_an_old_schema_is_not_ready(settings, tmp_path):
    empty = settings.changed(database_url=f"sqlite:///{tmp_path}/empty.sqlite3")
    Database(empty.database_url).close()
    client = create_app(empty, Outside(hasher=CHEAP)).test_client()
    assert client.get("/healthz").status_code == 200
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json["checks"]["migrations"]) == (503, False)


def test_a_server_without_its_database_is_not_ready(settings):
    gone = settings.changed(database_url="postgresql+psycopg://nobody@127.0.0.1:1/none")
    client = create_app(gone, Outside(hasher=CHEAP)).test_client()
    assert client.get("/readyz").json["checks"] | {"database": False} == client.get("/readyz").json["checks"]
    assert client.get("/readyz").status_code == 503


def test_the_document_describes_every_api_route(app, client):
    described = client.get("/api/openapi.json").json
    assert described["openapi"] == "3.1.0"
    documented = set(described["paths"])
    descriptions = {"/api/openapi.json", "/api/docs", "/api/docs.css", "/api/contract.json"}
    rules = {re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule) for rule in app.url_map.iter_rules()}
    assert {rule for rule in rules if rule.startswith("/api/")} - descriptions <= documented


def test_the_page_shows_every_operation_without_a_script(client):
    page = client.get("/api/docs").text
    described = client.get("/api/openapi.json").json
    assert "<script" not in page
    assert " style=" not in page
    for path in described["paths"]:
        assert path in page
