"""The simulated bank: one populated database made once, and for each seed a fresh copy with the real application on it."""

from __future__ import annotations

import collections
import json
import shutil
from collections.abc import Callable, Iterator, MutableMapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import structlog
from cryptography.hazmat.primitives.asymmetric import ec
from flask import Flask
from sqlalchemy import create_engine, text

from server.api.context import EXTENSION
from server.app import Outside, build_services, create_app, open_context
from server.domain.departments import DEPARTMENTS
from server.domain.people import User
from server.services import Services, read_feed
from server.services.edit_user import AccountChange
from server.settings import Settings, load_settings
from server.store.database import Database
from server.store.people_store import PeopleStore
from tests.databases import TEMPLATE, database_in, migrated_sqlite, postgres_server
from tests.simulation.crashes import Interruption, ServerDied, interruptible
from tests.tablets import public_jwk, signature
from tests.worlds import CAST, CHEAP, PASSWORD, START, TestClock

FLOOR = ("lobby", "lobby2", "supervisor")
DESKS = ("manager", "credit", "service", "admin")
POPULATED = "simulation_template"
DURABLE_HOURS = 2
BRANCHES = (("0113", "城东支行"), ("9001", "城西支行"))
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
    """The bank before the day begins. `copy` yields the address of a database of its own for each seed."""

    app: Flask
    dialect: str
    folder: Path
    copy: Callable[[str], Any]
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
        found: Database = self.services.transaction.__self__  # type: ignore[attr-defined]  # write() of the one database
        return found

    def start(self) -> None:
        """All that a process knows: the routes in front of it are the same in every process, and slow to join together."""
        outside = Outside(clock=self.clock, random=self.random.randbytes, hasher=CHEAP)
        self.app.extensions[EXTENSION] = build_services(open_context(self.settings, outside), outside)

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


class Log:
    """The last lines of the server's log, for whoever reads a failure."""

    def __init__(self) -> None:
        self.lines: collections.deque[str] = collections.deque(maxlen=400)

    def __call__(self, _logger: Any, _method: str, entry: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        if entry.get("event") != "request":
            self.lines.append(str(dict(entry)))
        raise structlog.DropEvent


@contextmanager
def quiet_log() -> Iterator[Log]:
    log = Log()
    before = structlog.get_config()
    structlog.configure(processors=[log], cache_logger_on_first_use=False)
    try:
        yield log
    finally:
        structlog.configure(**before)


@contextmanager
def opened_template(dialect: str, folder: Path) -> Iterator[Template]:
    with ExitStack() as stack:
        copy = stack.enter_context(_postgres(folder) if dialect == "postgres" else _sqlite(folder))
        with copy(POPULATED) as url:
            yield _populated(dialect, folder, url, copy)


@contextmanager
def answers_of(items: int) -> Iterator[None]:
    """While it lasts, one answer of a pull holds so many items at most: small worlds have many pages too."""
    before = read_feed.Room
    read_feed.Room = partial(before, items=items)  # type: ignore[assignment,misc]  # the one place where an answer's size is set
    try:
        yield
    finally:
        read_feed.Room = before  # type: ignore[misc]


@contextmanager
def opened_bank(template: Template, seed: int, random: Random) -> Iterator[Bank]:
    """A copy of the populated bank with commit points that can be interrupted, whose pulls answer a few items at a time."""
    interruption, items = Interruption(), random.choice(PAGE_SIZES)
    with template.copy(f"seed_{seed}") as url, interruptible(interruption), answers_of(items):
        bank = Bank(template, _settings(template.folder, url), TestClock(START), random, interruption)
        try:
            yield bank
        finally:
            bank.services.close()


def _settings(folder: Path, url: str) -> Settings:
    return load_settings(
        {
            "LOBBYBOOK_DATA": str(folder / "data"),
            "LOBBYBOOK_DATABASE_URL": url,
            "LOBBYBOOK_DURABLE_HOURS": str(DURABLE_HOURS),
            "LOBBYBOOK_SESSION_HOURS": "200",
        }
    )


@contextmanager
def _sqlite(folder: Path) -> Iterator[Callable[[str], Any]]:
    empty = migrated_sqlite(folder / "empty.sqlite3")

    @contextmanager
    def copy(name: str) -> Iterator[str]:
        source = empty if name == POPULATED else folder / f"{POPULATED}.sqlite3"
        file = folder / f"{name}.sqlite3"
        shutil.copyfile(source, file)
        try:
            yield f"sqlite:///{file}"
        finally:
            for made in folder.glob(f"{name}.sqlite3*"):
                made.unlink()

    yield copy


@contextmanager
def _postgres(_folder: Path) -> Iterator[Callable[[str], Any]]:
    with postgres_server() as url:
        engine = create_engine(url, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            # Nobody pulls the plug of this machine: the crashes simulated are those of the application's process.
            for name in ("fsync", "full_page_writes", "synchronous_commit"):
                connection.execute(text(f"ALTER SYSTEM SET {name} = off"))
            connection.execute(text("SELECT pg_reload_conf()"))

        @contextmanager
        def copy(name: str) -> Iterator[str]:
            source = TEMPLATE if name == POPULATED else POPULATED
            with engine.connect() as connection:
                connection.execute(text(f'CREATE DATABASE "{name}" TEMPLATE {source} STRATEGY FILE_COPY'))
            try:
                yield database_in(url, name)
            finally:
                with engine.connect() as connection:
                    connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))

        try:
            yield copy
        finally:
            engine.dispose()


