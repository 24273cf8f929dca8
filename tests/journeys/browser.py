"""Chromium as a person's tablet or desk: a profile on disk that survives closing, and a network that can be cut."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, Playwright

CHROMIUM = "/usr/bin/chromium"
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
LANDSCAPE = {"width": 1180, "height": 820}
DESK = {"width": 1440, "height": 900}


@dataclass
class Browser:
    """One profile. `reopen` closes the browser and opens it again on the same profile, as after a dead battery."""

    playwright: Playwright
    profile: Path
    viewport: dict[str, int]
    context: BrowserContext | None = None
    extra: tuple[str, ...] = ()

    def open(self, *, offline: bool = False) -> Page:
        self.context = self.playwright.chromium.launch_persistent_context(
            str(self.profile),
            executable_path=CHROMIUM,
            headless=True,
            args=[*QUIET, *self.extra],
            viewport=self.viewport,  # type: ignore[arg-type]  # playwright's own TypedDict, built from plain numbers
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            accept_downloads=True,
        )
        self.context.set_default_timeout(20_000)
        if offline:
            self.context.set_offline(True)
        return self.context.pages[0] if self.context.pages else self.context.new_page()

    def close(self) -> None:
        if self.context is not None:
            self.context.close()
            self.context = None

    def reopen(self, *, offline: bool = False) -> Page:
        self.close()
        return self.open(offline=offline)

    def offline(self, cut: bool) -> None:
        assert self.context is not None
        self.context.set_offline(cut)

    def picture(self, file: Path) -> None:
        """What the person saw last, for whoever reads the failure."""
        if self.context is not None and self.context.pages:
            self.context.pages[0].screenshot(path=file)
            print(f"what was seen: {file}")
