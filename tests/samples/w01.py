"""W01 客户满意度调查问卷: of the branch as a whole, of devices, and with the longest title, before there is a code."""

from __future__ import annotations

from server.documents.definition import Printed
from server.documents.deliverables.w01 import sheet
from tests.samples.build import at, material, record, subject

SERIAL = "WJB-0113-261102-0001"
CODE = "6f1d0c5ab2e94c7f8a3b5d6e7f809112"


def realistic() -> Printed:
    of = record("survey_campaign", 1, "running", at(11, 2), link_code=CODE, questionnaire_version="2026-01-01")
    return sheet(material(SERIAL), subject(of))


def minimal() -> Printed:
    of = record("survey_campaign", 1, "planned", at(11, 2), scene="device", link_code=CODE, method="paper")
    return sheet(material(SERIAL), subject(of))


def extreme() -> Printed:
    return sheet(material(SERIAL), subject(record("survey_campaign", 1, "planned", at(11, 2), title="㛃" * 60)))
