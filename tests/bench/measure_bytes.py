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


def kept_offline(built: Path) -> dict[str, list[str]]:
    """The addresses that the built service worker stores, by stage (`first`, `second`)."""
    found = PLAN.search((built / "sw.js").read_text(encoding="utf-8"))
    assert found, "the built service worker names no files"
    plan = json.loads(found[0])
    return {stage: plan[stage] for stage in ("first", "second")}


def measure_bytes(playwright: Playwright, address: str, built: Path, folder: Path) -> list[Figure]:
    """`built`: the folder of the built app that `address` serves."""
    with opened(playwright, folder / "first", "about:blank") as tab:
        tab.traffic.clear()
        tab.page.goto(f"{address}/", wait_until="load")
        tab.until("document.querySelector('#app').childElementCount > 0")
        loaded, requests = tab.traffic.bytes, tab.traffic.requests
    plan = kept_offline(built)
    figures = [
        Figure(
            "first load of the tablet, packed",
            loaded / KILOBYTE,
            "KB",
            budgets=[Budget(110)],
            note=f"{requests} requests, headers and icons included",
        )
    ]
    for stage, files, most in (("first", 25, 450), ("second", None, 1200)):
        own = [built / ("index.html" if name == "/" else name[1:]) for name in plan[stage]]
        size = sum(each.stat().st_size for each in own) / KILOBYTE
        figures += [
            Figure(f"kept offline, {stage} stage: files", len(own), "", budgets=[Budget(files)] if files else []),
            Figure(f"kept offline, {stage} stage, unpacked", size, "KB", budgets=[Budget(most)]),
        ]
    return figures
