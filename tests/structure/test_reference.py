"""The reference data is complete: every code of the trade is there, named, sourced and dated, and what names it means something."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest

from server.domain.departments import DEPARTMENTS
from server.records import all_kinds
from server.reference import compile_on, in_force, load_catalogue
from server.reference.entry_schema import PRIORITIES
from server.reference.safety_schema import ROUNDS, SCORE_GROUPS
from server.reference.schema import SETS as SCHEMAS
from tests.structure.repository import relative, text, written_by_hand

DAY = date(2026, 11, 24)
CATALOGUE = load_catalogue()
SETS = {each.name: in_force(json.loads(each.content)["items"], DAY.isoformat()) for each in compile_on(CATALOGUE, DAY)}
TOPICS = {"TA": 10, "TB": 7, "TC": 8, "TD": 7, "TE": 7, "TF": 3, "TG": 4, "TH": 6}
FAULTS = {"GC": 4, "GN": 8, "GP": 3, "GS": 6, "GT": 4, "GE": 2, "GX": 2, "GQ": 1, "GU": 3}
CODES = {
    "topics": [f"{group}{number:02}" for group, count in TOPICS.items() for number in range(1, count + 1)],
    "products": [f"P{number:02}" for number in range(1, 26)],
    "materials": [f"M{number:02}" for number in range(1, 21)],
    "departments": [department.code for department in DEPARTMENTS],
    "device_types": ["ATM", "CDM", "CRS", "STM", "VTM", "BSM", "RPT", "PCM", "QMS", "COIN", "EVA", "TAB"],
    "fault_codes": [f"{group}{number:02}" for group, count in FAULTS.items() for number in range(1, count + 1)],
    "step_guides": [f"SG{number:02}" for number in range(1, 5)],
    "questionnaire": [f"Q{number}" for number in range(1, 11)],
    "feedback_categories": [str(number) for number in range(1, 23)],
    "checklist": [f"CK{number:02}" for number in range(1, 51)],
    "drills": ["robbery", "fire", "bank_run", "power_cut", "medical", "network_down", "fraud", "disaster"],
}
# How many items of the checklist each round looks at.
ITEMS_OF_ROUND = {"before_opening": 15, "patrol": 14, "closing": 8, "monthly": 50}
GIVEN_DEPARTMENTS = {"TA07": "compliance_dept", "TB06": "operations_dept", "TC04": "sales_team"} | {
    f"TD{number:02}": "credit_dept" for number in range(1, 8)
}
# Sets that are not reference data: the records and the accounts themselves.
ELSEWHERE = {"record", "user"}
RATE = re.compile(r"\d+(\.\d+)?\s*[%％‰]|年利率\s*\d|年化\s*\d")
# Thresholds are sums of money: written out in Chinese, or in 分.
FIGURES = re.compile(r"\b(?:5|20|50|200)_?000_?000\b|\d+\s*万")


@pytest.mark.parametrize("name", CODES)
def test_every_code_of_the_trade_is_there_and_no_other(name: str) -> None:
    assert [item["code"] for item in SETS[name]] == CODES[name]


@pytest.mark.parametrize("name", SETS)
def test_every_entry_has_both_languages_a_source_and_dates(name: str) -> None:
    for item in SETS[name]:
        assert all(item[key].strip() for key in ("zh", "en", "source")), item["code"]
        assert not re.search(r"[\u3400-\u9fff]", item["en"]), item["code"]
        assert date.fromisoformat(item["effective_from"]) <= DAY, item["code"]


def test_labels_of_a_set_are_told_apart() -> None:
    for name in sorted(set(SETS) - {"calendar"}):
        for language in ("zh", "en"):
            # What each department keeps for itself is told apart within the department.
            labels = [
                (item[language], item.get("department") if name == "reply_templates" else None) for item in SETS[name]
            ]
            assert len(set(labels)) == len(labels), name


def test_departments_are_called_as_elsewhere() -> None:
    assert [(item["code"], item["zh"], item["en"]) for item in SETS["departments"]] == [
        (department.code, department.zh, department.en) for department in DEPARTMENTS
    ]


def test_topics_whose_department_is_given_have_it() -> None:
    topics = {item["code"]: item for item in SETS["topics"]}
    assert {code: topics[code]["department"] for code in GIVEN_DEPARTMENTS} == GIVEN_DEPARTMENTS
    assert {code for code, topic in topics.items() if topic["department"] and not topic["house"]} == set(
        GIVEN_DEPARTMENTS
    )


def test_ticket_types_and_priorities_are_those_of_the_ticket() -> None:
    ticket = all_kinds()["department_ticket"].by_code
    types = {option.code for option in ticket["ticket_type"].options}
    assert {item["ticket_type"] for item in SETS["topics"] if item["ticket_type"]} <= types
    assert tuple(option.code for option in ticket["priority"].options) == PRIORITIES


def test_a_prefilled_text_fits_the_field_it_fills() -> None:
    for kind in all_kinds().values():
        for prefill in kind.quick.prefill if kind.quick else ():
            field, named = kind.by_code[prefill.to], kind.by_code[prefill.by].reference
            if field.type == "text" and named in SETS:
                lengths = [len(item[prefill.key]) for item in SETS[named]]
                assert all((field.min or 0) <= length <= (field.max or length) for length in lengths)


def test_fields_name_sets_that_exist() -> None:
    fields = [field for kind in all_kinds().values() for each in kind.fields for field in (each, *each.columns)]
    named = {field.reference.partition(":")[0] for field in fields if field.reference}
    assert named <= set(SETS) | ELSEWHERE


def test_examples_of_the_kinds_name_entries_that_exist() -> None:
    for kind in all_kinds().values():
        for field in kind.fields:
            value = kind.example.get(field.code)
            if field.reference in SETS and value is not None:
                known = {item["code"] for item in SETS[field.reference]}
                assert set(value if isinstance(value, list) else [value]) <= known, f"{kind.code}.{field.code}"


def test_no_rate_is_written_down() -> None:
    found = [
        f"{name}: {item['code']}"
        for name, items in SETS.items()
        for item in items
        if RATE.search(json.dumps(item, ensure_ascii=False))
    ]
    assert found == []


def test_no_regulatory_figure_stands_in_code() -> None:
    found = [
        f"{relative(path)}:{number}: {line.strip()}"
        for path in written_by_hand(".py")
        if re.match(r"server/(domain|services|documents|api|store)/", relative(path))
        for number, line in enumerate(text(path).splitlines(), 1)
        if FIGURES.search(line)
    ]
    assert found == []


def test_turnaround_is_a_parameter_of_the_house_and_says_so() -> None:
    assert all(item["house"] for item in SETS["turnaround"])


def test_every_set_is_filled() -> None:
    assert all(SETS.values())
    assert set(SETS) == set(SCHEMAS)


def test_each_round_looks_at_its_items() -> None:
    counted = {each: sum(each in item["rounds"] for item in SETS["checklist"]) for each in ROUNDS}
    assert counted == ITEMS_OF_ROUND


def test_each_business_day_owes_four_inspections_and_each_month_one() -> None:
    plan = SETS["inspection_plan"]
    assert [item["round"] for item in plan if item["every"] == "business_day"] == [
        "before_opening",
        "patrol",
        "patrol",
        "closing",
    ]
    assert [item["round"] for item in plan if item["every"] == "month"] == ["monthly"]


def test_money_that_may_be_missing_is_asked_for_at_once() -> None:
    assert {item["code"] for item in SETS["fault_codes"] if item["arrival_query"]} == {"GN02", "GN04"}


def test_pin_and_identity_steps_are_the_customers_alone() -> None:
    marked = {item["code"]: sum(step["customer_only"] for step in item["steps"]) for item in SETS["step_guides"]}
    assert marked == {"SG01": 1, "SG02": 1, "SG03": 2, "SG04": 3}


def test_the_device_survey_asks_five_of_the_ten_questions() -> None:
    asked = [item["code"] for item in SETS["questionnaire"] if "device" in item["surveys"]]
    assert asked == ["Q1", "Q4", "Q6", "Q9", "Q10"]


def test_a_drill_is_worth_a_hundred_and_can_be_failed() -> None:
    for drill in SETS["drills"]:
        assert sum(drill["weights"].values()) == 100
        assert set(drill["weights"]) <= set(SCORE_GROUPS)
        assert len(drill["vetoes"]) >= 2


def test_countries_are_those_of_the_standard_and_china_comes_first() -> None:
    codes = [item["code"] for item in SETS["countries"]]
    assert (len(codes), codes[0]) == (249, "CN")


def test_terms_name_records_that_exist() -> None:
    named = {item["kind"] for item in SETS["glossary"] if item["kind"]}
    assert named <= set(all_kinds())


def test_the_definitions_of_the_brief_are_in_the_glossary() -> None:
    defined = {item["zh"] for item in SETS["glossary"] if not item["house"] and item["definition"]}
    assert defined == {"反洗钱合规检查", "自助服务设备", "客户满意度调查"}


def test_parameters_of_the_house_say_so() -> None:
    assert all(item["house"] for name in ("settings", "inspection_plan", "drills") for item in SETS[name])
