"""What may stand in a file of reference data. Anything else is a mistake, and is refused when the server starts."""

from __future__ import annotations

from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from server.reference.device_schema import DeviceTypeSchema, FaultCodeSchema, StepGuideSchema
from server.reference.entry_schema import (
    PRIORITIES,
    STATUSES,
    EntrySchema,
    GroupSchema,
    Strict,
    codes,
    label,
    lines,
    same_lines,
)
from server.reference.house_schema import BranchHoursSchema, ChangedDaySchema, ReplyTemplateSchema, ShiftSchema
from server.reference.safety_schema import (
    ChecklistSchema,
    DrillSchema,
    EmergencyContactSchema,
    InspectionPlanSchema,
)
from server.reference.voice_schema import (
    FeedbackCategorySchema,
    FraudScriptSchema,
    GlossarySchema,
    QuestionSchema,
)

UNITS = ("minute", "hour", "day")
# `percent` are whole hundredths; `working_day` counts by the bank's calendar, every other span runs on; `oclock` is an hour of the
# day.
FIGURE_UNITS = (
    "fen", "usd_cent", "second", "minute", "hour", "day", "working_day", "month", "year", "count", "percent",
    "oclock",
)  # fmt: skip


class TopicSchema(EntrySchema):
    department = fields.String(required=True, allow_none=True)
    ticket_type = fields.String(required=True, allow_none=True)
    question = fields.String(required=True, validate=validate.Length(2, 200))
    products = codes()
    materials = codes()

    @validates_schema
    def names_both_or_neither(self, data: dict[str, Any], **_options: Any) -> None:
        if (data["department"] is None) != (data["ticket_type"] is None):
            raise ValidationError("A ticket needs both a department and a type.", "ticket_type")


class FaqSchema(Strict):
    q = label()
    a = label()
    q_en = label()
    a_en = label()
    status = fields.String(validate=validate.OneOf(STATUSES), load_default="in_force")
    source = fields.String(load_default=None)


class ProductSchema(EntrySchema):
    category = label()
    category_en = label()
    faq = fields.List(fields.Nested(FaqSchema), required=True, validate=validate.Length(min=1))
    materials = codes()


class MaterialSchema(EntrySchema):
    items = lines()
    items_en = lines()

    @validates_schema
    def says_the_same_in_both_languages(self, data: dict[str, Any], **_options: Any) -> None:
        same_lines(data, "items")


class DepartmentSchema(EntrySchema):
    """`ticket_type` is what the department is asked for most."""

    about = label()
    about_en = label()
    ticket_type = label()


class SpanSchema(Strict):
    amount = fields.Integer(required=True, strict=True, validate=validate.Range(1, 1000))
    unit = fields.String(required=True, validate=validate.OneOf(UNITS))


class TurnaroundSchema(EntrySchema):
    """`respond` is the time to a first answer, where one is promised beside the time to be done."""

    department = label()
    priorities = fields.List(fields.String(validate=validate.OneOf(PRIORITIES)), required=True)
    within = fields.Nested(SpanSchema, required=True)
    respond = fields.Nested(SpanSchema, load_default=None)
    counting = fields.String(required=True, validate=validate.OneOf(("working", "natural")))


class CalendarSchema(EntrySchema):
    opens = fields.Time(required=True, format="%H:%M")
    closes = fields.Time(required=True, format="%H:%M")
    changed_days = fields.List(fields.Nested(ChangedDaySchema), load_default=list)

    @validates_schema
    def opens_before_it_closes(self, data: dict[str, Any], **_options: Any) -> None:
        if data["opens"] >= data["closes"]:
            raise ValidationError("Closes before it opens.", "closes")


class ThresholdSchema(EntrySchema):
    """A figure of a regulation. `value` counts `unit`; sums of money are in 分 and cents. Its status says whether the figure
    and its source were verified: a draft is shown as such and never blocks anybody."""

    value = fields.Integer(required=True, strict=True, validate=validate.Range(0, 10**13))
    unit = fields.String(required=True, validate=validate.OneOf(FIGURE_UNITS))


class SettingSchema(ThresholdSchema):
    """A parameter of the house, which its owner may move between `min` and `max`."""

    min = fields.Integer(required=True, strict=True)
    max = fields.Integer(required=True, strict=True)

    @validates_schema
    def stays_within_its_bounds(self, data: dict[str, Any], **_options: Any) -> None:
        if not data["min"] <= data["value"] <= data["max"]:
            raise ValidationError("Not between min and max.", "value")


SETS: dict[str, type[EntrySchema]] = {
    "topics": TopicSchema,
    "products": ProductSchema,
    "materials": MaterialSchema,
    "departments": DepartmentSchema,
    "turnaround": TurnaroundSchema,
    "calendar": CalendarSchema,
    "branch_hours": BranchHoursSchema,
    "shifts": ShiftSchema,
    "thresholds": ThresholdSchema,
    "settings": SettingSchema,
    "device_types": DeviceTypeSchema,
    "fault_codes": FaultCodeSchema,
    "step_guides": StepGuideSchema,
    "questionnaire": QuestionSchema,
    "feedback_categories": FeedbackCategorySchema,
    "checklist": ChecklistSchema,
    "inspection_plan": InspectionPlanSchema,
    "drills": DrillSchema,
    "event_types": EntrySchema,
    "forbidden_words": EntrySchema,
    "emergency_contacts": EmergencyContactSchema,
    "fraud_scripts": FraudScriptSchema,
    "glossary": GlossarySchema,
    "reply_templates": ReplyTemplateSchema,
    "countries": EntrySchema,
}


class VersionSchema(Strict):
    effective_from = fields.Date(required=True)
    effective_to = fields.Date(required=True, allow_none=True)
    status = fields.String(required=True, validate=validate.OneOf(STATUSES))
    source = label()
    house = fields.Boolean(load_default=False)
    groups = fields.List(fields.Nested(GroupSchema), load_default=list)
    entries = fields.List(fields.Dict(), required=True)

    @validates_schema
    def ends_after_it_begins(self, data: dict[str, Any], **_options: Any) -> None:
        if data["effective_to"] is not None and data["effective_to"] < data["effective_from"]:
            raise ValidationError("Ends before it begins.", "effective_to")


class FileSchema(Strict):
    set = fields.String(required=True)
    versions = fields.List(fields.Nested(VersionSchema), required=True, validate=validate.Length(min=1))
