"""Who may call a route. Every route carries exactly one guard; a route without one is refused, and a test finds it.

@guard("records.read")                 signed in, active role holds the permission, CSRF token on unsafe methods
@device_guard()                        signed by an enrolled tablet's key (pushes: no session needed)
@device_guard("sync.pull")             both: the tablet's signature and a session whose role holds the permission
@public("why nobody needs to sign in")
"""

from __future__ import annotations

import hmac
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import Flask, current_app, g, request

from server.api.context import CSRF_HEADER, services, session_token
from server.api.errors import Problem
from server.domain.people import Device
from server.domain.roles import PERMISSIONS, may
from server.services.authenticate_device import SignedRequest

View = TypeVar("View", bound=Callable[..., Any])
# What somebody may do who still has to set a password of their own.
OWN = "session.own"
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True)
class Guard:
    permission: str | None = None
    device: bool = False
    public_reason: str | None = None


def guard(permission: str) -> Callable[[View], View]:
    return _marked(Guard(permission=_known(permission)))


def device_guard(permission: str | None = None) -> Callable[[View], View]:
    return _marked(Guard(permission=_known(permission) if permission else None, device=True))


def public(reason: str) -> Callable[[View], View]:
    return _marked(Guard(public_reason=reason))


def _known(permission: str) -> str:
    if permission not in PERMISSIONS:
        raise KeyError(f"no permission is called {permission}: name it in server/domain/roles.py")
    return permission


def _marked(mark: Guard) -> Callable[[View], View]:
    def decorate(view: View) -> View:
        view.__guard__ = mark  # type: ignore[attr-defined]  # a mark the wrappers of functools carry along
        return view

    return decorate


def guard_of(app: Flask, endpoint: str, method: str) -> Guard | None:
    view = app.view_functions[endpoint]
    view_class = getattr(view, "view_class", None)
    if view_class is not None:
        # Flask answers HEAD by a class's get() and OPTIONS by itself.
        view = getattr(view_class, "get" if method == "HEAD" else method.lower(), view_class)
    found = getattr(view, "__guard__", None)
    return found if isinstance(found, Guard) else None


def enforce_guard() -> None:
    """Before every request: let it pass, or raise what refuses it."""
    if request.endpoint is None or request.method == "OPTIONS":
        return
    found = guard_of(current_app, request.endpoint, request.method)
    if found is None:
        raise Problem("not_permitted")
    if found.device:
        require_device()
    if found.permission is not None:
        _require_permission(found.permission, signed=found.device)


def refuse_unstorable_address() -> None:
    """No text of the address that a database would choke on reaches a route."""
    texts = [*(request.view_args or {}).values(), *request.args.keys(), *request.args.values()]
    if any("\0" in text for text in texts if isinstance(text, str)):
        raise Problem("bad_request")


def require_device() -> Device:
    """The tablet whose key signed this very request; revoked tablets are refused, quarantined ones are not."""
    signed = SignedRequest(
        device_id=request.headers.get("X-Device-Id", ""),
        signature=request.headers.get("X-Signature", ""),
        method=request.method,
        target=request_target(),
        body=request.get_data(cache=True),
    )
    g.device = services().authenticate_device(signed, at=services().clock())
    return g.device


def request_target() -> str:
    """`path?query` exactly as it was sent, since that is what was signed."""
    target = request.environ.get("RAW_URI") or request.environ.get("REQUEST_URI") or request.full_path.rstrip("?")
    if "://" in target.split("?", 1)[0]:
        target = "/" + target.split("://", 1)[1].partition("/")[2]
    return str(target)


def _require_permission(permission: str, *, signed: bool) -> None:
    token = session_token()
    actor = services().resolve_session(token, at=services().clock()) if token else None
    if token is None or actor is None:
        raise Problem("not_signed_in")
    if not may(actor.active_role, permission):
        raise Problem("not_permitted", details={"permission": permission})
    if actor.user.password_initial and permission != OWN:
        raise Problem("password_initial")
    if request.method not in SAFE_METHODS and not signed and not csrf_holds(token):
        raise Problem("csrf_invalid")
    g.actor = actor


def csrf_holds(token: str) -> bool:
    sent = request.headers.get(CSRF_HEADER, "")
    return hmac.compare_digest(sent.encode(), services().csrf_token(token).encode())
