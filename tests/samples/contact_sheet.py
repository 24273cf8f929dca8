"""The first page of many documents beside each other, to be looked at in one glance."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image, ImageDraw

ACROSS, WIDTH, HEIGHT, GAP, LINE = 6, 300, 424, 14, 18


def contact_sheet(folder: Path, names: Sequence[str], to: Path) -> None:
    """`folder` holds `<name>.pdf` of each; six stand in a row, each over its name."""
    down = -(-len(names) // ACROSS)
    sheet = Image.new("RGB", (ACROSS * (WIDTH + GAP) + GAP, down * (HEIGHT + GAP + LINE) + GAP), "#9a9a9a")
    pen = ImageDraw.Draw(sheet)
    for place, name in enumerate(names):
        left = GAP + place % ACROSS * (WIDTH + GAP)
        top = GAP + place // ACROSS * (HEIGHT + GAP + LINE)
        page = first_page(folder / f"{name}.pdf")
        page.thumbnail((WIDTH, HEIGHT))
        sheet.paste(page, (left, top))
        pen.text((left, top + HEIGHT + 3), name, fill="black")
    sheet.save(to, optimize=True)


def first_page(pdf: Path) -> Image.Image:
    with TemporaryDirectory() as folder:
        target = Path(folder) / "page"
        options = ["-png", "-r", "60", "-f", "1", "-l", "1", "-singlefile"]
        subprocess.run(["pdftoppm", *options, str(pdf), str(target)], check=True)
        return Image.open(target.with_suffix(".png")).copy()
