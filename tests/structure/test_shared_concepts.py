"""A concept both halves of the engine know stands three times: name.py, name.ts and vectors/name.json."""

from pathlib import Path

import pytest

from tests.structure.repository import ROOT

SYNC = ROOT / "sync"


def concepts(folder: Path, suffix: str) -> set[str]:
    return {path.stem for path in folder.glob(f"*{suffix}") if path.stem != "__init__"}


NAMES = sorted(concepts(SYNC, ".py") | concepts(SYNC, ".ts") | concepts(SYNC / "vectors", ".json"))


@pytest.mark.parametrize("name", NAMES)
def test_a_shared_concept_is_written_in_both_languages_and_has_vectors(name: str) -> None:
    wanted = [SYNC / f"{name}.py", SYNC / f"{name}.ts", SYNC / "vectors" / f"{name}.json"]
    assert [path.name for path in wanted if not path.exists()] == []


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("suffix", [".py", ".ts"])
def test_the_tests_of_each_language_read_the_vectors(name: str, suffix: str) -> None:
    tests = [path for path in (ROOT / "tests").rglob(f"*{suffix}") if "node_modules" not in path.parts]
    text = "\n".join(path.read_text(encoding="utf-8") for path in tests if "structure" not in path.parts)
    assert f"{name}.json" in text or ("vectors" in text and name in text)
