"""The application: the only file that knows every part."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from server.api.context import EXTENSION
from server.api.log_setup import configure_log
from server.api.registration import register_api
from server.domain.identity import Clock, NewId, RandomBytes, uuid7
from server.domain.moments import now_utc
from server.services import Services
from server.services.authenticate_device import AuthenticateDevice
from server.services.change_device_state import ChangeDeviceState
from server.services.change_session import ChangeSession
from server.services.edit_user import EditUser
from server.services.enrol_device import CreateEnrolmentCode, EnrolDevice
from server.services.hash_passwords import Argon2Hasher
from server.services.issue_grant import IssueGrant
from server.services.limit_attempts import LimitAttempts
from server.services.open_branch import OpenBranch
from server.services.ports import Hasher
from server.services.prove_password import ProvePassword
from server.services.resolve_session import ResolveSession
from server.services.secret_box import SecretBox, load_secret
from server.services.set_password import SetPassword
from server.services.sign_in import SignIn
from server.services.sign_out import SignOut
from server.services.tell_account_history import TellAccountHistory
from server.services.verify_audit import VerifyAudit
from server.settings import Settings, load_settings
from server.store.audit_log import AuditLog
from server.store.database import Database
from server.store.device_store import DeviceStore, EnrolmentCodeStore, GrantStore
from server.store.migrations import is_current
from server.store.people_store import PeopleStore
from server.store.session_store import AttemptStore, SessionStore
from server.store.wiring import WiringContext, build_parts

# A push makes tens of thousands of objects that live until it is answered: looking at them on the way only costs (4 %).
GENERATIONS = (20_000, 20, 20)


@dataclass(frozen=True)
class Outside:
    """What the application takes from the world: tests and the simulation hand in their own."""

    clock: Clock = now_utc
    random: RandomBytes = os.urandom
    hasher: Hasher | None = None


def with_routes() -> Flask:
    """Everything HTTP, which is the same whatever the settings are and whoever serves behind it."""
    app = Flask("server", static_folder=None)
    register_api(app)
    return app


def create_app(
    settings: Settings | None = None, outside: Outside | None = None, shell: Callable[[], Flask] = with_routes
) -> Flask:
    """Without settings (as gunicorn calls it) they come from the environment, and the log is set up for this process.

    The database must have been migrated; opening it costs nothing until it is used.
    """
    serving = settings is None
    if settings is None:
        settings = load_settings(os.environ)
        configure_log(settings)
    app = shell()
    app.config["MAX_CONTENT_LENGTH"] = settings.max_body_bytes
    app.config["MAX_FORM_MEMORY_SIZE"] = settings.max_body_bytes
    context = open_context(settings, outside or Outside())
    app.extensions[EXTENSION] = build_services(context)
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops)  # type: ignore[method-assign]  # Flask's own way
    if serving:
        spare_the_collector()
    return app


def spare_the_collector() -> None:
    """What was made at start lives as long as the process: the collector need not walk it in every request."""
    gc.set_threshold(*GENERATIONS)
    gc.freeze()


def open_context(settings: Settings, outside: Outside) -> WiringContext:
    settings.data.mkdir(parents=True, exist_ok=True)
    settings.secret_file.parent.mkdir(parents=True, exist_ok=True)
    database = Database(settings.database_url)
    return WiringContext(
        settings=settings,
        database=database,
        audit=AuditLog(database),
        secrets=SecretBox(load_secret(settings.secret_file, outside.random), outside.random),
        clock=outside.clock,
        new_id=_new_id(outside),
        random=outside.random,
        hasher=outside.hasher or Argon2Hasher(),
    )


def build_services(context: WiringContext) -> Services:
    people = _people_services(context)
    parts = build_parts(context)
    return Services(
        settings=context.settings,
        clock=context.clock,
        new_id=context.new_id,
        random=context.random,
        transaction=context.database.write,
        audit_pages=context.audit,
        verify_audit=VerifyAudit(context.audit),
        csrf_token=partial(context.secrets.keyed_hash, "csrf"),
        epoch=_epoch_of(parts),
        checks=_checks(context, parts),
        parts=parts,
        close=context.database.close,
        **people,
    )


def _people_services(context: WiringContext) -> dict[str, Any]:
    database, audit, box, transaction = context.database, context.audit, context.secrets, context.database.write
    people, devices = PeopleStore(database), DeviceStore(database)
    sessions, grants, codes = SessionStore(database, people), GrantStore(database), EnrolmentCodeStore(database)
    limit = LimitAttempts(AttemptStore(database), box, transaction)
    hasher, hours = context.hasher, timedelta(hours=context.settings.grant_hours)
    issue_grant = IssueGrant(grants, devices, box, audit, context.new_id, hours)
    session_life = timedelta(hours=context.settings.session_hours)
    code_life = timedelta(minutes=context.settings.enrolment_minutes)
    edit_user = EditUser(people, sessions, grants, hasher, audit, transaction, context.new_id)
    return {
        "people": people,
        "departments": people,
        "devices": devices,
        "sign_in": SignIn(
            people, sessions, limit, hasher, issue_grant, audit, transaction, context.random, session_life
        ),
        "sign_out": SignOut(sessions, audit, transaction),
        "resolve_session": ResolveSession(sessions),
        "change_session": ChangeSession(people, sessions, audit, transaction),
        "authenticate_device": AuthenticateDevice(devices),
        "create_enrolment_code": CreateEnrolmentCode(people, codes, box, audit, transaction, context.random, code_life),
        "enrol_device": EnrolDevice(
            people, codes, devices, box, limit, audit, transaction, context.new_id, context.random
        ),
        "change_device_state": ChangeDeviceState(devices, sessions, grants, audit, transaction),
        "edit_user": edit_user,
        "set_password": SetPassword(ProvePassword(people, hasher, limit), edit_user, context.random),
        "account_history": TellAccountHistory(audit, people),
        "open_branch": OpenBranch(people, audit, transaction, context.new_id),
    }


def _checks(context: WiringContext, parts: Any) -> dict[str, Callable[[], bool]]:
    """Of the database, and of every part that can say whether it is ready (`ready() -> bool`)."""
    own: dict[str, Callable[[], bool]] = {
        "database": context.database.reachable,
        "migrations": partial(is_current, context.database),
    }
    return own | {name: built.ready for name, built in parts.items() if hasattr(built, "ready")}


def _epoch_of(parts: Any) -> Callable[[], str]:
    """The sync part knows the database's epoch; without it nothing is synced and the epoch says so."""
    return parts["sync"].epoch if "sync" in parts else lambda: ""


def _new_id(outside: Outside) -> NewId:
    return lambda: uuid7(outside.clock(), outside.random)
