"""The form of a set, read from its schema: what the editor at the desk asks for each entry.

A field is `{name, type, required, many, options?, fields?, min?, max?, length?}`; `type` is text, number, flag, day, time, choice,
object or map. The names people read stand at the desk, the rules here.
"""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields, validate

from server.reference.schema import SETS

TYPES: tuple[tuple[type[fields.Field[Any]], str], ...] = (
    (fields.Nested, "object"),
    (fields.Dict, "map"),
    (fields.Boolean, "flag"),
    (fields.Integer, "number"),
    (fields.Date, "day"),
    (fields.Time, "time"),
)


def form_of(name: str) -> list[dict[str, Any]]:
    return _fields(SETS[name]())


def _fields(schema: Schema) -> list[dict[str, Any]]:
    return [_field(name, field) for name, field in schema.load_fields.items()]


def _field(name: str, field: fields.Field[Any]) -> dict[str, Any]:
    inner = field.inner if isinstance(field, fields.List) else field
    found: dict[str, Any] = {
        "name": name,
        "type": _type(inner),
        "required": field.required,
        "nullable": bool(field.allow_none),
        "many": isinstance(field, fields.List),
    }
    for check in inner.validators:
        found |= _bounds(check)
    if isinstance(inner, fields.Nested):
        found["fields"] = _fields(inner.schema)
    return found


def _type(field: fields.Field[Any]) -> str:
    if any(isinstance(check, validate.OneOf) for check in field.validators):
        return "choice"
    return next((name for kind, name in TYPES if isinstance(field, kind)), "text")


def _bounds(check: Any) -> dict[str, Any]:
    if isinstance(check, validate.OneOf):
        return {"options": list(check.choices)}
    if isinstance(check, validate.Range):
        return {"min": check.min, "max": check.max}
    if isinstance(check, validate.Length):
        return {"length": check.max}
    return {}
