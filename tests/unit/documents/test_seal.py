"""What ends every document: the seal, the code of its content, and the way to its verification."""

from __future__ import annotations

import hashlib
import math
import re
from itertools import pairwise

import pytest
import segno

from server.documents.definition import Printed
from server.documents.printed_data import data_sha256, short_form
from server.documents.qr import code_of
from server.documents.seal import ARC, CENTRE, on_arc
from tests.papers import ADDRESS, made, read, record, renderer, sheet, text_of
from tests.samples import all_samples

ON_ONE_PAGE = ("d01-realistic", "d01-day-minimal", "d04-realistic", "d15-realistic", "d16-realistic", "d05-minimal")


def test_the_code_on_the_paper_is_the_hash_of_the_data_inside_the_file() -> None:
    file = made(sheet())
    (content,) = read(file.pdf).attachments["data.json"]
    printed = hashlib.sha256(content).hexdigest()
    assert printed == data_sha256(sheet())
    assert f"内容校验码{short_form(printed).replace(' ', '')}" in text_of(file.pdf)


def test_another_content_has_another_code() -> None:
    assert data_sha256(sheet()) == data_sha256(sheet())
    assert data_sha256(sheet(record(question="更正后的问题。"))) != data_sha256(sheet())


def test_a_picture_is_part_of_what_the_code_stands_for() -> None:
    printed = sheet()
    one, other = (Printed(printed.template, printed.context, {"asset:a": content}) for content in (b"one", b"other"))
    assert len({data_sha256(each) for each in (printed, one, other)}) == 3


def test_the_seal_says_that_it_is_electronic_and_whose_it_is_and_leads_to_the_verification() -> None:
    text = text_of(made(sheet()).pdf)
    for part in ("电子单据章", "已数字签名", "单据编号ZXB-0113-261124-0001第1版", ADDRESS):
        assert part in text
    assert "电子单据章" not in text_of(renderer().render(sheet()).pdf)


@pytest.mark.parametrize("name", ON_ONE_PAGE)
def test_the_seal_makes_no_second_page_of_a_form_of_one(name: str) -> None:
    assert made(all_samples()[name]()).pages == 1


def test_the_seal_stands_on_the_page_of_the_signatures() -> None:
    pages = read(made(all_samples()["d15-extreme"]()).pdf).pages
    last = "".join(pages[-1].extract_text().split())
    assert "电子单据章" in last
    assert "接班人" in last


@pytest.mark.parametrize(
    "owner", ["示", "示范银行城东支行", "中国示范商业银行股份有限公司上海市浦东新区张江高科技园区支行"]
)
def test_the_name_on_the_seal_is_centred_and_its_characters_do_not_touch(owner: str) -> None:
    letters, size = on_arc(owner)
    assert "".join(letter.text for letter in letters) == owner
    assert letters[0].x + letters[-1].x == pytest.approx(2 * CENTRE[0], abs=2)
    for one, other in pairwise(letters):
        assert math.dist((one.x, one.y), (other.x, other.y)) >= size * 0.95
    for letter in letters:
        assert ((letter.x - CENTRE[0]) / ARC[0]) ** 2 + ((letter.y - CENTRE[1]) / ARC[1]) ** 2 == pytest.approx(
            1, abs=0.02
        )


def test_a_code_draws_exactly_its_dark_modules_filled_and_as_lines() -> None:
    code = code_of("LOBBYBOOK:1", quiet=2)
    rows = list(segno.make("LOBBYBOOK:1", error="q", micro=False, boost_error=False).matrix_iter(border=2))
    dark = {(x, y) for y, row in enumerate(rows) for x, module in enumerate(row) if module}
    for path in (code.path, code.lines):
        runs = re.findall(r"M(\d+) (\d+)(?:\.5)?h(\d+)", path)
        assert {(int(x) + step, int(y)) for x, y, long in runs for step in range(int(long))} == dark


def test_a_label_is_cut_out_and_bears_no_seal() -> None:
    text = text_of(made(all_samples()["l01-minimal"]()).pdf)
    assert "ATM" in text
    assert "电子单据章" not in text
