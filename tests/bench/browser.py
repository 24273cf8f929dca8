"""One Chromium profile on disk, its page, and what its network and its processor are asked for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, CDPSession, Page, Playwright

CHROMIUM = "/usr/bin/chromium"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # A page that is measured while another one is in front must not be slowed down for that.
    "--disable-background-timer-throttling",
    "--disable-renderer-backgrounding",
    "--disable-backgrounding-occluded-windows",
)
TABLET = {"width": 1180, "height": 820}
PATIENCE_MS = 240_000
WAITING = """
async (patience) => {
  const end = performance.now() + patience
  while (!(%s)) {
    if (performance.now() > end) throw new Error('waited in vain')
    await new Promise((on) => setTimeout(on, 20))
  }
}
"""


@dataclass
class Traffic:
    """Of one page since `clear`: requests begun, and bytes of the answers as they travelled, with their headers."""

    requests: int = 0
    bytes: int = 0

    def begun(self, _event: dict[str, Any]) -> None:
        self.requests += 1

    def ended(self, event: dict[str, Any]) -> None:
        self.bytes += int(event["encodedDataLength"])

    def clear(self) -> None:
        self.requests = self.bytes = 0


@dataclass
class Tab:
    context: BrowserContext
    page: Page
    cdp: CDPSession
    traffic: Traffic = field(default_factory=Traffic)

    def __post_init__(self) -> None:
        self.cdp.on("Network.requestWillBeSent", self.traffic.begun)
        self.cdp.on("Network.loadingFinished", self.traffic.ended)
        self.cdp.send("Network.enable")

    def ask(self, script: str, argument: Any = None) -> Any:
        return self.page.evaluate(script, argument)

    def until(self, condition: str) -> None:
        """Waits for a JavaScript expression; asked through the debugger, because the pages' policy forbids eval."""
        self.ask(WAITING % condition, PATIENCE_MS)

    def slow_down(self, times: int) -> None:
        """How many times slower than this machine the page's thread runs; its workers keep their speed."""
        self.cdp.send("Emulation.setCPUThrottlingRate", {"rate": times})


@contextmanager
def opened(playwright: Playwright, profile: Path, url: str) -> Iterator[Tab]:
    context = playwright.chromium.launch_persistent_context(
        str(profile),
        executable_path=CHROMIUM,
        headless=True,
        args=list(FLAGS),
        viewport={"width": TABLET["width"], "height": TABLET["height"]},
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
    )
    try:
        context.set_default_timeout(PATIENCE_MS)
        page = context.pages[0]
        page.goto(url)
        yield Tab(context, page, context.new_cdp_session(page))
    finally:
        context.close()
