"""The Blueprint every documented part of the API uses: flask-smorest's, reading bodies our way."""

from __future__ import annotations

import flask_smorest

from server.api.json_body import JsonParser


class Blueprint(flask_smorest.Blueprint):
    ARGUMENTS_PARSER = JsonParser()
