"""Reading JSON: whatever arrives, the answer is 400 or the content, never a crash."""

from __future__ import annotations

import json
from typing import Any

from flask import Request
from marshmallow import missing
from webargs.core import is_json
from webargs.flaskparser import FlaskParser

from server.api.errors import Problem


class JsonParser(FlaskParser):
    """As the library's, but numbers of any length and any depth of nesting end in an answer."""

    def load_json(self, req: Request, schema: Any) -> Any:
        body = req.get_data(cache=True)
        if not body:
            return missing
        if not is_json(req.mimetype):
            raise Problem("unsupported_media_type")
        return read_json(body)


def read_json(body: bytes) -> Any:
    try:
        return json.loads(body.decode("utf-8"), parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise Problem("bad_json") from error


def _refuse_constant(name: str) -> Any:
    # Python would take NaN and Infinity, which no other reader of JSON does.
    raise ValueError(name)
