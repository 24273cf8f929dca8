"""The shapes in which the KPIs travel."""

from __future__ import annotations

import re

from marshmallow import Schema, fields, validate

from server.api.schema import Id, Instant, RecordSchema, StrictSchema

CURSOR = re.compile(r"([0-9TZ:.-]{24})~([0-9A-Za-z_-]{1,40})~([0-9A-Za-z_-]{0,40})\Z", re.ASCII)
PERIOD = validate.Regexp(re.compile(r"\d{4}(-\d\d|Q[1-4])\Z", re.ASCII))
STATUSES = ["met", "not_met", "no_sample", "open", "shown"]


class PeriodQuerySchema(StrictSchema):
    period = fields.String(required=True, validate=PERIOD, metadata={"description": "`2026-11` or `2026Q4`."})


class KpiQuerySchema(PeriodQuerySchema):
    branch_id = Id(metadata={"description": "Another branch, where one's role reaches it."})


class PersonQuerySchema(KpiQuerySchema):
    person = Id(metadata={"description": "An account; lobby staff may ask for their own."})


class KpiRecordsQuerySchema(PersonQuerySchema):
    counted = fields.Boolean()
    reason = fields.String(validate=validate.Regexp(re.compile(r"[a-z_]{1,40}\Z", re.ASCII)))
    cursor = fields.String(validate=validate.Regexp(CURSOR), metadata={"description": "`next` of the page before."})
    limit = fields.Integer(load_default=50, validate=validate.Range(1, 200))


class NamedPeriodSchema(Schema):
    code = fields.String(required=True)
    zh = fields.String(required=True)
    en = fields.String(required=True)
    span = fields.String(required=True, validate=validate.OneOf(["month", "quarter"]))
    first = fields.String(required=True)
    last = fields.String(required=True)
    ended = fields.Boolean(required=True)


class KpiTargetSchema(Schema):
    bound = fields.String(required=True, validate=validate.OneOf(["at_least", "at_most"]))
    value = fields.Integer(required=True)
    unit = fields.String(required=True, validate=validate.OneOf(["percent", "count"]))
    text = fields.String(required=True)


class KpiFigureSchema(Schema):
    """`value` is what people read, null without a sample; a `count` has no denominator (0)."""

    code = fields.String(required=True)
    zh = fields.String(required=True)
    en = fields.String(required=True)
    sort = fields.String(required=True, validate=validate.OneOf(["share", "count", "mean"]))
    period = fields.String(required=True)
    numerator = fields.Integer(required=True)
    denominator = fields.Integer(required=True)
    value = fields.String(required=True, allow_none=True)
    target = fields.Nested(KpiTargetSchema, required=True, allow_none=True)
    status = fields.String(required=True, validate=validate.OneOf(STATUSES))
    small_sample = fields.Boolean(required=True)


class KpiStandingSchema(Schema):
    status = fields.String(required=True, validate=validate.OneOf(STATUSES))
    figures = fields.List(fields.Nested(KpiFigureSchema), required=True)


class CountedPersonSchema(Schema):
    user_id = fields.String(required=True)
    name = fields.String(required=True)


class PersonStandingSchema(KpiStandingSchema):
    user_id = fields.String(required=True)
    name = fields.String(required=True)


class KpiWhySchema(Schema):
    code = fields.String(required=True)
    zh = fields.String(required=True)
    en = fields.String(required=True)


class CountedReasonSchema(KpiWhySchema):
    counted = fields.Boolean(required=True)
    count = fields.Integer(required=True)


class KpiForecastSchema(Schema):
    """Of ten such periods eight end between `low` and `high`."""

    low = fields.Integer(required=True)
    expected = fields.Integer(required=True)
    high = fields.Integer(required=True)


class KpiAimSchema(Schema):
    code = fields.String(required=True)
    zh = fields.String(required=True)
    en = fields.String(required=True)
    have = fields.Integer(required=True)
    target = fields.Integer(required=True)
    missing = fields.Integer(required=True)
    a_day = fields.Integer(required=True, allow_none=True)
    forecast = fields.Nested(KpiForecastSchema, required=True, allow_none=True)
    zh_text = fields.String(required=True)
    en_text = fields.String(required=True)


class KpiSchema(KpiStandingSchema):
    """`pace` is the branch's, of what it works towards; empty once the period is over."""

    code = fields.String(required=True)
    zh = fields.String(required=True)
    en = fields.String(required=True)
    formula_zh = fields.String(required=True)
    formula_en = fields.String(required=True)
    period = fields.Nested(NamedPeriodSchema, required=True)
    locked = fields.Boolean(required=True)
    version = fields.Integer(required=True, allow_none=True)
    reasons = fields.List(fields.Nested(CountedReasonSchema), required=True)
    pace = fields.List(fields.Nested(KpiAimSchema), required=True)
    persons = fields.List(fields.Nested(PersonStandingSchema), required=True)


class KpiLockSchema(Schema):
    state = fields.String(required=True, validate=validate.OneOf(["open", "due", "locked", "restated"]))
    due_at = Instant(required=True, allow_none=True)
    version = fields.Integer(required=True, allow_none=True)
    made_at = Instant(required=True, allow_none=True)
    pending = fields.Boolean(required=True)


class KpiBranchSchema(Schema):
    id = fields.String(required=True)
    no = fields.String(required=True)
    name = fields.String(required=True)


class HeardTabletSchema(Schema):
    name = fields.String(required=True)
    last_seen_at = Instant(required=True, allow_none=True)


