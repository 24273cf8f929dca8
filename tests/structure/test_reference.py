"""The reference data is complete: every code of the trade is there, named, sourced and dated, and what names it means something."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest

from server.domain.departments import DEPARTMENTS
from server.records import all_kinds
from server.reference import compile_on, load_catalogue
from server.reference.schema import PRIORITIES
from tests.structure.repository import relative, text, written_by_hand

DAY = date(2026, 11, 24)
CATALOGUE = load_catalogue()
SETS = {each.name: json.loads(each.content)["items"] for each in compile_on(CATALOGUE, DAY)}
TOPICS = {"TA": 10, "TB": 7, "TC": 8, "TD": 7, "TE": 7, "TF": 3, "TG": 4, "TH": 6}
CODES = {
    "topics": [f"{group}{number:02}" for group, count in TOPICS.items() for number in range(1, count + 1)],
    "products": [f"P{number:02}" for number in range(1, 26)],
    "materials": [f"M{number:02}" for number in range(1, 21)],
    "departments": [department.code for department in DEPARTMENTS],
}
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
        assert date.fromisoformat(item["effective_from"]) <= DAY or name == "calendar", item["code"]


def test_labels_of_a_set_are_told_apart() -> None:
    for name in ("topics", "products", "materials", "departments", "turnaround"):
        for language in ("zh", "en"):
            labels = [item[language] for item in SETS[name]]
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


def test_a_prefilled_question_fits_the_field_it_fills() -> None:
    for kind in all_kinds().values():
        for prefill in kind.quick.prefill if kind.quick else ():
            field, named = kind.by_code[prefill.to], kind.by_code[prefill.by].reference
            texts = [item[prefill.key] for item in SETS[str(named)]]
            assert all(field.min <= len(each) <= field.max for each in texts)


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
