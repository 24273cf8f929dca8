"""Pictures of every screen of the tablet over a fake morning, in both orientations, with what axe finds wrong on each.

    .venv/bin/python -m tests.fakes.screens FOLDER [NAME …]

For looking at: nothing here is part of `make test`. Needs the node packages and Chromium.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import threading
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote

from playwright.sync_api import Browser, Page, sync_playwright

from server.reference.compile import compile_on
from server.reference.load import load_catalogue

ROOT = Path(__file__).resolve().parents[2]
BUILT = ROOT / ".make" / "preview"
NOW = "2026-11-24T03:20:00Z"
SIZES = {"wide": (1180, 820), "tall": (820, 1180)}
OFFLINE = {"online": False}
FAILURE = {
    "code": "newer_database",
    "message": {
        "zh": "本机数据由更新版本的应用写入，请联网刷新后再打开。",
        "en": "A newer version wrote the data here.",
    },
}
RECORD = "01935b1e-7c00-7000-8000-{:012d}"
# Name → address, state of the tablet, and what to do there before the picture.
SCREENS: dict[str, tuple[str, dict[str, Any], str]] = {
    "enrol": ("/enrol#code=7K4M-92QX", {"phase": "unenrolled", "person": None}, ""),
    "sign-in": ("/", {"phase": "signed_out", "person": None}, ""),
    "set-pin": ("/", {"phase": "pin_needed"}, ""),
    "unlock": (
        "/",
        {
            "phase": "locked",
            "pin": {"failures": 2, "lockedUntil": None},
            "people": [{"id": "a", "name": "周敏"}, {"id": "b", "name": "李晓"}],
        },
        "",
    ),
    "wiped": ("/", {"phase": "wiped", "lost": {"waiting": 3, "lastContact": "2026-11-24T01:00:00Z"}}, ""),
    "failed": ("/", {"phase": "failed", "failure": FAILURE}, ""),
    "today": ("/", OFFLINE, ""),
    "today-online": ("/", {"sessionEnded": True, "skew": 300000}, ""),
    "capture": ("/capture", {}, ""),
    "capture-form": ("/capture/consultation", OFFLINE, "topic"),
    "capture-faults": ("/capture/lost_item", {}, "submit"),
    "capture-from": (f"/capture/department_ticket?from={RECORD.format(1)}", {}, ""),
    "picker": ("/capture/consultation", {}, "picker"),
    "ledger": ("/ledger", {}, ""),
    "detail": (f"/ledger/{RECORD.format(2)}", {}, ""),
    "detail-local": (f"/ledger/{RECORD.format(1)}", OFFLINE, ""),
    "detail-refused": (f"/ledger/{RECORD.format(8)}", {}, ""),
    "kpi": ("/kpi/k2", OFFLINE, ""),
    "draft": (f"/ledger/{RECORD.format(2)}/draft/D01", OFFLINE, ""),
    "command": (f"/ledger/{RECORD.format(6)}", {}, "command"),
    "correct": (f"/ledger/{RECORD.format(5)}/correct", {}, ""),
    "sync": ("/outbox", {}, ""),
    "sync-waiting": ("/outbox?show=waiting", OFFLINE, ""),
    "fix": ("/outbox/25", {}, ""),
    "conflict": (f"/outbox/conflict/{RECORD.format(901)}", {}, ""),
    "knowledge": ("/knowledge/products/P14", {}, ""),
    "knowledge-search": ("/knowledge", {}, "search"),
    "me": ("/me", {}, ""),
    "arrival": ("/capture/consultation?arrives", {}, ""),
    "me-offline": ("/me", OFFLINE, ""),
    "notices": ("/notices", {}, ""),
    "notices-offline": ("/notices", OFFLINE, ""),
}
ACTS = {
    "topic": lambda page: page.locator("label.chip:has(input[value=TD01])").click(),
    "submit": lambda page: page.locator("button[type=submit]").click(),
    "picker": lambda page: page.locator(".chip.more").first.click(),
    "command": lambda page: page.locator("footer.actions button").first.click(),
    "search": lambda page: page.get_by_role("searchbox").fill("xfd"),
}


class Handler(SimpleHTTPRequestHandler):
    """The built preview; every address that is no file is the page, as the real server answers."""

    def translate_path(self, path: str) -> str:
        found = super().translate_path(path)
        return found if Path(found).is_file() else str(BUILT / "index.html")

    def log_message(self, format: str, *args: object) -> None:
        return


def reference_sets() -> str:
    catalogue = load_catalogue()
    return "[" + ",".join(each.content.decode() for each in compile_on(catalogue, date(2026, 11, 24))) + "]"


def build() -> None:
    vite = [
        shutil.which("npx") or "npx",
        "vite",
        "build",
        "--config",
        "tests/fakes/vite.config.ts",
        "--logLevel",
        "warn",
    ]
    subprocess.run([*vite, "--base", "/"], cwd=ROOT, check=True)
    (BUILT / "reference.json").write_text(reference_sets(), encoding="utf-8")


def faults(page: Page) -> list[str]:
    page.evaluate((ROOT / "node_modules/axe-core/axe.min.js").read_text("utf-8"))
    found = page.evaluate("() => axe.run({resultTypes: ['violations']})")
    return [
        f"{each['impact']} {each['id']}: {each['nodes'][0]['html'][:160]} {each['nodes'][0].get('failureSummary', '')[:200]}"
        for each in found["violations"]
        if each["impact"] in ("serious", "critical", "moderate")
    ]


def take(browser: Browser, address: str, folder: Path, name: str, size: str, dark: bool, english: bool) -> None:
    width, height = SIZES[size]
    place, state, act = SCREENS[name]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if dark else "light",
        reduced_motion="reduce",
        has_touch=True,
        locale="en" if english else "zh-CN",
    )
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type in ("error", "warning") else None)
    page.clock.set_fixed_time(NOW)
    if english:
        page.add_init_script("localStorage.setItem('lobbybook.language', 'en')")
    path, _, fragment = place.partition("#")
    joint = "&" if "?" in path else "?"
    page.goto(f"{address}{path}{joint}state={quote(json.dumps(state))}{'#' + fragment if fragment else ''}")
    page.wait_for_selector("h1, .empty", state="attached", timeout=30000)
    page.wait_for_load_state("networkidle")
    if act:
        ACTS[act](page)
        page.wait_for_load_state("networkidle")
    label = f"{name}-{size}{'-dark' if dark else ''}{'-en' if english else ''}"
    page.screenshot(path=folder / f"{label}.png")
    for line in [*errors, *faults(page)]:
        print(f"{label}: {line}")
    context.close()


def main(folder: Path, names: list[str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    build()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(BUILT)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        for name in names or SCREENS:
            for size in SIZES:
                take(browser, address, folder, name, size, dark=False, english=False)
            if name in ("today", "capture-form", "detail", "sync", "me", "unlock", "notices", "arrival"):
                take(browser, address, folder, name, "wide", dark=True, english=False)
                take(browser, address, folder, name, "wide", dark=False, english=True)
        browser.close()
    server.shutdown()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
