"""Pictures for sample documents: what a camera of the tablet might have seen, drawn with a few shapes."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from PIL import Image, ImageDraw

from server.documents.definition import Material, Printed


def name_of(number: int) -> str:
    return f"sha256:{number:064x}"


@cache
def picture(number: int) -> bytes:
    """A floor with tiles, a mat and a cone, upright or across; every number another place."""
    size = (640, 480) if number % 3 else (480, 640)
    image = Image.new("RGB", size, "#c9c4ba")
    draw = ImageDraw.Draw(image)
    for x in range(0, size[0], 80):
        draw.line((x, 0, x, size[1]), fill="#b5afa3", width=3)
    for y in range(0, size[1], 80):
        draw.line((0, y, size[0], y), fill="#b5afa3", width=3)
    left, top = 60 + number * 37 % 160, 90 + number * 53 % 140
    draw.polygon([(left, top), (left + 250, top + 18), (left + 235, top + 190), (left - 12, top + 170)], fill="#4c5a57")
    draw.polygon([(left + 250, top + 18), (left + 278, top - 12), (left + 258, top + 60)], fill="#6f7f7b")
    draw.polygon([(400, 300), (360, 420), (440, 420)], fill="#d0701e")
    made = io.BytesIO()
    image.save(made, "JPEG", quality=80)
    return made.getvalue()


def with_pictures(material: Material, numbers: Sequence[int]) -> Material:
    return replace(material, photos={name_of(each): f"asset:{name_of(each).replace(':', '-')}" for each in numbers})


def shown(printed: Printed, numbers: Sequence[int]) -> Printed:
    """The document with the pictures it names."""
    return replace(printed, assets={f"asset:{name_of(each).replace(':', '-')}": picture(each) for each in numbers})
