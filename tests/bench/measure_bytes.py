"""What a tablet that comes for the first time loads, and what its service worker then keeps for it, stage by stage."""

from __future__ import annotations

import json
import re
from pathlib import Path

from playwright.sync_api import Playwright

from tests.bench.browser import opened
from tests.bench.figures import Budget, Figure

KILOBYTE = 1024
PLAN = re.compile(r'\{"version":"[0-9a-f]+","first":\[.*?\],"second":\[.*?\]\}')


# A worker is no part of the page: it comes when it has something to do.
PAGE = re.compile(r"^/$|/assets/(?!.*\.worker-).*\.(js|css)$")


def _packed(file: Path) -> int:
    """Bytes as they travel: packed by the build, unless that saves nothing."""
    file = file / "index.html" if file.is_dir() else file
    packed = file.with_name(f"{file.name}.br")
    return (packed if packed.exists() else file).stat().st_size


def kept_offline(built: Path) -> dict[str, list[str]]:
    """The addresses that the built service worker stores, by stage (`first`, `second`)."""
    found = PLAN.search((built / "sw.js").read_text(encoding="utf-8"))
    assert found, "the built service worker names no files"
    plan = json.loads(found[0])
    return {stage: plan[stage] for stage in ("first", "second")}


def measure_bytes(playwright: Playwright, address: str, built: Path, folder: Path) -> list[Figure]:
    """`built`: the folder of the built app that `address` serves."""
    plan = kept_offline(built)
    with opened(playwright, folder / "first", "about:blank") as tab:
        tab.traffic.clear()
        tab.page.goto(f"{address}/", wait_until="load")
        tab.until("document.querySelector('#app').childElementCount > 0")
        loaded, requests = tab.traffic.bytes, tab.traffic.requests
    figures = [
        Figure(
            "first load of the tablet until it answers, packed",
            loaded / KILOBYTE,
            "KB",
            note=f"{requests} requests, headers and icons included",
        ),
        Figure(
            "first load of the tablet up to 今日, packed",
            sum(_packed(built / name[1:]) for name in plan["first"] if PAGE.search(name)) / KILOBYTE,
            "KB",
            budgets=[Budget(110)],
            note="HTML, JS and CSS with the contract; workers apart",
        ),
    ]
    for stage, files, most in (("first", 25, 450), ("second", None, 1200)):
        own = [built / ("index.html" if name == "/" else name[1:]) for name in plan[stage]]
        size = sum(each.stat().st_size for each in own) / KILOBYTE
        figures += [
            Figure(f"kept offline, {stage} stage: files", len(own), "", budgets=[Budget(files)] if files else []),
            Figure(f"kept offline, {stage} stage, unpacked", size, "KB", budgets=[Budget(most)]),
        ]
    return figures
