"""Every requirement is pinned exactly, locked with hashes, and fetched from wherever the machine is told to."""

import json
import re
import tomllib
from typing import Any

import pytest

from tests.structure.repository import ROOT, relative, written_by_hand

PYTHON_LOCKS = ("server/requirements.lock", "tests/requirements.lock")
PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[\w,]+\])?==([^\s;\\]+)", re.MULTILINE)


def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def pins(lock: str) -> dict[str, str]:
    return dict(PIN.findall((ROOT / lock).read_text(encoding="utf-8")))


@pytest.mark.parametrize("lock", PYTHON_LOCKS)
def test_a_python_lock_names_no_address(lock: str) -> None:
    assert not re.search(r"://|--index-url|--find-links", (ROOT / lock).read_text(encoding="utf-8"))


@pytest.mark.parametrize("lock", PYTHON_LOCKS)
def test_every_locked_python_package_has_hashes(lock: str) -> None:
    blocks = re.split(r"(?m)^(?=[A-Za-z0-9])", (ROOT / lock).read_text(encoding="utf-8"))
    assert [block.splitlines()[0] for block in blocks if PIN.match(block) and "--hash=sha256:" not in block] == []


def test_tests_run_against_the_versions_that_are_shipped() -> None:
    shipped, tested = pins(PYTHON_LOCKS[0]), pins(PYTHON_LOCKS[1])
    assert {name: tested.get(name) for name in shipped} == shipped


def test_every_python_requirement_is_pinned_exactly() -> None:
    named = [*project()["dependencies"], *project()["optional-dependencies"]["dev"]]
    assert [requirement for requirement in named if not PIN.match(requirement)] == []


def test_the_locks_hold_what_the_project_asks_for() -> None:
    asked = [*project()["dependencies"], *project()["optional-dependencies"]["dev"]]
    locked = {name.lower(): version for name, version in pins(PYTHON_LOCKS[1]).items()}
    wanted = {found[1].lower(): found[2] for item in asked if (found := PIN.match(item))}
    assert {name: locked.get(name) for name in wanted} == wanted


@pytest.mark.parametrize(
    "lock", [relative(path) for path in written_by_hand(".json") if path.name == "package-lock.json"]
)
def test_a_node_lock_names_no_address_and_hashes_everything(lock: str) -> None:
    packages = json.loads((ROOT / lock).read_text(encoding="utf-8"))["packages"]
    assert [name for name, entry in packages.items() if "resolved" in entry] == []
    assert [name for name, entry in packages.items() if name and not entry.get("integrity")] == []


@pytest.mark.parametrize(
    "manifest", [relative(path) for path in written_by_hand(".json") if path.name == "package.json"]
)
def test_every_node_requirement_is_pinned_exactly(manifest: str) -> None:
    asked = json.loads((ROOT / manifest).read_text(encoding="utf-8"))
    named = {**asked.get("dependencies", {}), **asked.get("devDependencies", {})}
    assert {name: version for name, version in named.items() if not re.fullmatch(r"\d+\.\d+\.\d+\S*", version)} == {}
