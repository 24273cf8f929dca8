"""Chromium as a person's tablet or desk: a profile on disk that survives closing, and a network that can be cut."""

from __future__ import annotations

import os
import re
import signal
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Playwright
from playwright.sync_api import Error as BrowserGone

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
PORTRAIT = {"width": 820, "height": 1180}
DESK = {"width": 1440, "height": 900}
# A tablet without a network says so on its console with every try; that is no fault.
NO_NETWORK = re.compile(
    r"net::ERR_(INTERNET_DISCONNECTED|CONNECTION_\w+|EMPTY_RESPONSE|INCOMPLETE_CHUNKED_ENCODING|NETWORK_CHANGED|FAILED)"
)


@dataclass
class Browser:
    """One profile. `reopen` closes the browser and opens it again on the same profile, as after a dead battery."""

    playwright: Playwright
    profile: Path
    viewport: dict[str, int]
    context: BrowserContext | None = None
    extra: tuple[str, ...] = ()
    complaints: list[str] = field(default_factory=list)
    """Errors of pages and their consoles, refusals of the content security policy among them."""

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
        self.context.on("console", self._heard)
        self.context.on("weberror", lambda failure: self.complaints.append(str(failure.error)))
        if offline:
            self.context.set_offline(True)
        return self.context.pages[0] if self.context.pages else self.context.new_page()

    def close(self) -> None:
        if self.context is not None:
            with suppress(BrowserGone):  # one that was killed has nothing left to close
                self.context.close()
            self.context = None

    def reopen(self, *, offline: bool = False) -> Page:
        self.close()
        return self.open(offline=offline)

    def kill(self) -> None:
        """The whole browser at once, as when the battery is pulled out: no page may save anything any more."""
        os.kill(self._process(), signal.SIGKILL)
        self.close()

    def offline(self, cut: bool) -> None:
        assert self.context is not None
        self.context.set_offline(cut)

    def loses_its_databases(self, origin: str) -> None:
        """As when the system is short of space: what pages stored in databases is gone, the app itself is not."""
        assert self.context is not None
        protocol = self.context.new_cdp_session(self.context.pages[0])
        protocol.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "indexeddb"})

    def picture(self, file: Path) -> None:
        """What the person saw last, for whoever reads the failure."""
        if self.context is not None and self.context.pages:
            with suppress(BrowserGone):
                self.context.pages[0].screenshot(path=file)
                print(f"what was seen: {file}")

    def _process(self) -> int:
        """The browser's own process; its children end with it."""
        # A profile in use names its browser in this link: "host-process".
        return int(os.readlink(self.profile / "SingletonLock").rpartition("-")[2])

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not NO_NETWORK.search(message.text) and not asks_who_is_there(message):
            self.complaints.append(f"{message.text} ({message.location['url']})")


def asks_who_is_there(message: ConsoleMessage) -> bool:
    """A page that opens asks for its session; that there is none is an answer, which Chromium logs as an error."""
    return "status of 401" in message.text and message.location["url"].endswith("/api/session")
