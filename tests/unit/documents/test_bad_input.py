"""What people and attackers write, on paper: text stays text, every character of the standard is printed, and no picture harms."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest
from markupsafe import escape
from PIL import Image

from server.documents.clean_text import clean
from server.documents.definition import Printed
from server.documents.fonts import STANDARD
from server.documents.render import Renderer
from server.services.read_pictures import LONGEST_SIDE, printable
from tests.papers import as_issued, made, read, record, sheet, text_of
from tests.samples import all_samples

HOSTILE = (
    '"><link rel=attachment href="file:///etc/hosts"><style>*{display:none}</style><img src=http:a>{{7*7}}\u202e]]>'
)
SHOWN = "<style>*{display:none}</style><img src=http:a>{{7*7}}]]>"
MARKUP = "<img src=http"
ATTACKED = 2
"""Of each table so many rows: the rest goes the same way through the template."""
REALISTIC = [name for name in all_samples() if name.endswith("-realistic")]


def rewritten(value: Any, change: Callable[[str], str]) -> Any:
    """The same context with every text that people wrote or read changed; names of styles, paths and addresses are not Chinese."""
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{each.name: rewritten(getattr(value, each.name), change) for each in fields(value)})
    if isinstance(value, tuple):
        return (*(rewritten(each, change) for each in value[:ATTACKED]), *value[ATTACKED:])
    if isinstance(value, str) and any("一" <= character <= "鿿" for character in value):
        return change(value)
    return value


def attacked(name: str) -> Printed:
    sample = as_issued(all_samples()[name]())
    return replace(sample, context=rewritten(sample.context, lambda text: text[:4] + HOSTILE))


@pytest.mark.parametrize("name", REALISTIC)
def test_markup_in_any_text_of_any_template_stays_text(name: str, renderer: Renderer) -> None:
    printed = attacked(name)
    html = renderer.html(printed.template, clean(printed.context), clean(printed.seal))
    assert html.count(escape(SHOWN)) > 3
    assert MARKUP not in html


def test_markup_that_is_printed_fetches_nothing_and_hides_nothing() -> None:
    pdf = made(attacked("d16-realistic")).pdf
    assert "".join(SHOWN.split()) in text_of(pdf)
    assert list(read(pdf).attachments) == ["data.json"]


def test_every_character_of_the_standard_is_printed_and_can_be_copied() -> None:
    """通用规范汉字表, 196 of its characters in extension planes."""
    characters = "".join(STANDARD.read_text(encoding="utf-8").split())
    text = text_of(made(sheet(record(question=characters))).pdf)
    assert set(characters) <= set(text)


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    return Renderer()


@pytest.mark.parametrize("name", [name for name in all_samples() if not name.endswith("-extreme")])
def test_what_has_no_row_is_said_and_no_empty_table_is_left(name: str, renderer: Renderer) -> None:
    """PDF/UA-1 7.2: the body of a table holds rows."""
    printed = all_samples()[name]()
    html = renderer.html(printed.template, clean(printed.context), None)
    assert re.findall(r"<tbody>\s*</tbody>", html) == []


def picture(size: tuple[int, int], kind: str = "JPEG") -> bytes:
    made_of = io.BytesIO()
    Image.new("RGB", size, "grey").save(made_of, kind)
    return made_of.getvalue()


def test_a_photo_of_forty_megapixels_is_scaled_for_paper() -> None:
    scaled = printable(picture((7300, 5500)))
    assert scaled is not None
    assert len(scaled) < 200_000
    with Image.open(io.BytesIO(scaled)) as opened:
        assert max(opened.size) == LONGEST_SIDE


@pytest.mark.parametrize(
    "content",
    [picture((40, 40))[:-200], b"\x89PNG\r\n\x1a\n" + b"\0" * 400, b"GIF89a" + b"\xff" * 60, b"<svg onload=1/>"],
)
def test_a_broken_picture_is_no_picture(content: bytes) -> None:
    assert printable(content) is None


def test_a_picture_that_unpacks_without_end_is_not_unpacked() -> None:
    bomb = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(bomb, "PNG")
    assert len(bomb.getvalue()) < 100_000
    assert printable(bomb.getvalue()) is None
