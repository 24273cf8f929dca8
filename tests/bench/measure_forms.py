"""The generic form of the built app: until it can be filled in, and from 登记 until what was written is on disk."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from tests.bench.browser import Tab
from tests.bench.figures import Budget, Figure, p50, p95
from tests.bench.servers import ROOT

CONTRACT = ROOT / "pwa/src/generated/contract.json"
OWN_FORMS = ROOT / "pwa/src/screens/kinds"
ROLE = "lobby_manager"  # who bench branches employ
SAVES = 20
# Clicks on a kind's tile, and says how long it took until the frame with the form's fields in it was done.
UNTIL_FORM = """
async (kind) => {
  const start = performance.now()
  document.querySelector(`main a[href="/capture/${kind}"]`).click()
  await new Promise((resolve) => {
    const look = () => document.querySelector('main form [data-field]') && (watch.disconnect(), resolve())
    const watch = new MutationObserver(look)
    watch.observe(document.body, { childList: true, subtree: true })
    look()
  })
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
  return performance.now() - start
}
"""
# Only what is on disk leads on to another page: asking for that page is the first thing a form does then.
UNTIL_SAVED = """
async (button) => {
  const replace = history.replaceState
  const saved = new Promise((resolve) => {
    history.replaceState = function (...given) {
      resolve(performance.now())
      history.replaceState = replace
      return replace.apply(this, given)
    }
  })
  const start = performance.now()
  ;[...document.querySelectorAll('button')].find((each) => each.textContent.trim() === button).click()
  return (await saved) - start
}
"""


def generic_kinds() -> list[str]:
    """Those a lobby manager captures in the generic form."""
    kinds = json.loads(CONTRACT.read_text(encoding="utf-8"))["kinds"]
    codes: Iterable[str] = (kind["code"] for kind in kinds if ROLE in kind["capture_roles"])
    return [code for code in codes if not Path(OWN_FORMS, code, "Capture.vue").exists()]


def measure_forms(tab: Tab, records: int, rounds: int) -> Iterator[Figure]:
    """`tab`: an unlocked tablet on 今日, slowed down four times."""
    kinds = generic_kinds()
    opened = [_open(tab, kind) for _ in range(rounds + 1) for kind in kinds][len(kinds) :]
    tab.page.locator('nav a[href="/"]').first.click()
    saved = [_save(tab, number) for number in range(SAVES + 1)][1:]
    yield from _figures(f"generic form opens, {records:,} records, 4×", opened, 100, f"{len(kinds)} kinds")
    yield from _figures(f"generic form: 登记 → on disk, {records:,} records, 4×", saved, 50, "with the form's own work")


def _figures(name: str, passed: Sequence[float], most: float, note: str) -> Iterator[Figure]:
    yield Figure(f"{name}: p50", p50(passed), "ms", note=note)
    yield Figure(f"{name}: p95", p95(passed), "ms", budgets=[Budget(most)])


def _open(tab: Tab, kind: str) -> float:
    tab.page.locator('nav a[href="/capture"]').first.click()
    tab.page.locator(f'main a[href="/capture/{kind}"]').first.wait_for()
    return float(tab.ask(UNTIL_FORM, kind))


def _save(tab: Tab, number: int) -> float:
    page = tab.page
    page.locator('nav.tiles a[href="/capture/consultation"]').click()
    page.locator('[data-field$="topic_code"] label.chip').first.click()
    page.locator('[data-field$="question"] textarea').fill(f"想了解定期存款提前支取的计息规则（第{number}次）")
    passed = float(tab.ask(UNTIL_SAVED, "登记"))
    page.locator("nav.tiles").wait_for()
    return passed
