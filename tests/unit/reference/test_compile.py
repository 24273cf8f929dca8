"""What tablets are given: the same bytes for the same data, honest about what is unchecked or past."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from server.reference import Catalogue, CompiledSet, compile_on, in_force, load_catalogue, version_of
from server.reference.pinyin import full, initials
from tests.unit.reference.folders import copied, read, succeeded, write

TODAY = date(2026, 11, 24)
CATALOGUE = load_catalogue()


def compiled(name: str, day: date = TODAY, catalogue: Catalogue = CATALOGUE) -> CompiledSet:
    return next(each for each in compile_on(catalogue, day) if each.name == name)


def items(name: str, day: date = TODAY, catalogue: Catalogue = CATALOGUE) -> dict[str, dict[str, Any]]:
    found = json.loads(compiled(name, day, catalogue).content)["items"]
    return {item["code"]: dict(item) for item in in_force(found, day.isoformat())}


def test_another_process_makes_the_same_bytes() -> None:
    script = (
        "from datetime import date; from server.reference import *;"
        f"print(version_of(compile_on(load_catalogue(), date.fromisoformat('{TODAY}'))))"
    )
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, text=True, cwd=root())
    assert said.stdout.strip() == version_of(compile_on(CATALOGUE, TODAY))


def root() -> Path:
    return Path(__file__).resolve().parents[3]


def test_a_day_on_which_nothing_changes_has_the_same_version() -> None:
    assert version_of(compile_on(CATALOGUE, TODAY)) == version_of(compile_on(CATALOGUE, date(2026, 11, 25)))


def test_every_item_is_found_by_its_code_and_its_names() -> None:
    for each in compile_on(CATALOGUE, TODAY):
        for item in json.loads(each.content)["items"]:
            lines = item["keys"].split("\n")
            assert lines[0] == item["code"].lower()
            assert item["keys"] == item["keys"].lower()
            assert item["set"] == each.name


def test_keys_hold_pinyin_initials_aliases_and_the_heading() -> None:
    keys = items("topics")["TD02"]["keys"].split("\n")
    expected = {"td02", "按揭", "aj", "anjie", "mortgage", "房贷", "fd", "fangdai", "贷款", "dk", "daikuan", "loans"}
    assert expected <= set(keys)


def test_an_unchecked_answer_says_so_itself_in_both_languages() -> None:
    faq = items("products")["P03"]["faq"][0]
    assert faq["status"] == "draft"
    assert faq["a"].endswith("（待核实，以最新公示为准）")
    assert faq["a_en"].endswith("(not yet verified; the published notice counts)")


def test_a_checked_answer_stands_as_it_is_written() -> None:
    assert items("products")["P08"]["faq"][0]["a"] == "不保本。"


def test_an_entry_of_a_past_version_keeps_its_label_as_expired(tmp_path: Path) -> None:
    content = succeeded(read(copied(tmp_path), "event_types"), ends="2026-06-30", begins="2026-07-01")
    content["versions"][0]["entries"] = [{"code": "old_event", "zh": "旧活动", "en": "Old event"}]
    write(tmp_path, "event_types", content)
    catalogue = load_catalogue(tmp_path)
    old = items("event_types", date(2026, 7, 1), catalogue)["old_event"]
    assert (old["status"], old["zh"], old["effective_to"]) == ("expired", "旧活动", "2026-06-30")
    assert items("event_types", date(2026, 6, 30), catalogue)["old_event"]["status"] == "in_force"


def test_a_version_that_is_still_to_come_travels_but_is_not_in_force(tmp_path: Path) -> None:
    content = succeeded(read(copied(tmp_path), "event_types"), ends="2026-12-31", begins="2027-01-01")
    content["versions"][1]["entries"] += [{"code": "new_event", "zh": "新活动", "en": "New event"}]
    write(tmp_path, "event_types", content)
    catalogue = load_catalogue(tmp_path)
    assert '"new_event"' in compiled("event_types", TODAY, catalogue).content.decode()
    assert "new_event" not in items("event_types", TODAY, catalogue)
    assert compiled("event_types", TODAY, catalogue) == compiled("event_types", date(2027, 1, 1), catalogue)


def test_what_two_versions_say_alike_travels_once(tmp_path: Path) -> None:
    content = succeeded(read(copied(tmp_path), "materials"), ends="2026-06-30", begins="2026-07-01")
    content["versions"][1]["entries"][0]["zh"] = "本人开立账户"
    write(tmp_path, "materials", content)
    found = json.loads(compiled("materials", TODAY, load_catalogue(tmp_path)).content)["items"]
    first = [(item["effective_from"], item["effective_to"]) for item in found if item["code"] == "M01"]
    second = [(item["effective_from"], item["effective_to"]) for item in found if item["code"] == "M02"]
    assert first == [("2026-07-01", None), ("2026-01-01", "2026-06-30")]
    assert second == [("2026-01-01", None)]


def test_the_calendar_names_the_days_worked_in_exchange() -> None:
    calendar = items("calendar")
    assert (calendar["2026-02-14"]["working"], calendar["2026-02-14"]["zh"]) == (True, "春节调休上班")
    assert (calendar["2026-10-01"]["working"], calendar["2026-10-01"]["en"]) == (False, "National Day: closed")


def test_a_year_whose_holidays_are_not_known_says_so() -> None:
    years = items("calendar", date(2031, 1, 2))
    assert years["2031"]["status"] == "draft"
    assert "未收录" in years["2031"]["zh"]
    assert "not known yet" in years["2031"]["en"]


def test_a_day_the_bank_knows_better_is_in_the_calendar(tmp_path: Path) -> None:
    content = read(copied(tmp_path), "calendar")
    day = {"day": "2026-11-25", "working": False, "zh": "系统升级停业", "en": "System upgrade", "source": "本行公告"}
    content["versions"][0]["entries"][0]["changed_days"] = [day]
    write(tmp_path, "calendar", content)
    closed = items("calendar", TODAY, load_catalogue(tmp_path))["2026-11-25"]
    assert (closed["working"], closed["zh"], closed["source"]) == (False, "系统升级停业", "本行公告")


@pytest.mark.parametrize(
    ("text", "pinyin", "short"),
    [
        ("提前还款", "tiqianhuankuan", "tqhk"),
        ("手机银行", "shoujiyinhang", "sjyh"),
        ("年化利率", "nianhualilv", "nhll"),
        ("密码重置", "mimachongzhi", "mmcz"),
        ("重大", "zhongda", "zd"),
        ("本行", "benhang", "bh"),
        ("存取款差错", "cunqukuanchacuo", "cqkcc"),
        ("ATM转账撤销", "ATMzhuanzhangchexiao", "ATMzzcx"),
    ],
)
def test_banking_words_are_read_as_in_a_bank(text: str, pinyin: str, short: str) -> None:
    assert (full(text), initials(text)) == (pinyin, short)
