"""Every sample document is made as it would be for a bank: embedded fonts, pages, nothing that should be masked."""

from __future__ import annotations

import re

import pytest

from tests.papers import made, read
from tests.samples import all_samples

WHOLE = [name for name in all_samples() if not name.endswith("-extreme")]
UNMASKED = re.compile(r"(?<![\d*-])1[3-9]\d{9}(?!\d)|(?<!\d)\d{17}[\dX]")
"""A telephone number or an identity number in clear."""


@pytest.mark.parametrize("name", WHOLE)
def test_a_sample_is_made_with_our_fonts_and_without_clear_numbers(name: str) -> None:
    file = made(all_samples()[name]())
    assert 1 <= file.pages <= 12
    pages = read(file.pdf).pages
    fonts = [font for page in pages for font in page["/Resources"]["/Font"].values()]
    assert {str(font["/BaseFont"]).split("+")[1][:9] for font in fonts} == {"Lobbybook"}
    assert [found for page in pages for found in UNMASKED.findall(page.extract_text())] == []
