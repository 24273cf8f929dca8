"""Entries as the server compiles them, for the search in the other language: search_vectors.json beside this file.

After a change of the entries or their keys: `python -m tests.unit.reference.search_vectors` writes it again.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from server.reference import compile_on, load_catalogue

FILE = Path(__file__).with_name("search_vectors.json")
DAY = date(2026, 11, 24)
# Enough neighbours that a wrong order would show.
CHOSEN = {
    "topics": ("TA01", "TA02", "TA04", "TB02", "TB04", "TB05", "TC08", "TD01", "TD02", "TD05", "TE04", "TH04"),
    "products": ("P01", "P03", "P07", "P14", "P15", "P19", "P22"),
    "materials": ("M01", "M03", "M09", "M10"),
}


def compiled_sets() -> list[dict[str, Any]]:
    found = {each.name: json.loads(each.content)["items"] for each in compile_on(load_catalogue(), DAY)}
    return [
        {"name": name, "items": [item for item in found[name] if item["code"] in codes]}
        for name, codes in CHOSEN.items()
    ]


def write() -> None:
    content = json.loads(FILE.read_text(encoding="utf-8")) | {"sets": compiled_sets()}
    FILE.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write()
