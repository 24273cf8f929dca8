"""A copy of the reference data of which a test changes something."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import yaml

from server.reference.load import FOLDER


def copied(to: Path) -> Path:
    for file in FOLDER.glob("*.yaml"):
        shutil.copy(file, to)
    return to


def read(folder: Path, name: str) -> dict[str, Any]:
    content: dict[str, Any] = yaml.load((folder / f"{name}.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)
    return content


def write(folder: Path, name: str, content: dict[str, Any]) -> None:
    (folder / f"{name}.yaml").write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")


def succeeded(content: dict[str, Any], *, ends: str, begins: str) -> dict[str, Any]:
    """The same file with a second version, which holds the same entries until a test changes them."""
    first = content["versions"][0]
    second = yaml.load(yaml.safe_dump(first, allow_unicode=True), yaml.CSafeLoader) | {"effective_from": begins}
    return content | {"versions": [first | {"effective_to": ends}, second]}