def _populated(dialect: str, folder: Path, url: str, copy: Callable[[str], Any]) -> Template:
    """Two branches, their people, four tablets with somebody signed in, and the desks."""
    settings, random = _settings(folder, url), Random("the bank before the day begins")
    app = create_app(settings, Outside(clock=TestClock(START), random=random.randbytes, hasher=CHEAP))
    app.testing = False  # an unexpected error must become the answer a tablet would get
    opened: Services = app.extensions[EXTENSION]
    assert isinstance(opened.people, PeopleStore)
    opened.people.save_departments(DEPARTMENTS)
    branch, other = (opened.open_branch(no, name, None, START) for no, name in BRANCHES)
    homes = {**dict.fromkeys((*FLOOR, *DESKS), branch.id), "stranger": other.id}
    people = {name: _person(opened, name, home) for name, home in homes.items()}
    opened.close()
    empty = Template(app, dialect, folder, copy, people, (), (), {}, branch.id)
    bank = Bank(empty, settings, TestClock(START), random, Interruption())
    identities = tuple(
        _enrolled(bank, people[name].branch_id, number) for number, name in enumerate((*FLOOR, "stranger"))
    )
    # The last one has a key and signs, but no engine: it sends what no honest tablet would.
    identities += (_enrolled(bank, branch.id, len(identities)),)
    workers = tuple(
        _must(bank.sign_in(name, at)) for name, at in zip((*FLOOR, "stranger", "lobby"), identities, strict=True)
    )
    desks = {name: _must(bank.sign_in(name)) for name in DESKS}
    if dialect == "sqlite":
        with bank.database.engine.connect() as connection:
            connection.connection.driver_connection.execute("PRAGMA journal_mode=DELETE")  # type: ignore[union-attr]
    bank.services.close()
    return replace(empty, identities=identities, workers=workers, desks=desks)


def _person(services: Services, name: str, branch_id: str) -> User:
    role, department = CAST["lobby" if name == "stranger" else name]
    wanted = AccountChange(name=f"测试{name}", branch_id=branch_id, roles=(role,), department=department)
    return services.edit_user.create(name, PASSWORD, wanted, None, START)


def _enrolled(bank: Bank, branch_id: str, number: int) -> Identity:
    key = ec.derive_private_key(1_000_003 + number, ec.SECP256R1())
    code = bank.services.create_enrolment_code(branch_id, None, START).code
    content = {"code": code, "public_key": public_jwk(key), "name": "大堂平板"}
    got = bank.send("POST", "/api/devices/enrol", json.dumps(content).encode(), {"Content-Type": "application/json"})
    assert got is not None
    assert got.status == 201, got.body
    return Identity(key, got.json()["device_id"], got.json()["device_no"], branch_id)


def _must(found: SignedIn | None) -> SignedIn:
    assert found is not None
    return found
