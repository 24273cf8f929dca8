"""A signature drawn on the tablet, by whoever holds it."""

from __future__ import annotations

from playwright.sync_api import Page, expect


def signs(page: Page, field: str) -> None:
    page.locator(f'[data-field="field-{field}"]').get_by_role("button").first.click()
    canvas = page.get_by_role("dialog").locator("canvas")
    box = canvas.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 80, box["y"] + 60)
    page.mouse.down()
    page.mouse.move(box["x"] + 220, box["y"] + 120, steps=6)
    page.mouse.up()
    page.get_by_role("button", name="完成签名", exact=True).click()
    expect(page.get_by_role("dialog")).to_have_count(0)
