"""The same document by others: Chromium's print of our own page, and ReportLab and Typst with its text and pictures.

ReportLab and Typst are floors: no tags, no archive, no signature, no drawings. They are installed for the benchmark alone.
"""

from __future__ import annotations

import base64
import io
import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Playwright

from server.documents.fonts import CONFIGURATION, TEMPLATES
from tests.bench.browser import CHROMIUM, FLAGS
from tests.bench.peers.content import ASSET, Block, Picture, Row
from tests.bench.servers import ROOT

INSTALLED = ROOT / ".venv" / "peers"
"""Where `make bench` puts the two libraries."""
FONT = TEMPLATES / "fonts" / "sans-regular.ttf"
FAMILY, POINTS, WIDTH = "Lobbybook Sans", 9, 440


class ChromiumPrint:
    """One browser and one page for all documents, as a print service would keep them."""

    def __init__(self, page: Any) -> None:
        self._page = page
        self._cdp = page.context.new_cdp_session(page)
        self._style = f"<style>{(TEMPLATES / 'base.css').read_text(encoding='utf-8')}</style>"

    def pdf(self, html: str, assets: Mapping[str, bytes]) -> bytes:
        whole = re.sub("<head>", lambda found: found.group() + self._style, html, count=1)
        for name, content in assets.items():
            whole = whole.replace(name, f"data:image/jpeg;base64,{base64.b64encode(content).decode()}")
        self._page.set_content(whole)
        wanted = {"preferCSSPageSize": True, "printBackground": True, "generateTaggedPDF": True}
        return base64.b64decode(self._cdp.send("Page.printToPDF", wanted)["data"])


@contextmanager
def chromium_print(playwright: Playwright) -> Iterator[ChromiumPrint]:
    fonts = {"FONTCONFIG_FILE": str(CONFIGURATION)}
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS), env=fonts)
    try:
        yield ChromiumPrint(browser.new_page())
    finally:
        browser.close()


class ReportLab:
    def __init__(self) -> None:
        _installed()
        from reportlab.lib.styles import ParagraphStyle
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.ttfonts import TTFont

        pdfmetrics.registerFont(TTFont("own", FONT))
        self._style = ParagraphStyle("own", fontName="own", fontSize=POINTS, leading=POINTS * 1.5, wordWrap="CJK")

    def pdf(self, blocks: Sequence[Block], assets: Mapping[str, bytes]) -> bytes:
        from reportlab.lib.pagesizes import A4
        from reportlab.platypus import SimpleDocTemplate

        written = io.BytesIO()
        SimpleDocTemplate(written, pagesize=A4).build([self._flowable(each, assets) for each in blocks])
        return written.getvalue()

    def _flowable(self, block: Block, assets: Mapping[str, bytes]) -> Any:
        from reportlab.platypus import Image, Paragraph, Table

        if isinstance(block, Picture):
            return Image(io.BytesIO(assets[block.name]), width=220, height=165)
        if isinstance(block, Row):
            cells = block.cells or ("",)
            return Table(
                [[Paragraph(_escaped(cell), self._style) for cell in cells]], [WIDTH / len(cells)] * len(cells)
            )
        return Paragraph(_escaped(block.words), self._style)


class Typst:
    """`folder`: pictures are read from files."""

    def __init__(self, folder: Path) -> None:
        _installed()
        import typst

        self._folder = folder
        self._fonts = typst.Fonts(font_paths=[str(FONT.parent)], include_system_fonts=False)
        self._compile = typst.compile

    def pdf(self, blocks: Sequence[Block], assets: Mapping[str, bytes]) -> bytes:
        for name, content in assets.items():
            (self._folder / _file(name)).write_bytes(content)
        source = f'#set page("a4")\n#set text(font: "{FAMILY}", size: {POINTS}pt)\n' + "\n".join(map(_markup, blocks))
        written: bytes = self._compile(source.encode(), root=str(self._folder), font_paths=self._fonts, pdf_tags=False)
        return written


def _markup(block: Block) -> str:
    if isinstance(block, Picture):
        return f'#image("{_file(block.name)}", width: 40%)'
    if isinstance(block, Row):
        return f"#table(columns: {max(1, len(block.cells))}, {', '.join(map(_quoted, block.cells))})"
    return f"#par({_quoted(block.words)})"


def _quoted(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)


def _escaped(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;")


def _file(name: str) -> str:
    return name.removeprefix(ASSET).replace("/", "_") + ".jpg"


def _installed() -> None:
    if str(INSTALLED) not in sys.path:
        sys.path.append(str(INSTALLED))
