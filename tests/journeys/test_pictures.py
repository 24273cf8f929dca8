"""A picture's way: taken, painted over, kept without a network, sent, and looked at by whoever may see its record."""

from __future__ import annotations

import io
import re

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Page, expect

from tests.journeys.conftest import OpenBrowser
from tests.journeys.desk_person import DeskPerson
from tests.journeys.instance import Instance
from tests.journeys.looking import Looking
from tests.journeys.people import AtTheTablet, account
from tests.journeys.photographer import Photographer

pytestmark = pytest.mark.journey
FOUND = "黑色双肩包"
TWELVE_MEGAPIXELS = (4000, 3000)


def photo(size: tuple[int, int] = TWELVE_MEGAPIXELS) -> bytes:
    """As a camera gives it: lying on its side, with where and by what it was taken."""
    picture = Image.effect_noise(size, 40).convert("RGB")
    ImageDraw.Draw(picture).rectangle((1000, 800, 2400, 2000), fill=(180, 40, 40))
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "CAMERA OF A STRANGER"
    kept = io.BytesIO()
    picture.save(kept, "JPEG", quality=85, exif=exif)
    return kept.getvalue()


def test_a_picture_is_painted_over_kept_without_a_network_and_seen_at_the_desk(
    instance: Instance, browser_for: OpenBrowser
) -> None:
    tablet, desk = browser_for("tablet"), browser_for("desk")
    manager = Photographer(tablet.open())
    manager.begins_the_day(instance)
    tablet.offline(True)
    manager.finds(FOUND)
    manager.takes_a_picture(photo())
    manager.paints_over_it()
    took, slowest = manager.keeps_the_picture()
    print(f"a photo of 12 megapixels is kept {took:.0f} ms after the tap, the slowest frame took {slowest:.0f} ms")
    manager.registers()
    manager.looks_at_sync()
    expect(manager.page.get_by_role("main")).to_contain_text("待上传的照片和签名")
    manager.opens_in_ledger(FOUND)
    manager.sees("还有 1 个照片或签名只在本机")

    tablet.offline(False)
    manager.has_sent_everything()
    manager.opens_in_ledger(FOUND)
    expect(manager.page.locator("article.detail").get_by_text("只在本机")).to_have_count(0)
    expect(manager.page.locator("article.detail img")).to_be_visible()

    supervisor = DeskPerson(desk.open(), instance.url)
    supervisor.signs_in(account(instance.accounts, "ops_supervisor"))
    supervisor.goes_to("记录")
    supervisor.page.get_by_role("searchbox").fill(FOUND)
    with supervisor.page.expect_response(re.compile("/api/files/[0-9a-f]{64}")) as answered:
        supervisor.opens(FOUND)
    expect(supervisor.page.locator("img[src^='blob:']").first).to_be_visible()
    seen = supervisor.page.request.get(answered.value.url).body()
    kept = Image.open(io.BytesIO(seen))
    assert kept.size == (1200, 1600)  # it stands upright, as its EXIF said
    assert b"CAMERA" not in seen
    assert len(kept.getexif()) == 0
    assert tablet.complaints + desk.complaints == []


def test_pictures_are_added_at_the_desk_with_a_new_record_and_to_one_that_stands(
    instance: Instance, browser_for: OpenBrowser
) -> None:
    desk = browser_for("desk")
    supervisor = DeskPerson(desk.open(), instance.url)
    supervisor.signs_in(account(instance.accounts, "ops_supervisor"))
    page, form = supervisor.page, AtTheTablet(supervisor.page)
    page.goto(f"{instance.url}/desk/new/lost_item")
    form.writes("item", FOUND)
    form.picks("category", "其他")
    page.locator('[data-field="field-found_at"]').get_by_role("button", name="现在").click()
    form.writes("place", "填单台旁")
    for field, name in (("finder", "欧阳"), ("keeper_one", "周敏"), ("keeper_two", "何璐")):
        form.writes(field, name)
    look = Looking.at_desk(page)
    chooses_a_picture(page, photo())
    look("new-record-photo")
    with page.expect_response(re.compile(r"/api/records$")) as answered:
        page.route("**/api/uploads/*", lambda route: route.abort(), times=1)
        form.button("登记").click()
        expect(page.locator('[data-field="field-photos"]')).to_contain_text("连接不上服务器")
        form.button("登记").click()
    assert answered.value.status == 201
    expect(page.locator(".facts img[src^='blob:']")).to_have_count(1)

    form.button("补充照片").click()
    chooses_a_picture(page, photo((2000, 1500)))
    look("add-photos")
    with page.expect_response(re.compile("/api/files/[0-9a-f]{64}")) as shown:
        page.get_by_role("region", name="补充照片").get_by_role("button", name="保存照片").click()
    expect(page.locator(".facts img[src^='blob:']")).to_have_count(2)
    kept = Image.open(io.BytesIO(page.request.get(shown.value.url).body()))
    assert (max(kept.size), len(kept.getexif())) == (1600, 0)
    assert look.faults == []


def chooses_a_picture(page: Page, picture: bytes) -> None:
    chosen = page.locator('[data-field="field-photos"] input[type=file]')
    before = page.locator('[data-field="field-photos"] img').count()
    chosen.set_input_files({"name": "photo.jpg", "mimeType": "image/jpeg", "buffer": picture})
    page.get_by_role("dialog").get_by_role("button", name="保存照片").click()
    expect(page.locator('[data-field="field-photos"] img')).to_have_count(before + 1)
