"""sync/README.md and the tests say the same: every MUST is held by a test, and no test cites one that is not written."""

import re
from pathlib import Path

import pytest

from tests.structure.repository import ROOT, relative, text, written_by_hand

README = text(ROOT / "sync" / "README.md")
MUSTS = set(re.findall(r"\*\*(MUST-\d+)\*\*", README))
INVARIANTS = set(re.findall(r"\| (I\d+) \|", README))
CITED = re.compile(r"\b(MUST-\d+|I\d{1,2})\b")


def is_a_test(path: Path) -> bool:
    return relative(path).startswith("tests/") and "structure" not in path.parts and "bench" not in path.parts


def cited(where: list[Path]) -> dict[str, str]:
    return {name: relative(path) for path in where for name in CITED.findall(text(path))}


TESTS = cited([path for path in written_by_hand(".py", ".ts") if is_a_test(path)])
SOURCES = cited([path for path in written_by_hand(".py", ".ts") if relative(path).startswith(("sync/", "server/"))])


def test_the_musts_are_numbered_once():
    numbers = re.findall(r"\*\*(MUST-\d+)\*\*", README)
    assert len(numbers) == len(set(numbers))


@pytest.mark.parametrize("must", sorted(MUSTS, key=lambda name: int(name[5:])))
def test_every_must_is_held_by_a_test_that_cites_it(must):
    assert must in TESTS


def test_whatever_is_cited_is_written():
    named = TESTS | SOURCES
    unknown = {name: where for name, where in named.items() if name not in MUSTS | INVARIANTS}
    assert {name: where for name, where in unknown.items() if name.startswith("MUST")} == {}
    assert {name: where for name, where in unknown.items() if name.startswith("I") and name in TESTS} == {}
