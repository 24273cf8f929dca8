"""The built app: opening again without a network, unlocking into the list, and from a tap to the row."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Playwright

from tests.bench.browser import Tab, opened
from tests.bench.figures import Budget, Figure, p50
from tests.bench.measure_forms import measure_forms

SLOW = 4
PIN = "258036"  # as in pages/tablet.ts
KEYPAD = ".pad button:not(:disabled)"
ROW = 'main a[href^="/ledger/"]'
# Runs before anything of the page: notes when the first frame with something to use in it is done.
WATCH = f"""
const usable = '{KEYPAD}, .usable'
new MutationObserver((_, watch) => {{
  if (document.querySelector(usable) === null) return
  watch.disconnect()
  requestAnimationFrame(() => setTimeout(() => {{ window.usableAt = performance.now() }}))
}}).observe(document, {{ childList: true, subtree: true, attributes: true }})
"""
# Clicks, and says how long it took until a row stands on the page that did not before.
UNTIL_ROW = """
async ([clicked, row]) => {
  const hrefs = () => [...document.querySelectorAll(row)].map((link) => link.href)
  window.rowsSeen ??= new Set()
  for (const href of hrefs()) window.rowsSeen.add(href)
  const start = performance.now()
  for (const text of clicked) {
    const named = [...document.querySelectorAll('button')].find((each) => each.textContent.trim() === text)
    named.click()
  }
  await new Promise((resolve) => {
    const look = () => hrefs().some((href) => !window.rowsSeen.has(href)) && (watch.disconnect(), resolve())
    const watch = new MutationObserver(look)
    watch.observe(document.body, { childList: true, subtree: true, attributes: true })
    look()
  })
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
  return performance.now() - start
}
"""
# The worker has taken the page over, and has stored this many files.
KEPT = "navigator.serviceWorker.controller && (await (await caches.open((await caches.keys())[0])).keys()).length >= {}"


@dataclass(frozen=True)
class Addresses:
    own: str
    peer: str


def measure_reloads(
    playwright: Playwright, addresses: Addresses, tablets: Mapping[int, Path], folder: Path, files: int, rounds: int
) -> list[Figure]:
    """`tablets`: profiles of enrolled tablets, by the number of their records; `files`: how many the app keeps offline."""
    with ExitStack() as stack:
        bare = stack.enter_context(opened(playwright, folder / "bare", f"{addresses.peer}/bare.html"))
        apps = {
            records: stack.enter_context(opened(playwright, profile, f"{addresses.own}/"))
            for records, profile in tablets.items()
        }
        _prepare(bare, 2)
        for tab in apps.values():
            _prepare(tab, files)
        reloads: dict[str, list[float]] = {}
        lists: dict[int, list[float]] = {}
        for _ in range(rounds):
            reloads.setdefault("bare", []).append(_reload(bare))
            for records, tab in apps.items():
                reloads.setdefault(str(records), []).append(_reload(tab))
        for _ in range(rounds):
            for records, tab in apps.items():
                # An unlocked tablet goes on reading for its search: no reload is timed right after one.
                _reload(tab)
                lists.setdefault(records, []).append(_unlock(tab))
        taps = {records: _taps(tab, rounds) for records, tab in apps.items()}
        forms = list(measure_forms(apps[max(tablets)], max(tablets), rounds))
    compared = {"bare Vue": p50(reloads["bare"])}
    few, many = min(tablets), max(tablets)
    return [
        _reload_figure(few, reloads, compared, Budget(400), Budget(1.8, "bare Vue")),
        _reload_figure(many, reloads, compared, Budget(800)),
        *(
            Figure(f"last digit → list, {n:,} records, 4×", p50(each), "ms", note="with the hash of the PIN")
            for n, each in lists.items()
        ),
        *(
            Figure(f"tap → row visible, {n:,} records, 4×", p50(each), "ms", budgets=[Budget(150)])
            for n, each in taps.items()
        ),
        *forms,
    ]


def _reload_figure(records: int, reloads: dict[str, list[float]], bare: dict[str, float], *budgets: Budget) -> Figure:
    name = f"offline reload → keypad, {records:,} records, 4×"
    return Figure(name, p50(reloads[str(records)]), "ms", bare, budgets)


def _prepare(tab: Tab, files: int) -> None:
    """Its service worker has it all; from now on there is no network and a slow processor."""
    tab.until(KEPT.format(files))
    tab.context.add_init_script(WATCH)
    tab.context.set_offline(True)
    tab.page.reload()
    tab.slow_down(SLOW)


def _reload(tab: Tab) -> float:
    tab.page.reload()
    tab.until("window.usableAt")
    return float(tab.ask("usableAt"))


def _unlock(tab: Tab) -> float:
    return float(tab.ask(UNTIL_ROW, [list(PIN), ROW]))


def _taps(tab: Tab, rounds: int) -> list[float]:
    return [_tap(tab, number) for number in range(rounds + 1)][1:]


def _tap(tab: Tab, number: int) -> float:
    page = tab.page
    page.locator('nav.tiles a[href="/capture/consultation"]').click()
    page.locator('[data-field$="topic_code"] label.chip').first.click()
    page.locator('[data-field$="question"] textarea').fill(f"想了解定期存款到期后的计息规则（第{number}次）")
    return float(tab.ask(UNTIL_ROW, [["登记"], ROW]))
