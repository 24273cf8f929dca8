"""A lobby manager with a camera, in their words."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.journeys.lobby_manager import LobbyManager

# Milliseconds from the tap to the kept picture, and the longest time meanwhile in which the page did not get to draw.
KEEPING = """() => new Promise((resolve) => {
  const began = performance.now()
  let before = began, slowest = 0
  const look = (now) => {
    slowest = Math.max(slowest, now - before)
    before = now
    if (document.querySelector('[data-field="field-photos"] img')) resolve([performance.now() - began, slowest])
    else requestAnimationFrame(look)
  }
  const keep = [...document.querySelectorAll('[role=dialog] button')].find((button) => button.innerText.includes('保存照片'))
  keep.click()
  requestAnimationFrame(look)
})"""


class Photographer(LobbyManager):
    def finds(self, what: str) -> None:
        """A lost item, with everything that has to be said of it but its picture."""
        self.begins("遗失物品")
        self.button("填写更多").click()
        self.writes("item", what)
        self.picks("category", "其他")
        self.page.locator('[data-field="field-found_at"]').get_by_role("button", name="现在").click()
        self.writes("place", "填单台旁")
        for field, name in (("finder", "欧阳"), ("keeper_one", "周敏"), ("keeper_two", "何璐")):
            self.writes(field, name)

    def takes_a_picture(self, photo: bytes) -> None:
        camera = self.page.locator('[data-field="field-photos"] input[type=file]').first
        camera.set_input_files({"name": "photo.jpg", "mimeType": "image/jpeg", "buffer": photo})
        expect(self.page.get_by_role("dialog").locator("canvas")).to_be_visible()

    def paints_over_it(self) -> None:
        """Across the middle, with one finger."""
        canvas = self.page.get_by_role("dialog").locator("canvas")
        expect(canvas).to_have_attribute("aria-busy", "false")
        box = canvas.bounding_box()
        assert box is not None
        middle = box["y"] + box["height"] / 2
        self.page.mouse.move(box["x"] + box["width"] * 0.3, middle)
        self.page.mouse.down()
        self.page.mouse.move(box["x"] + box["width"] * 0.7, middle, steps=12)
        self.page.mouse.up()
        expect(self.button("撤销涂抹")).to_be_enabled()

    def keeps_the_picture(self) -> tuple[float, float]:
        """Milliseconds until it is kept and shown, and the slowest frame meanwhile."""
        took, slowest = self.page.evaluate(KEEPING)
        return took, slowest
