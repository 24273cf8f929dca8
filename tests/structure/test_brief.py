"""What the brief asks stands in the tables of tests/journeys/README.md, and whatever they name is there."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from server.domain.departments import DEPARTMENTS
from server.records import all_kinds
from tests.structure.repository import ROOT, text

README = ROOT / "tests" / "journeys" / "README.md"
ROUTES = (ROOT / "pwa/src/screens/routes.ts", ROOT / "pwa/src/desk/routes.ts")
TASKS, ALL_DEPARTMENTS, CASES, TERMS = "十五项日常任务", "十二个部门", "两个案例", "三个术语"
HOW_MANY = {TASKS: 15, ALL_DEPARTMENTS: 12, CASES: 2, TERMS: 3}
OF_DUTY = {"一": 3, "二": 3, "三": 3, "四": 2, "五": 2, "六": 2}


def tables() -> dict[str, list[list[str]]]:
    """By heading, the cells of each row."""
    found: dict[str, list[list[str]]] = {}
    for part in re.split(r"(?m)^## ", text(README))[1:]:
        heading, *lines = part.splitlines()
        rows = [line for line in lines if line.startswith("|")][2:]
        found[heading.strip()] = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]
    return found


def rows() -> list[list[str]]:
    return [row for table in tables().values() for row in table]


def named(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def routes() -> set[str]:
    return {name for file in ROUTES for name in re.findall(r"name: '([^']+)'", text(file))}


def held_by(file: str) -> Iterator[str]:
    path = ROOT / file
    tree = ast.parse(text(path)) if path.is_file() else ast.Module([], [])
    return (each.name for each in tree.body if isinstance(each, ast.FunctionDef) and each.name.startswith("test_"))


def test_every_task_department_case_and_term_has_its_row() -> None:
    found = tables()
    assert {heading: len(table) for heading, table in found.items()} == HOW_MANY
    numbered = [row[0].split(" ")[0] for row in found[TASKS]]
    assert numbered == [f"{duty}·{task}" for duty, last in OF_DUTY.items() for task in range(1, last + 1)]
    assert [row[0] for row in found[ALL_DEPARTMENTS]] == [each.zh for each in DEPARTMENTS]


@pytest.mark.parametrize("row", rows(), ids=lambda row: row[0])
def test_a_row_says_where_it_is_and_what_walks_it(row: list[str]) -> None:
    _what, screen, places, walked = row
    assert screen
    assert named(places)
    assert named(walked)
    assert [place for place in named(places) if not is_there(place)] == []
    assert [each for each in named(walked) if each.partition("::")[2] not in held_by(each.partition("::")[0])] == []


def is_there(place: str) -> bool:
    """A route, and the kind of record it is gone to with."""
    route, _, kind = place.partition(":")
    return route in routes() and (not kind or kind in all_kinds())
