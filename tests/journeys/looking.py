"""A careful look at page after page: in both orientations, in light and dark, with axe; and pictures for a person to judge.

LOBBYBOOK_SCREENSHOTS=folder keeps a picture of everything that is looked at.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, ViewportSize, expect

from tests.journeys.browser import DESK, LANDSCAPE, PORTRAIT
from tests.journeys.processes import ROOT

PICTURES = os.environ.get("LOBBYBOOK_SCREENSHOTS")
GRAVE = {"serious", "critical"}
DESK_PORTRAIT = ViewportSize(width=1024, height=1366)
# Frames are left out: the only one shows a document in the browser's own viewer.
RUN_AXE = "() => axe.run(document, { iframes: false, resultTypes: ['violations'] })"


@dataclass
class Looking:
    """`look("ledger")` notes everything that axe calls serious or critical; the page is left as it was found."""

    page: Page
    where: str
    landscape: ViewportSize
    portrait: ViewportSize
    faults: list[str] = field(default_factory=list)

    @classmethod
    def at_tablet(cls, page: Page) -> Looking:
        # What moves is between two colours, and neither is wrong.
        page.emulate_media(reduced_motion="reduce")
        return cls(page, "tablet", LANDSCAPE, PORTRAIT)

    @classmethod
    def at_desk(cls, page: Page) -> Looking:
        page.emulate_media(reduced_motion="reduce")
        return cls(page, "desk", DESK, DESK_PORTRAIT)

    def __call__(self, name: str) -> None:
        expect(self.page.get_by_label("正在读取")).to_have_count(0)
        self._look(f"{self.where}-{name}-landscape")
        self.page.set_viewport_size(self.portrait)
        self._look(f"{self.where}-{name}-portrait")
        self.page.set_viewport_size(self.landscape)
        self.page.emulate_media(color_scheme="dark")
        self._look(f"{self.where}-{name}-dark")
        self.page.emulate_media(color_scheme="light")

    def _look(self, name: str) -> None:
        if PICTURES:
            self.page.screenshot(path=Path(PICTURES) / f"{name}.png")
        self.faults += [f"{name}: {fault}" for fault in grave_faults(self.page)]


def grave_faults(page: Page) -> list[str]:
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(axe_core())
    found: list[dict[str, Any]] = page.evaluate(RUN_AXE)["violations"]
    return [f"{each['id']} {node['target']}" for each in found if each["impact"] in GRAVE for node in each["nodes"]]


@cache
def axe_core() -> str:
    return (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")
