"""Whatever is wrong in a file of reference data stops the start, and says where it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from server.reference import ReferenceError, load_catalogue
from tests.unit.reference.folders import copied, read, succeeded, write

Change = Callable[[dict[str, Any]], object]


def entry(content: dict[str, Any], code: str) -> dict[str, Any]:
    found: dict[str, Any] = next(each for each in content["versions"][0]["entries"] if each["code"] == code)
    return found


@pytest.mark.parametrize(
    ("name", "change", "said"),
    [
        ("topics", lambda c: entry(c, "TD01").update(rate="3.0"), "rate"),
        ("topics", lambda c: entry(c, "TD01").pop("question"), "question"),
        ("topics", lambda c: entry(c, "TD01").pop("en"), "en"),
        ("topics", lambda c: entry(c, "TD01").update(products=["P99"]), "TD01 names P99"),
        ("topics", lambda c: entry(c, "TD01").update(department="nobody"), "TD01 names nobody"),
        ("topics", lambda c: entry(c, "TD01").update(ticket_type=None), "ticket_type"),
        ("topics", lambda c: entry(c, "TD01").update(group="TX"), "no group is called TX"),
        ("topics", lambda c: entry(c, "TD01").update(code="TD02"), "codes given twice: TD02"),
        ("topics", lambda c: c.update(set="topic"), "calls itself topic"),
        ("topics", lambda c: c["versions"][0].pop("source"), "source"),
        ("topics", lambda c: c["versions"][0].pop("effective_from"), "effective_from"),
        ("topics", lambda c: c["versions"][0].update(effective_to="2025-12-31"), "Ends before it begins"),
        ("topics", lambda c: c["versions"][0].update(status="final"), "status"),
        ("products", lambda c: entry(c, "P03").update(faq=[]), "faq"),
        ("products", lambda c: entry(c, "P03").update(materials=["M99"]), "P03 names M99"),
        ("materials", lambda c: entry(c, "M01")["items"].append("照片"), "items_en"),
        ("turnaround", lambda c: c["versions"][0]["entries"].pop(), "other_dept has 0 turnarounds for urgent"),
        ("turnaround", lambda c: entry(c, "credit_dept").update(priorities=["high"]), "credit_dept has 0"),
        ("turnaround", lambda c: entry(c, "compliance_dept").update(priorities=["urgent", "high", "normal"]), "has 2"),
        ("calendar", lambda c: entry(c, "bank_hours").update(opens="18:00"), "Closes before it opens"),
        ("calendar", lambda c: entry(c, "bank_hours").update(opens="9 am"), "opens"),
    ],
)
def test_a_mistake_is_refused_by_name(tmp_path: Path, name: str, change: Change, said: str) -> None:
    content = read(copied(tmp_path), name)
    change(content)
    write(tmp_path, name, content)
    with pytest.raises(ReferenceError) as refused:
        load_catalogue(tmp_path)
    assert f"{name}.yaml" in str(refused.value)
    assert said in str(refused.value)


def test_a_key_written_twice_is_refused(tmp_path: Path) -> None:
    file = copied(tmp_path) / "departments.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "set: departments\n", encoding="utf-8")
    with pytest.raises(ReferenceError, match="written twice: set"):
        load_catalogue(tmp_path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    (copied(tmp_path) / "products.yaml").unlink()
    with pytest.raises(ReferenceError, match=r"products\.yaml"):
        load_catalogue(tmp_path)


@pytest.mark.parametrize("begins", ["2026-06-30", "2026-01-01", "2025-01-01"])
def test_versions_that_overlap_are_refused(tmp_path: Path, begins: str) -> None:
    write(copied(tmp_path), "products", succeeded(read(tmp_path, "products"), ends="2026-06-30", begins=begins))
    with pytest.raises(ReferenceError, match="begins before the one above it ends"):
        load_catalogue(tmp_path)


def test_links_are_checked_for_the_day_every_version_begins(tmp_path: Path) -> None:
    content = succeeded(read(copied(tmp_path), "products"), ends="2026-06-30", begins="2026-07-01")
    content["versions"][1]["entries"].pop(0)
    write(tmp_path, "products", content)
    with pytest.raises(ReferenceError, match=r"TA01 names P01, which products\.yaml has not on 2026-07-01"):
        load_catalogue(tmp_path)


def test_a_day_has_the_entries_of_the_version_that_covers_it(tmp_path: Path) -> None:
    content = succeeded(read(copied(tmp_path), "products"), ends="2026-06-30", begins="2026-07-01")
    content["versions"][1]["entries"][0]["zh"] = "活期存款"
    write(tmp_path, "products", content)
    catalogue = load_catalogue(tmp_path)
    days = (date(2026, 6, 30), date(2026, 7, 1))
    assert [catalogue.entries_on("products", day)[0].zh for day in days] == ["活期储蓄", "活期存款"]


def test_before_its_first_version_a_set_is_empty() -> None:
    assert load_catalogue().entries_on("products", date(2025, 12, 31)) == ()
