"""What people at a tablet do for safety: rounds, hazards, drills."""

from __future__ import annotations

import io
import re

from PIL import Image
from playwright.sync_api import Locator, expect

from tests.journeys.lobby_manager import LobbyManager
from tests.journeys.signing import signs


def picture() -> bytes:
    kept = io.BytesIO()
    Image.new("RGB", (640, 480), (90, 120, 110)).save(kept, "JPEG")
    return kept.getvalue()


class SafetyPerson(LobbyManager):
    def begins_a_round(self, kind: str) -> None:
        self.begins("安全检查")
        self.picks("kind", kind)
        self.button("开始检查").click()
        expect(self.items.first).to_be_visible()

    @property
    def items(self) -> Locator:
        return self.page.locator("li.item")

    def judges(self, at: int, result: str) -> None:
        self.items.nth(at).get_by_role("radio", name=result, exact=True).click()

    def pictures(self, place: Locator) -> None:
        photo = {"name": "photo.jpg", "mimeType": "image/jpeg", "buffer": picture()}
        place.locator("input[type=file]").first.set_input_files(photo)
        self.button("保存照片").click()
        expect(place.locator("img")).to_be_visible()

    def signs(self, field: str) -> None:
        signs(self.page, field)

    def opens(self, kind: str, words: str) -> None:
        """The newest record of that kind that holds these words."""
        self.goes_to("台账")
        self.page.get_by_role("searchbox").first.fill(words)
        rows = self.page.get_by_role("region", name="台账").get_by_role("listitem").get_by_role("link")
        rows.filter(has_text=kind).first.click()

    def is_told(self, words: str) -> None:
        expect(self.page.get_by_text(re.compile(words)).last).to_be_visible()
