"""Fixtures every suite may use.

`world` is the usual way in: a migrated application with people and tablets that act (tests/worlds.py). It stands on SQLite;
a suite that must hold on both databases asks for `world_on_both`, or for `database_url` alone.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from server.settings import Settings, load_settings
from tests.databases import PostgresDatabases, migrated_sqlite, postgres_server
from tests.worlds import World, open_world


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long ones begin first: one that began last would leave the other process with nothing to do."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return migrated_sqlite(tmp_path_factory.mktemp("template") / "template.sqlite3")


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """Started when the first test asks for it."""
    with postgres_server() as url:
        yield url


@pytest.fixture(scope="session")
def postgres_databases(postgres_url: str) -> PostgresDatabases:
    return PostgresDatabases(postgres_url)


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    copy = tmp_path / "lobbybook.sqlite3"
    shutil.copyfile(sqlite_template, copy)
    return f"sqlite:///{copy}"


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """An empty, migrated database: the test runs once on SQLite and once on PostgreSQL."""
    if request.param == "sqlite":
        yield request.getfixturevalue("sqlite_url")
        return
    databases: PostgresDatabases = request.getfixturevalue("postgres_databases")
    with databases.one() as url:
        yield url


@pytest.fixture
def settings(sqlite_url: str, tmp_path: Path) -> Settings:
    return settings_for(sqlite_url, tmp_path)


def settings_for(database_url: str, folder: Path) -> Settings:
    return load_settings({"LOBBYBOOK_DATA": str(folder / "data"), "LOBBYBOOK_DATABASE_URL": database_url})


@pytest.fixture
def world(settings: Settings) -> Iterator[World]:
    with open_world(settings) as opened:
        yield opened


@pytest.fixture
def world_on_both(database_url: str, tmp_path: Path) -> Iterator[World]:
    with open_world(settings_for(database_url, tmp_path)) as opened:
        yield opened


@pytest.fixture
def app(world: World) -> Flask:
    return world.app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()
