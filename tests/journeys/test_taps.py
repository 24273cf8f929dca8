"""Quick captures are quick: saved with at most three taps, from 今日 or from the record they hang on.

Typing is not counted, and what is like it: a signature is drawn, the numbers of a record are found by search or scan.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Playwright, expect

from server.domain.moments import to_wire
from server.records import Kind, all_kinds
from tests.journeys.conftest import OpenBrowser
from tests.journeys.hanging import Hanging, hanging
from tests.journeys.instance import Instance
from tests.journeys.lobby_manager import LobbyManager
from tests.journeys.office import Colleague
from tests.journeys.people import account

pytestmark = pytest.mark.journey
AT_MOST = 3
SHANGHAI = timedelta(hours=8)
COUNT_TAPS = (
    "window.taps = 0; addEventListener('pointerdown', (event) => (window.taps += event.isTrusted ? 1 : 0), true)"
)
TYPED = ("text", "datetime", "date", "int", "money")

# What a rule asks to be named: whom the check is of, what the survey is about.
OF_SOMETHING = ("aml_check", "survey_response")
HANGS_AT_LEAST = {
    *("material_check", "aml_check", "error_record", "hazard", "device_feedback", "event_attendance", "lead"),
    *("assist_session", "fault_ticket", "survey_response", "staff_participation"),
}
HANDED_OVER = "survey_response"


def hangs_on_a_record(kind: Kind) -> bool:
    """Without a device, an event or a request there is nothing to capture; with one it begins there, or by a scan."""
    named = any(field.required and (field.reference or "").startswith("record") for field in kind.fields)
    return named or kind.code in OF_SOMETHING


QUICK = [
    kind
    for kind in all_kinds().values()
    if kind.quick is not None and "lobby_manager" in kind.capture_roles and not hangs_on_a_record(kind)
]


def test_every_quick_capture_takes_at_most_three_taps(instance: Instance, browser_for: OpenBrowser) -> None:
    manager = LobbyManager(browser_for("tablet").open())
    manager.begins_the_day(instance)
    manager.page.evaluate(COUNT_TAPS)
    taken = {kind.code: taps_of(manager, kind) for kind in QUICK}
    assert {code: count for code, count in taken.items() if not 0 < count <= AT_MOST} == {}


def test_what_hangs_on_a_record_is_saved_with_at_most_three_taps_from_there(
    instance: Instance, browser_for: OpenBrowser, chromium: Playwright
) -> None:
    """From the record that is open: its button, what the form still asks, and the one that saves it. A survey comes last: there
    the tablet goes to the customer."""
    colleagues_left_something_to_go_on_with(chromium, instance)
    manager = LobbyManager(browser_for("tablet").open())
    manager.begins_the_day(instance)
    found = {each.kind.code: each for each in hanging(manager.page, instance.url) if is_counted(each.kind)}
    assert found.keys() >= HANGS_AT_LEAST
    handed_over = found.pop(HANDED_OVER)
    manager.page.evaluate(COUNT_TAPS)
    taken = {code: taps_from_record(manager, each) for code, each in found.items()}
    taken[HANDED_OVER] = taps_to_hand_over(manager, handed_over)
    assert {code: count for code, count in taken.items() if not 0 < count <= AT_MOST} == {}


def is_counted(kind: Kind) -> bool:
    """What has a tile of its own is counted from there already, but for what mostly begins on a record."""
    return kind not in QUICK or kind.code in HANGS_AT_LEAST


def colleagues_left_something_to_go_on_with(chromium: Playwright, instance: Instance) -> None:
    """Of each sort one that others hang on: a device, a session at it, business that is done, an incident, an event."""

    def of(role: str, department: str | None = None, nth: int = 0) -> Colleague:
        return Colleague.signs_in(chromium, instance, account(instance.accounts, role, department, nth))

    colleague, supervisor, manager = of("lobby_manager", nth=1), of("ops_supervisor"), of("branch_manager")
    now = to_wire(datetime.now(UTC))
    device = supervisor.makes("self_service_device")
    colleague.makes("assist_session", machine_id=device["id"])
    customer = colleague.makes("customer")
    done = colleague.makes("business_request", promised_at=None, customer_id=customer["id"])
    for verb, said in (("clear", {}), ("begin", {}), ("complete", {"core_serial_no": "HX2026113000077"})):
        supervisor.takes(done, verb, **said)
    incident = colleague.makes("incident")
    colleague.takes(incident, "resolve_it", ended_at=now, situation="已送医，家属到场，秩序恢复。", head_count=12)
    event = colleague.makes("event_plan")
    colleague.takes(event, "submit")
    of("department_agent", "marketing_dept").approves(event, "marketing_pass")
    of("department_agent", "compliance_dept").approves(event, "compliance_pass")
    manager.approves(event, "approve")
    colleague.takes(event, "prepare")
    colleague.takes(event, "start", actual_start_at=now)


def taps_from_record(manager: LobbyManager, begun: Hanging) -> int:
    page = manager.page
    before = begins_there(manager, begun)
    submit = page.locator("form footer button[type=submit], form button.way[type=submit]").first
    expect(submit).to_be_visible()
    spared = fills_in_what_is_needed(page, begun.kind)
    submit.click()
    expect(page).not_to_have_url(re.compile(f"/capture/{begun.kind.code}"))
    return taps(page) - before - spared


def taps_to_hand_over(manager: LobbyManager, begun: Hanging) -> int:
    page = manager.page
    before = begins_there(manager, begun)
    page.locator("form footer button[type=submit], form button.way[type=submit]").first.click()
    expect(page.get_by_role("button", name="交还工作人员")).to_be_visible()
    return taps(page) - before


def begins_there(manager: LobbyManager, begun: Hanging) -> int:
    """Answers how many taps there were before."""
    manager.opens_in_ledger(begun.on)
    before = taps(manager.page)
    manager.page.locator("article.detail").get_by_role("button", name=begun.start.zh, exact=True).first.click()
    return before


def taps_of(manager: LobbyManager, kind: Kind) -> int:
    page = manager.page
    manager.goes_to("今日")
    before = taps(page)
    page.locator("nav.tiles").locator(f'a[href="/capture/{kind.code}"]').click()
    expect(page.locator("form footer button[type=submit]")).to_be_visible()
    spared = fills_in_what_is_needed(page, kind)
    page.locator("form footer button[type=submit]").click()
    expect(page).not_to_have_url(re.compile(f"/capture/{kind.code}$"))
    return taps(page) - before - spared


def taps(page: Page) -> int:
    counted: int = page.evaluate("window.taps")
    return counted


def fills_in_what_is_needed(page: Page, kind: Kind) -> int:
    """Choices first, since they fill in texts; then whatever is still empty, from the example of the kind. Answers how many of
    the taps were part of writing by hand."""
    for place, field in needed(page, kind):
        if field["type"] in ("enum", "enums", "ref", "refs", "bool"):
            chooses(place, field, kind.example.get(field["code"]))
    for place, field in needed(page, kind):
        if field["type"] in TYPED:
            types(place, field, kind.example.get(field["code"]))
    return sum(signs(page, place) for place, field in needed(page, kind) if field["type"] == "signature")


def needed(page: Page, kind: Kind) -> list[tuple[Locator, dict[str, Any]]]:
    """What the form marks as a must by now: choices ask for more."""
    fields = [field for field in kind.meta()["fields"] if not field["derived"]]
    places = [(page.locator(f'[data-field="field-{field["code"]}"]'), field) for field in fields]
    return [(place, field) for place, field in places if place.locator(".required").count()]


def chooses(place: Locator, field: dict[str, Any], value: Any) -> None:
    """What the record handed over is chosen already; a device that is known by then stands on a line of its own."""
    if place.locator("input:checked, .linked li").count() or not place.count():
        return
    wanted = value[0] if isinstance(value, list) else value
    names = {option["code"]: option["zh"] for option in field["options"]}
    chips = place.locator("label.chip")
    named = chips.filter(has_text=names.get(wanted, ""))
    (named if named.count() else chips).first.click()


def types(place: Locator, field: dict[str, Any], value: Any) -> None:
    entry = place.locator("input, textarea").first
    if not entry.input_value():
        entry.fill(written(field["type"], value))


def written(type_: str, value: Any) -> str:
    if type_ == "datetime":
        return (datetime.fromisoformat(value) + SHANGHAI).strftime("%Y-%m-%dT%H:%M")
    if type_ == "date":
        return (datetime.now(UTC) + timedelta(days=7)).strftime("%Y-%m-%d")
    return str(value if type_ != "money" else value // 100)


def signs(page: Page, place: Locator) -> int:
    """The pad is opened, written on and kept: one signature, however many touches of the finger."""
    before = taps(page)
    place.get_by_role("button", name="请签名").click()
    pad = page.get_by_role("dialog").locator("canvas")
    box = pad.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] * 0.3, box["y"] + box["height"] * 0.5)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.7, box["y"] + box["height"] * 0.4, steps=8)
    page.mouse.up()
    page.get_by_role("dialog").get_by_role("button", name="完成签名").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    return taps(page) - before