class KpisSchema(Schema):
    server_time = Instant(required=True)
    branch = fields.Nested(KpiBranchSchema, required=True)
    period = fields.Nested(NamedPeriodSchema, required=True)
    me = fields.String(required=True)
    everybody = fields.Boolean(required=True)
    complete_through = Instant(required=True, allow_none=True)
    tablets = fields.List(fields.Nested(HeardTabletSchema), required=True)
    lock = fields.Nested(KpiLockSchema, required=True)
    kpis = fields.List(fields.Nested(KpiSchema), required=True)


class KpiRecordSchema(Schema):
    """`record` is null where the person may not see it; `person.user_id` is empty where it is nobody's."""

    record_id = fields.String(required=True)
    kind = fields.String(required=True)
    record = fields.Nested(RecordSchema, required=True, allow_none=True)
    at = fields.String(required=True)
    person = fields.Nested(CountedPersonSchema, required=True)
    counted = fields.Boolean(required=True)
    reason = fields.Nested(KpiWhySchema, required=True)
    flags = fields.List(fields.Nested(KpiWhySchema), required=True)
    amounts = fields.Dict(keys=fields.String(), values=fields.List(fields.Integer()), required=True)


class KpiRecordsSchema(Schema):
    kpi = fields.String(required=True)
    period = fields.Nested(NamedPeriodSchema, required=True)
    reasons = fields.List(fields.Nested(CountedReasonSchema), required=True)
    items = fields.List(fields.Nested(KpiRecordSchema), required=True)
    next = fields.String(required=True, allow_none=True)


class KpiWorkingDaysSchema(Schema):
    all = fields.Integer(required=True)
    passed = fields.Integer(required=True)
    left = fields.Integer(required=True)


class KpiEarlierSchema(KpiStandingSchema):
    period = fields.Nested(NamedPeriodSchema, required=True)


class KpiPaceSchema(KpiStandingSchema):
    kpi = fields.String(required=True)
    period = fields.Nested(NamedPeriodSchema, required=True)
    working_days = fields.Nested(KpiWorkingDaysSchema, required=True)
    pace = fields.List(fields.Nested(KpiAimSchema), required=True)
    earlier = fields.List(fields.Nested(KpiEarlierSchema), required=True)
    branch = fields.Nested(KpiStandingSchema, required=True)


class ChangedFigureSchema(Schema):
    code = fields.String(required=True)
    zh = fields.String(required=True)
    en = fields.String(required=True)
    before = fields.String(required=True, allow_none=True)
    after = fields.String(required=True, allow_none=True)


class CountedOnceSchema(Schema):
    counted = fields.Boolean(required=True)
    reason = fields.Nested(KpiWhySchema, required=True)


class ChangedRecordSchema(Schema):
    record_id = fields.String(required=True)
    no = fields.String(required=True, allow_none=True)
    kind = fields.String(required=True)
    person = fields.Nested(CountedPersonSchema, required=True)
    change = fields.String(required=True, validate=validate.OneOf(["added", "removed", "changed"]))
    before = fields.Nested(CountedOnceSchema, required=True, allow_none=True)
    after = fields.Nested(CountedOnceSchema, required=True, allow_none=True)


class KpiDifferenceSchema(Schema):
    figures = fields.List(fields.Nested(ChangedFigureSchema), required=True)
    records = fields.List(fields.Nested(ChangedRecordSchema), required=True)


class KpiVersionSchema(KpiStandingSchema):
    version = fields.Integer(required=True)
    made_at = Instant(required=True)
    hash = fields.String(required=True)
    intact = fields.Boolean(required=True)
    records = fields.Integer(required=True)
    difference = fields.Nested(KpiDifferenceSchema, required=True, allow_none=True)


class KpiVersionsSchema(Schema):
    kpi = fields.String(required=True)
    period = fields.Nested(NamedPeriodSchema, required=True)
    versions = fields.List(fields.Nested(KpiVersionSchema), required=True)


class SignRecordSchema(Schema):
    id = fields.String(required=True)
    no = fields.String(required=True, allow_none=True)
    kind = fields.String(required=True)


class KpiSignSchema(KpiWhySchema):
    kpi = fields.String(required=True)
    person = fields.Nested(CountedPersonSchema, required=True)
    count = fields.Integer(required=True)
    first_at = fields.String(required=True)
    last_at = fields.String(required=True)
    records = fields.List(fields.Nested(SignRecordSchema), required=True)


class KpiSignsSchema(Schema):
    period = fields.Nested(NamedPeriodSchema, required=True)
    signs = fields.List(fields.Nested(KpiSignSchema), required=True)


class ShortFigureSchema(Schema):
    code = fields.String(required=True)
    numerator = fields.Integer(required=True)
    denominator = fields.Integer(required=True)
    value = fields.String(required=True, allow_none=True)
    status = fields.String(required=True, validate=validate.OneOf(STATUSES))
    small_sample = fields.Boolean(required=True)


class BranchKpiSchema(Schema):
    code = fields.String(required=True)
    status = fields.String(required=True, validate=validate.OneOf(STATUSES))
    figures = fields.List(fields.Nested(ShortFigureSchema), required=True)


class BranchKpisSchema(Schema):
    branch = fields.Nested(KpiBranchSchema, required=True)
    version = fields.Integer(required=True, allow_none=True)
    kpis = fields.List(fields.Nested(BranchKpiSchema), required=True)


class ComparedKpisSchema(Schema):
    period = fields.Nested(NamedPeriodSchema, required=True)
    branches = fields.List(fields.Nested(BranchKpisSchema), required=True)
