"""A label on a device is seen by the tablet's camera: help at the device begins with the device filled in."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import pytest
import segno
from PIL import Image
from playwright.sync_api import Playwright, expect

from server.documents.deliverables.l01 import label_text
from tests.journeys.conftest import OpenBrowser
from tests.journeys.instance import Instance
from tests.journeys.lobby_manager import LobbyManager
from tests.journeys.looking import Looking
from tests.journeys.office import Colleague
from tests.journeys.people import account

pytestmark = pytest.mark.journey
WIDTH, HEIGHT = 640, 480
FRAMES = 30


def test_a_label_in_front_of_the_camera_fills_in_the_device(
    instance: Instance, browser_for: OpenBrowser, chromium: Playwright, tmp_path: Path
) -> None:
    supervisor = Colleague.signs_in(chromium, instance, account(instance.accounts, "ops_supervisor"))
    device = supervisor.makes("self_service_device")
    tablet = browser_for("tablet")
    tablet.extra = (
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-video-capture={seen_by_the_camera(device, tmp_path)}",
    )
    manager = LobbyManager(tablet.open())
    manager.begins_the_day(instance)
    look = Looking.at_tablet(manager.page)
    manager.has_sent_everything()
    manager.goes_to("记录")
    manager.page.get_by_role("main").get_by_role("link", name=re.compile("^设备辅导")).click()
    manager.button("扫机身标签").click()
    expect(manager.page.get_by_role("dialog")).to_have_count(0)
    expect(manager.page.locator("form .device")).to_contain_text(device["values"]["device_no"])
    look("assist-scanned")
    manager.picks("operation", "取款")
    manager.picks("need_cause", "首次使用")
    manager.registers()
    manager.everything_is_received()
    assert (look.faults, tablet.complaints) == ([], [])


def seen_by_the_camera(device: dict[str, Any], folder: Path) -> Path:
    """Pictures of the label, one after the other: the code as it is printed, held a little askew on a grey wall."""
    drawn = io.BytesIO()
    segno.make(label_text(device["id"]), error="m").save(drawn, kind="png", scale=8, border=4)
    code = Image.open(drawn).convert("RGB").rotate(4, expand=True, fillcolor="white")
    wall = Image.new("RGB", (WIDTH, HEIGHT), (206, 206, 200))
    wall.paste(code, ((WIDTH - code.width) // 2, (HEIGHT - code.height) // 2))
    frame = io.BytesIO()
    wall.save(frame, "JPEG", quality=88)
    film = folder / "label.mjpeg"
    film.write_bytes(frame.getvalue() * FRAMES)
    return film
