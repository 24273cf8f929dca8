"""What may not be promised is found, and what must be said is not taken for it (domain.md §2.5)."""

from server.domain.forbidden_words import forbidden_words_in

WORDS = [{"zh": "保本", "aliases": ["本金无忧"]}, {"zh": "零风险", "aliases": ["无风险"]}]


def test_a_promise_is_found_in_any_of_the_texts_by_its_word_or_an_alias() -> None:
    assert forbidden_words_in(["理财沙龙", "本金无忧，零风险"], WORDS) == ["本金无忧", "零风险"]


def test_a_word_denied_on_the_spot_is_not_a_promise() -> None:
    assert forbidden_words_in(["本产品不保本，属非保本浮动收益"], WORDS) == []


def test_a_promise_beside_a_denial_is_still_found() -> None:
    assert forbidden_words_in(["别家不保本，我们保本"], WORDS) == ["保本"]


def test_what_is_not_there_holds_no_words() -> None:
    assert forbidden_words_in([None], WORDS) == []
