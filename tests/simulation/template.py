"""The bank before the day begins: branches, people, tablets with somebody signed in, and desks."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from random import Random

from cryptography.hazmat.primitives.asymmetric import ec

from server.api.context import EXTENSION
from server.app import Outside, create_app
from server.domain.departments import DEPARTMENTS
from server.domain.people import User
from server.services import Services
from server.services.edit_user import AccountChange
from server.store.people_store import PeopleStore
from tests.simulation.bank import DESKS, FLOOR, Bank, Identity, SignedIn, Template, settings_for
from tests.simulation.crashes import Interruption
from tests.simulation.databases import POPULATED, Copy, copies
from tests.tablets import public_jwk
from tests.worlds import CAST, CHEAP, PASSWORD, START, TestClock

BRANCHES = (("0113", "城东支行"), ("9001", "城西支行"))


@contextmanager
def opened_template(dialect: str, folder: Path) -> Iterator[Template]:
    with copies(dialect, folder) as copy, copy(POPULATED) as url:
        yield _populated(dialect, folder, url, copy)


def _populated(dialect: str, folder: Path, url: str, copy: Copy) -> Template:
    """Two branches, their people, four tablets with somebody signed in, and the desks."""
    settings, random = settings_for(folder, url), Random("the bank before the day begins")
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
            connection.connection.driver_connection.execute("PRAGMA journal_mode=DELETE")
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
