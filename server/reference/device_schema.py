"""Self-service devices: their types, what goes wrong with them, and how a customer works them."""

from __future__ import annotations

from marshmallow import fields, validate

from server.reference.entry_schema import PRIORITIES, EntrySchema, Strict, codes, label, one_of


class DeviceTypeSchema(EntrySchema):
    """`cash`: it takes or gives banknotes or coins."""

    cash = fields.Boolean(required=True)


class FaultCodeSchema(EntrySchema):
    """`department` repairs it, null where the branch helps the customer itself; `arrival_query` asks the operations department
    at once whether the money has arrived."""

    severity = one_of(*PRIORITIES)
    first_action = label()
    first_action_en = label()
    department = fields.String(required=True, allow_none=True)
    arrival_query = fields.Boolean(load_default=False)
    materials = codes()


class StepSchema(Strict):
    """`customer_only`: a PIN, an identity or an authorisation (★): the customer alone, everybody else behind the line."""

    zh = label()
    en = label()
    customer_only = fields.Boolean(load_default=False)


class StepGuideSchema(EntrySchema):
    devices = fields.List(fields.String(), required=True, validate=validate.Length(min=1))
    operation = one_of("withdrawal", "deposit", "transfer", "open_card")
    steps = fields.List(fields.Nested(StepSchema), required=True, validate=validate.Length(min=2))
