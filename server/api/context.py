"""What a route may reach: the services, and who is calling."""

from __future__ import annotations

from typing import Any, cast

from flask import Response, current_app, g, request

from server.domain.people import Actor, Device
from server.services import Services

CSRF_HEADER = "X-CSRF-Token"
EXTENSION = "lobbybook"


def services() -> Services:
    return cast(Services, current_app.extensions[EXTENSION])


def part(name: str) -> Any:
    """Another part's services, as its server/store/wiring/<name>.py built them."""
    return services().parts[name]


def current_actor() -> Actor:
    """The signed-in person; only behind a guard that names a permission."""
    return cast(Actor, g.actor)


def current_device() -> Device:
    """The tablet that signed; only behind `device_guard`."""
    return cast(Device, g.device)


def cookie_name() -> str:
    # The __Host- prefix makes browsers refuse a cookie planted by a neighbour; it needs Secure, so HTTPS only.
    return "__Host-lobbybook" if services().settings.secure else "lobbybook"


def session_token() -> str | None:
    return request.cookies.get(cookie_name()) or None


def set_session_cookie(response: Response, token: str) -> None:
    settings = services().settings
    response.set_cookie(
        cookie_name(),
        token,
        max_age=settings.session_hours * 3600,
        httponly=True,
        secure=settings.secure,
        samesite="Strict",
        path="/",
    )


def clear_session_cookie(response: Response) -> None:
    response.delete_cookie(cookie_name(), path="/", httponly=True, secure=services().settings.secure, samesite="Strict")
