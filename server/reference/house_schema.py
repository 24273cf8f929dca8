"""What a branch or a department arranges for itself: when it is open, its shifts, the words it answers with."""

from __future__ import annotations

from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from server.reference.entry_schema import EntrySchema, Strict, label

WEEKDAYS = ("1", "2", "3", "4", "5", "6", "7")


class ChangedDaySchema(Strict):
    """A day that is not what the published calendar says: a local closure, or one of a year the library does not know yet."""

    day = fields.Date(required=True)
    working = fields.Boolean(required=True)
    zh = label()
    en = label()
    source = label()


class BranchHoursSchema(EntrySchema):
    """What of a branch is not as the bank has it. Without hours it has the bank's, without `weekdays` (1 is Monday) those of the
    published calendar; whatever the weekdays, public holidays and days worked in exchange stay what they are."""

    opens = fields.Time(format="%H:%M", load_default=None, allow_none=True)
    closes = fields.Time(format="%H:%M", load_default=None, allow_none=True)
    weekdays = fields.List(fields.String(validate=validate.OneOf(WEEKDAYS)), load_default=list)
    changed_days = fields.List(fields.Nested(ChangedDaySchema), load_default=list)

    @validates_schema
    def says_both_hours_or_neither(self, data: dict[str, Any], **_options: Any) -> None:
        opens, closes = data["opens"], data["closes"]
        if (opens is None) != (closes is None):
            raise ValidationError("Both hours or neither.", "closes")
        if opens is not None and opens >= closes:
            raise ValidationError("Closes before it opens.", "closes")


class ShiftSchema(EntrySchema):
    """Wall-clock hours of a shift of the branch."""

    starts = fields.Time(required=True, format="%H:%M")
    ends = fields.Time(required=True, format="%H:%M")

    @validates_schema
    def ends_after_it_starts(self, data: dict[str, Any], **_options: Any) -> None:
        if data["starts"] >= data["ends"]:
            raise ValidationError("Ends before it begins.", "ends")


class ReplyTemplateSchema(EntrySchema):
    """Words an agent begins a reply with. `department` is that of whoever keeps the template."""

    department = label()
    body = fields.String(required=True, validate=validate.Length(5, 1000))
