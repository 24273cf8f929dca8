"""What documents are found by: letters and digits alone, any part of them, in any width and case."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from server.documents.printed_words import printed_words
from server.domain.retention import kept_until
from server.domain.search_words import grams, grams_of_word, searchable, wanted_words
from tests.papers import AT, D01, sheet

TEXTS = st.text(min_size=1, max_size=40)


def test_width_case_spaces_and_punctuation_do_not_matter() -> None:
    assert searchable(["ZXB－０113-26 0302", "年化利率：3.5%。"]) == "zxb0113260302\n年化利率35"
    assert wanted_words("zxb-0113 利率；") == ("zxb0113", "利率")
    assert wanted_words("%—。 ") == ()


@given(TEXTS, st.data())
def test_every_part_of_a_text_has_only_pieces_the_text_has(text: str, data: st.DataObject) -> None:
    said = searchable([text])
    if not said:
        return
    start = data.draw(st.integers(0, len(said) - 1))
    word = said[start : data.draw(st.integers(start + 1, len(said)))]
    whole, begun = grams_of_word(word)
    assert whole or begun
    assert set(whole) <= set(grams(said))
    assert all(any(piece.startswith(each) for piece in grams(said)) for each in begun)


def test_numbers_have_longer_pieces_than_words() -> None:
    assert grams("zx0113贷款") == ["zx01", "x011", "0113", "113", "13", "3", "贷款", "款"]
    assert grams_of_word("zx0113贷款")[0] == ["zx01", "0113", "13", "贷款"]
    assert grams_of_word("zx") == ([], ["zx"])


def test_what_stands_in_different_places_is_not_one_word() -> None:
    assert "款咨" not in grams(searchable(["贷款", "咨询"]))


def test_a_document_is_found_by_what_it_prints_and_not_by_its_drawings() -> None:
    said = searchable(printed_words(sheet().context))
    assert "客户咨询记录表" in said
    assert not [word for word in printed_words(["M0 0h1v1", "12.5", "第 2 版"]) if word != "第 2 版"]


def test_a_paper_is_kept_for_the_years_of_its_kind_from_the_day_of_its_issue() -> None:
    assert kept_until(AT, D01.keep_years).isoformat() == f"{2026 + D01.keep_years}-11-24"
    leap = AT.replace(year=2028, month=2, day=29)
    assert kept_until(leap, 3).isoformat() == "2031-02-28"
