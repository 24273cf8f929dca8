"""Whoever reads everything is read after: each answer an auditor got stands in the audit log of the branch it was about.

What was looked for is not repeated, only where: the route, the thing it names, and which filters were set.
"""

from __future__ import annotations

from flask import Flask, Response, g, request

from server.api.context import current_actor, services
from server.domain.people import Actor
from server.domain.roles import READ_AFTER

# What says nothing of customers, staff or business: one's own session, names of branches, reference data, forms.
NOT_NOTED = ("session", "branches", "reference", "contract", "docs", "live", "health", "pwa")
SUBJECT = 200


def register_reading_log(app: Flask) -> None:
    app.after_request(_note)


def _note(response: Response) -> Response:
    """Before the answer leaves; what cannot be noted is not answered."""
    if isinstance(getattr(g, "actor", None), Actor) and _is_reading(response):
        actor = current_actor()
        if actor.active_role in READ_AFTER:
            branch_id = request.args.get("branch_id") or actor.branch_id
            filters = sorted(name for name in request.args if name != "branch_id")
            about = {"filters": filters, "role": actor.active_role}
            subject = f"route:{request.path.removeprefix('/api/')}"[:SUBJECT]
            services().audit_pages.append(branch_id, actor.id, "auditor.read", subject, about, services().clock())
    return response


def _is_reading(response: Response) -> bool:
    named = (request.blueprint or "") not in NOT_NOTED
    return named and request.method == "GET" and response.status_code in (200, 206) and request.path.startswith("/api/")
