"""What every entry of reference data may say, and the words in which the schemas of the sets are written."""

from __future__ import annotations

from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields, validate, validates_schema

STATUSES = ("in_force", "draft")
PRIORITIES = ("urgent", "high", "normal")


class Strict(Schema):
    class Meta:
        unknown = RAISE


def label() -> fields.String:
    return fields.String(required=True, validate=validate.Length(1, 200))


def labels(**more: Any) -> fields.List:
    return fields.List(fields.String(validate=validate.Length(1, 200)), **more)


def lines(**more: Any) -> fields.List:
    """At least one line of text."""
    return labels(required=True, validate=validate.Length(min=1), **more)


def one_of(*values: str, **more: Any) -> fields.String:
    return fields.String(required=True, validate=validate.OneOf(values), **more)


def same_lines(data: dict[str, Any], name: str) -> None:
    """What is said line by line is said in both languages."""
    if len(data[name]) != len(data[f"{name}_en"]):
        raise ValidationError("Not as many lines as in Chinese.", f"{name}_en")


def codes() -> fields.List:
    return fields.List(fields.String(validate=validate.Length(1, 80)), load_default=list)


class GroupSchema(Strict):
    code = label()
    zh = label()
    en = label()


class EntrySchema(Strict):
    """What every entry may say. Status, source, house and days are those of its version unless it says otherwise."""

    code = fields.String(required=True, validate=validate.Regexp(r"^[A-Za-z0-9][A-Za-z0-9._:-]{0,79}\Z"))
    zh = label()
    en = label()
    aliases = labels(load_default=list)
    group = fields.String(load_default=None)
    status = fields.String(validate=validate.OneOf(STATUSES))
    source = fields.String(validate=validate.Length(1, 200))
    house = fields.Boolean()
    effective_from = fields.Date()
    effective_to = fields.Date(allow_none=True)

    @validates_schema
    def ends_after_it_begins(self, data: dict[str, Any], **_options: Any) -> None:
        first, last = data.get("effective_from"), data.get("effective_to")
        if first is not None and last is not None and last < first:
            raise ValidationError("Ends before it begins.", "effective_to")
