"""python -m server.documents.fonts: the fonts documents are set in, made from the npm packages of Noto SC (pdf.md, Fonts).

Small static TrueType fonts hold the characters of GB 2312 and of the national standard (通用规范汉字表, 8,105 characters);
behind them stand the unchanged full fonts, for names with characters nobody lists. The licence (OFL 1.1) asks for another
name once a font is changed, hence `Lobbybook Sans` and `Lobbybook Serif`.
"""

from __future__ import annotations

import hashlib
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

from server.settings import REPOSITORY

TEMPLATES = REPOSITORY / "pdf_templates"
FOLDER = TEMPLATES / "fonts"
CONFIGURATION = TEMPLATES / "fonts.conf"
PACKAGES = REPOSITORY / "node_modules" / "@expo-google-fonts"
STANDARD = Path(__file__).parent / "standard_characters.txt"
STAMP = FOLDER / ".made-from"
# Latin with accents, punctuation, arrows, signs, enclosed numbers, forms: what bank texts hold besides Chinese characters.
RANGES = ((0x20, 0x7E), (0xA0, 0x17F), (0x2010, 0x2044), (0x20A0, 0x20BF), (0x2100, 0x22FF), (0x2460, 0x24FF),
          (0x2500, 0x25FF), (0x3000, 0x303F), (0x3200, 0x33FF), (0xFE10, 0xFE4F), (0xFF00, 0xFFEF))  # fmt: skip


class FontsMissing(Exception):
    """The text says what to run."""


@dataclass(frozen=True)
class Face:
    """One font to make: from `source` in the packages, with the name it gets."""

    source: str
    file: str
    family: str
    style: str


SUBSETS = (
    Face("noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf", "sans-regular.ttf", "Lobbybook Sans", "Regular"),
    Face("noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf", "sans-bold.ttf", "Lobbybook Sans", "Bold"),
    Face("noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf", "serif-regular.ttf", "Lobbybook Serif", "Regular"),
    Face("noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf", "serif-bold.ttf", "Lobbybook Serif", "Bold"),
)
WHOLE = (
    Face(SUBSETS[0].source, "sans-whole.ttf", "Noto Sans SC", "Regular"),
    Face(SUBSETS[2].source, "serif-whole.ttf", "Noto Serif SC", "Regular"),
)


def wanted_characters() -> frozenset[int]:
    """GB 2312, the national standard's list, and the ranges above."""
    codes = {ord(character) for character in STANDARD.read_text(encoding="utf-8") if not character.isspace()}
    codes |= {ord(character) for character in _gb2312()}
    return frozenset(codes | {code for first, last in RANGES for code in range(first, last + 1)})


def _gb2312() -> Iterator[str]:
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            try:
                yield bytes((row, cell)).decode("gb2312")
            except UnicodeDecodeError:
                continue


@cache
def drawable() -> frozenset[int]:
    """The code points for which the shipped fonts have a glyph."""
    if not available():
        raise FontsMissing("The fonts of the documents are missing; run: make generate")
    return frozenset().union(*(TTFont(FOLDER / face.file, lazy=True).getBestCmap() for face in WHOLE))


def available() -> bool:
    return all((FOLDER / face.file).is_file() for face in (*SUBSETS, *WHOLE))


def make() -> bool:
    """True when something had to be made; the same recipe over the same packages is not cooked twice."""
    recipe = _recipe()
    if available() and STAMP.is_file() and STAMP.read_text(encoding="utf-8") == recipe:
        return False
    # Made beside and put in place whole: a renderer that runs meanwhile sees the old fonts or the new ones.
    with tempfile.TemporaryDirectory(dir=TEMPLATES, prefix=".fonts-") as beside:
        folder = Path(beside) / "fonts"
        folder.mkdir()
        _make_all(folder)
        (folder / STAMP.name).write_text(recipe, encoding="utf-8")
        shutil.rmtree(FOLDER, ignore_errors=True)
        folder.rename(FOLDER)
    return True


def _make_all(folder: Path) -> None:
    for face in WHOLE:
        shutil.copyfile(PACKAGES / face.source, folder / face.file)
    for face in SUBSETS:
        _make_subset(face, folder)
    shutil.copyfile(PACKAGES / "noto-sans-sc" / "LICENSE_FONT", folder / "LICENSE.txt")


def _recipe() -> str:
    parts = [
        Path(__file__),
        STANDARD,
        *(PACKAGES / name / "package.json" for name in ("noto-sans-sc", "noto-serif-sc")),
    ]
    return hashlib.sha256(b"\0".join(part.read_bytes() for part in parts)).hexdigest()


def _make_subset(face: Face, folder: Path) -> None:
    options = subset.Options(
        hinting=False,
        layout_features=["kern", "locl", "ccmp", "mark", "mkmk"],
        name_IDs=["*"],
        notdef_outline=True,
        drop_tables=["vhea", "vmtx", "VORG", "STAT", "DSIG", "prep", "gasp"],
    )
    font = TTFont(PACKAGES / face.source, recalcTimestamp=False)
    cut = subset.Subsetter(options)
    cut.populate(unicodes=wanted_characters())
    cut.subset(font)
    _rename(font, face)
    font.save(folder / face.file)


def _rename(font: TTFont, face: Face) -> None:
    names = font["name"]
    names.names = [record for record in names.names if record.nameID in (0, 5, 8, 9, 10, 13, 14)]
    post_script = f"{face.family.replace(' ', '')}-{face.style}"
    for number, text in (
        (1, face.family),
        (2, face.style),
        (3, post_script),
        (4, f"{face.family} {face.style}"),
        (6, post_script),
    ):
        names.setName(text, number, 3, 1, 0x409)


def main() -> int:
    try:
        said = "Made the fonts of the documents" if make() else "The fonts are up to date"
    except FileNotFoundError as error:
        sys.stderr.write(f"The source of the fonts is missing ({error.filename}); run: npm ci\n")
        return 1
    sys.stderr.write(f"{said}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
