"""The base of every request schema, and the shapes several routes share."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields, pre_load, validate

from server.domain.moments import to_wire

DEEPEST = 20


class StrictSchema(Schema):
    """Unknown fields are refused; so is text no database should hold (NUL, half of a surrogate pair)."""

    class Meta:
        unknown = RAISE
        ordered = True

    @pre_load
    def refuse_unstorable_text(self, data: Any, **_options: Any) -> Any:
        refuse_unstorable(data)
        return data


def refuse_unstorable(value: object, depth: int = 0) -> None:
    if depth > DEEPEST:
        raise ValidationError("Nested too deeply.")
    if isinstance(value, str):
        if any(character == "\0" or unicodedata.category(character) == "Cs" for character in value):
            raise ValidationError("Holds a character that cannot be stored.")
    elif isinstance(value, Mapping):
        for key, content in value.items():
            refuse_unstorable(key, depth + 1)
            refuse_unstorable(content, depth + 1)
    elif isinstance(value, list):
        for content in value:
            refuse_unstorable(content, depth + 1)


class Instant(fields.Field[Any]):
    """An instant in answers: ISO-8601, UTC, milliseconds, Z."""

    def _serialize(self, value: Any, attr: str | None, obj: Any, **options: Any) -> str | None:
        return None if value is None else to_wire(value)


class Id(fields.String):
    """A UUID as this system writes it; another form of the same UUID is another text, so it is refused."""

    PATTERN = r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\Z"

    def __init__(self, **options: Any) -> None:
        super().__init__(validate=validate.Regexp(self.PATTERN), **options)


class MessageSchema(Schema):
    zh = fields.String(required=True)
    en = fields.String(required=True)


class ErrorSchema(Schema):
    """What every refusal looks like; the codes are listed in server/api/README.md."""

    code = fields.String(required=True)
    message = fields.Nested(MessageSchema, required=True)
    field = fields.String()
    details = fields.Dict(keys=fields.String())


class DocumentStateSchema(Schema):
    code = fields.String(required=True)
    state = fields.String(required=True)
    serial = fields.String(required=True, allow_none=True)


class RecordSchema(Schema):
    """`values` are masked; `at` is when it happened."""

    id = fields.String(required=True)
    kind = fields.String(required=True)
    rev = fields.Integer(required=True)
    no = fields.String(required=True, allow_none=True)
    status = fields.String(required=True)
    values = fields.Dict(keys=fields.String(), required=True)
    at = fields.String(required=True)
    created_by = fields.String(required=True)
    created_by_name = fields.String(required=True)
    device_id = fields.String(required=True)
    captured_offline = fields.Boolean(required=True)
    doubtful = fields.Boolean(required=True)
    updated_at = fields.String(required=True)
    void_reason = fields.String(required=True, allow_none=True)
    documents = fields.List(fields.Nested(DocumentStateSchema), required=True)
