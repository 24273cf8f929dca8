"""The simulated bank: one populated database made once, and for each seed a fresh copy with the real application on it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, MutableMapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from flask import Flask
from sqlalchemy import text

from server.api.context import EXTENSION
from server.app import Outside, build_services, open_context
from server.domain.people import User
from server.services import Services, read_feed
from server.settings import Settings, load_settings
from server.store.attachment_store import AttachmentStore
from server.store.database import Database
from server.store.engine import read_only_engine
from server.store.files import FileStore
from sync.attachments import PREFIX
from tests.simulation.crashes import Interruption, ServerDied, interruptible
from tests.simulation.databases import Copy
from tests.simulation.ledger import Ledger, read_ledger
from tests.tablets import signature
from tests.worlds import CHEAP, PASSWORD, START, TestClock

FLOOR = ("lobby", "lobby2", "supervisor")
DESKS = ("manager", "credit", "service", "admin")
DURABLE_HOURS = 2
PAGE_SIZES = (1, 2, 3, 5, 8, 1000)
LOCKED = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"


@dataclass(frozen=True)
class Identity:
    """An enrolled tablet as the outside knows it: a key and who it belongs to."""

    key: ec.EllipticCurvePrivateKey
    device_id: str
    device_no: str
    branch_id: str


@dataclass(frozen=True)
class SignedIn:
    """Who works on a tablet or at a desk, and with what the browser proves it."""

    name: str
    user_id: str
    role: str
    token: str
    csrf: str
    grant_id: str | None = None


@dataclass(frozen=True)
class Reply:
    """What the server answered, as bytes."""

    status: int
    body: bytes
    headers: MutableMapping[str, str]

    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Template:
    """The populated bank. `copy` yields the address of a database of its own for each seed."""

    app: Flask
    dialect: str
    folder: Path
    copy: Copy
    people: dict[str, User]
    identities: tuple[Identity, ...]
    workers: tuple[SignedIn, ...]
    desks: dict[str, SignedIn]
    branch_id: str


@dataclass
class Bank:
    """One seed's server. A request that ends in the death of the process answers None, and a new process has started."""

    template: Template
    settings: Settings
    clock: TestClock
    random: Random
    interruption: Interruption
    deaths: int = 0

    def __post_init__(self) -> None:
        self.start()

    @property
    def app(self) -> Flask:
        return self.template.app

    @property
    def services(self) -> Services:
        found: Services = self.app.extensions[EXTENSION]
        return found

    @property
    def database(self) -> Database:
        found: Database = self.services.transaction.__self__  # write() of the one database
        return found

    def start(self) -> None:
        """All that a process knows: the routes in front of it are the same in every process, and slow to join together."""
        outside = Outside(clock=self.clock, random=self.random.randbytes, hasher=CHEAP)
        context = open_context(self.settings, outside)
        self.app.extensions[EXTENSION] = build_services(context)

    def ledger(self, branch_id: str) -> Ledger:
        return read_ledger(self.database, branch_id)

    def restart(self) -> None:
        self.services.close()
        self.deaths += 1
        self.start()

    def send(self, method: str, target: str, body: bytes, headers: dict[str, str]) -> Reply | None:
        try:
            return self.answer(method, target, body, headers)
        except ServerDied:
            self.restart()
            return None

    def answer(self, method: str, target: str, body: bytes, headers: dict[str, str]) -> Reply:
        got = self.app.test_client(use_cookies=False).open(target, method=method, data=body or None, headers=headers)
        return Reply(got.status_code, got.data, dict(got.headers.items()))

    def work(self, job: Callable[[], object]) -> None:
        """Work of the worker process, which may die of it as well."""
        try:
            job()
        except ServerDied:
            self.restart()

    def someone_waits_for_a_lock(self) -> bool:
        if self.template.dialect != "postgres":
            return False
        with self.database.engine.connect() as connection:
            return bool(connection.execute(text(LOCKED)).scalar_one())

    def begin_epoch(self) -> None:
        """As the operator does after a restore."""
        self.services.parts["sync"].epochs.begin()

    def verified_files(self, branch_id: str) -> dict[str, datetime]:
        """Files the database says are here, whose bytes really are: since when. Read past the application."""
        query = text("SELECT sha256 FROM attachments WHERE branch_id = :branch")
        with read_only_engine(self.database.engine).connect() as connection:
            names = connection.execute(query, {"branch": branch_id}).scalars().all()
            connection.rollback()
        store, files = AttachmentStore(self.database), FileStore(Path(self.settings.file_store) / "attachments")
        found = {name: store.attachment(branch_id, name) for name in names if files.get(name) is not None}
        return {f"{PREFIX}{name}": each.verified_at for name, each in found.items() if each is not None}

    def decide_stored(self) -> None:
        """What the worker process runs every few seconds."""
        for job in self.services.parts["sync"].jobs():
            job.run()

    def at_desk(self, who: SignedIn, method: str, target: str, content: Any = None) -> Reply | None:
        headers = {"Cookie": f"lobbybook={who.token}", "X-CSRF-Token": who.csrf, "Content-Type": "application/json"}
        return self.send(method, target, b"" if content is None else json.dumps(content).encode(), headers)

    def sign_in(self, name: str, identity: Identity | None = None) -> SignedIn | None:
        """A person signs in online, on a tablet or at a desk; None when the server would not have it."""
        user = self.template.people[name]
        content = {"username": user.username, "password": PASSWORD}
        target, headers = "/api/session", {"Content-Type": "application/json"}
        if identity is not None:
            content["device_id"] = identity.device_id
        body = json.dumps(content).encode()
        if identity is not None:
            headers |= signed(identity, "POST", target, body)
        got = self.send("POST", target, body, headers)
        return _signed_in(name, got) if got is not None and got.status == 200 else None


def signed(identity: Identity, method: str, target: str, body: bytes) -> dict[str, str]:
    return {"X-Device-Id": identity.device_id, "X-Signature": signature(identity.key, method, target, body)}


def _signed_in(name: str, got: Reply) -> SignedIn:
    content = got.json()
    token = got.headers["Set-Cookie"].split("=", 1)[1].split(";", 1)[0]
    grant = content.get("grant", {}).get("grant_id")
    user = content["user"]
    return SignedIn(name, user["id"], user["active_role"], token, content["csrf_token"], grant)


@contextmanager
def answers_of(items: int) -> Iterator[None]:
    """While it lasts, one answer of a pull holds so many items at most: small worlds have many pages too."""
    before = read_feed.Room
    read_feed.Room = partial(before, items=items)  # the one place where an answer's size is set
    try:
        yield
    finally:
        read_feed.Room = before


@contextmanager
def opened_bank(template: Template, seed: int, random: Random) -> Iterator[Bank]:
    """A copy of the populated bank with commit points that can be interrupted, whose pulls answer a few items at a time."""
    interruption, items = Interruption(), random.choice(PAGE_SIZES)
    with (
        template.copy(f"seed_{seed}") as url,
        interruptible(interruption),
        answers_of(items),
        TemporaryDirectory(prefix="lobby-files-") as files,
    ):
        settings = settings_for(template.folder, url).changed(file_store=files)
        bank = Bank(template, settings, TestClock(START), random, interruption)
        try:
            yield bank
        finally:
            bank.services.close()


def settings_for(folder: Path, url: str) -> Settings:
    return load_settings(
        {
            "LOBBYBOOK_DATA": str(folder / "data"),
            "LOBBYBOOK_DATABASE_URL": url,
            "LOBBYBOOK_DURABLE_HOURS": str(DURABLE_HOURS),
            "LOBBYBOOK_SESSION_HOURS": "200",
        }
    )
