"""What customers are asked and what they say, what may not be promised to them, how they are kept from fraud, what words mean."""

from __future__ import annotations

from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from server.reference.entry_schema import EntrySchema, Strict, label, labels, lines, one_of, same_lines

CAUSES = ("process", "people", "device", "environment", "product", "communication")
SURVEYS = ("service", "device")


class ScalePointSchema(Strict):
    value = fields.Integer(required=True, strict=True)
    zh = label()
    en = label()


class QuestionSchema(EntrySchema):
    """`surveys` are those that ask it. Not applicable is no answer, and never the middle of the scale."""

    answer = one_of("scale", "nps", "text")
    required = fields.Boolean(required=True)
    not_applicable = fields.Boolean(required=True)
    scale = fields.List(fields.Nested(ScalePointSchema), load_default=list)
    surveys = fields.List(
        fields.String(validate=validate.OneOf(SURVEYS)), required=True, validate=validate.Length(min=1)
    )

    @validates_schema
    def has_a_scale_where_it_is_asked_on_one(self, data: dict[str, Any], **_options: Any) -> None:
        if (data["answer"] == "scale") != bool(data["scale"]):
            raise ValidationError("A scale question has its points, any other none.", "scale")


class FeedbackCategorySchema(EntrySchema):
    """`words` in an opinion suggest this category; `measures` are what has helped."""

    cause = one_of(*CAUSES, allow_none=True)
    words = labels(load_default=list)
    measures = lines()
    measures_en = lines()

    @validates_schema
    def says_the_same_in_both_languages(self, data: dict[str, Any], **_options: Any) -> None:
        same_lines(data, "measures")


class FraudScriptSchema(EntrySchema):
    """`signs` by which it is known, the `questions` to ask, and what to say."""

    signs = lines()
    signs_en = lines()
    questions = lines()
    questions_en = lines()
    script = lines()
    script_en = lines()

    @validates_schema
    def says_the_same_in_both_languages(self, data: dict[str, Any], **_options: Any) -> None:
        for name in ("signs", "questions", "script"):
            same_lines(data, name)


class GlossarySchema(EntrySchema):
    """`kind` is the record a term is kept in, where there is one."""

    definition = fields.String(load_default=None, validate=validate.Length(2, 500))
    definition_en = fields.String(load_default=None, validate=validate.Length(2, 500))
    kind = fields.String(load_default=None)

    @validates_schema
    def is_defined_in_both_languages(self, data: dict[str, Any], **_options: Any) -> None:
        if (data["definition"] is None) != (data["definition_en"] is None):
            raise ValidationError("Defined in one language only.", "definition_en")
