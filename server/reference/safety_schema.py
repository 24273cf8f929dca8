"""Inspections, drills and whom to call."""

from __future__ import annotations

from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from server.reference.entry_schema import EntrySchema, Strict, label, one_of

ROUNDS = ("before_opening", "patrol", "closing", "monthly")
SEVERITIES = {"A": "major", "B": "serious", "C": "general"}
SCORE_GROUPS = ("response", "alarm", "people", "handling", "recovery")


class ChecklistSchema(EntrySchema):
    """`level` A major, B serious, C general; `basis` is what asks for it, `rounds` are the inspections that look at it."""

    level = one_of(*SEVERITIES)
    method = one_of("look", "test", "read")
    basis = label()
    rounds = fields.List(fields.String(validate=validate.OneOf(ROUNDS)), required=True, validate=validate.Length(min=1))


class InspectionPlanSchema(EntrySchema):
    """An inspection the branch owes: on every business day between `starts` and `due`, or once a month from its first business
    day until `due` on its `due_business_day`-th."""

    round = one_of(*ROUNDS)
    every = one_of("business_day", "month")
    starts = fields.Time(required=True, format="%H:%M")
    due = fields.Time(required=True, format="%H:%M")
    due_business_day = fields.Integer(load_default=None, strict=True, validate=validate.Range(1, 20))

    @validates_schema
    def is_due_after_it_starts(self, data: dict[str, Any], **_options: Any) -> None:
        monthly = data["every"] == "month"
        if monthly != (data["due_business_day"] is not None):
            raise ValidationError("A monthly inspection, and no other, needs its business day.", "due_business_day")
        if not monthly and data["due"] <= data["starts"]:
            raise ValidationError("Due before it starts.", "due")


class DrillStepSchema(Strict):
    """`target_seconds` after the start, where one is set; `group` is the part of the score it counts for."""

    code = label()
    zh = label()
    en = label()
    group = one_of(*SCORE_GROUPS)
    target_seconds = fields.Integer(load_default=None, strict=True, validate=validate.Range(1, 86400))


class VetoSchema(Strict):
    code = label()
    zh = label()
    en = label()


class DrillSchema(EntrySchema):
    """`weights` say what each group of steps is worth, 100 in all; within a group every step is worth the same. Done is full,
    partly done half, not done nothing; any veto fails the drill."""

    steps = fields.List(fields.Nested(DrillStepSchema), required=True, validate=validate.Length(min=3))
    weights = fields.Dict(
        keys=fields.String(validate=validate.OneOf(SCORE_GROUPS)),
        values=fields.Integer(strict=True, validate=validate.Range(1, 100)),
        required=True,
    )
    vetoes = fields.List(fields.Nested(VetoSchema), required=True, validate=validate.Length(min=1))

    @validates_schema
    def scores_a_hundred(self, data: dict[str, Any], **_options: Any) -> None:
        if sum(data["weights"].values()) != 100 or set(data["weights"]) != {step["group"] for step in data["steps"]}:
            raise ValidationError("100 in all, and a weight for each group that has steps.", "weights")

    @validates_schema
    def tells_its_steps_apart(self, data: dict[str, Any], **_options: Any) -> None:
        for name in ("steps", "vetoes"):
            found = [each["code"] for each in data[name]]
            if len(set(found)) != len(found):
                raise ValidationError("A code is given twice.", name)


class EmergencyContactSchema(EntrySchema):
    """`number` is null until the branch has written its own down."""

    number = fields.String(required=True, allow_none=True, validate=validate.Regexp(r"^\+?[0-9-]{3,20}\Z"))
    purpose = label()
    purpose_en = label()
    public = fields.Boolean(required=True)
