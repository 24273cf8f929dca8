"""Customers' words without what tells who said them: rather too much is taken out than too little."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.documents.phrases import key_phrases
from server.documents.quotations import ADDRESS, LINK, NAME, NUMBER, Known, deidentified

WORDS = st.text(st.sampled_from("等候时间太长窗口少排队手机银行，。 \n"), max_size=30)
NAMES = st.text(st.sampled_from("王李欧阳建国芳㛃䶮𫇭·"), min_size=2, max_size=5)
DIGITS = st.text(st.sampled_from("0123456789０１２３４５６７８９"), min_size=5, max_size=19)


@given(before=WORDS, name=NAMES, after=WORDS)
def test_a_known_name_never_stays(before: str, name: str, after: str) -> None:
    assert name not in deidentified(before + name + after, Known.of([name]))


@given(before=WORDS, digits=DIGITS, after=WORDS, gap=st.sampled_from(["", " ", "-", "—"]))
def test_no_five_digits_in_a_row_stay_however_they_are_grouped(before: str, digits: str, after: str, gap: str) -> None:
    said = deidentified(before + gap.join(digits) + after)
    assert not re.search(r"\d{5}", re.sub(r"[ \-—]", "", said))
    assert NUMBER in said


@given(text=st.text(max_size=200))
def test_it_is_the_same_the_second_time(text: str) -> None:
    once = deidentified(text)
    assert deidentified(once) == once


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("大堂王经理很耐心", f"{NAME}很耐心"),
        ("李女士让我来问", f"{NAME}让我来问"),
        ("我叫欧阳建国，住在人民路128号3幢502室", f"我叫{NAME}，{ADDRESS}"),
        ("家住阳光花园3栋，电话138 1234 5678", f"{ADDRESS}，电话{NUMBER}"),
        ("一三八一二三四五六七八打给我", f"{NUMBER}打给我"),
        ("写信到 li.hua@example.com", f"写信到 {LINK}"),
        ("Mr. Smith said so", f"{NAME} said so"),
        ("等了四十分钟，2 个窗口，手续费 1500 元", "等了四十分钟，2 个窗口，手续费 1500 元"),
        ("网点大堂经理态度好，理财产品经理推销多", "网点大堂经理态度好，理财产品经理推销多"),
        ("高峰时段常常排队，钱总是算不清", "高峰时段常常排队，钱总是算不清"),
    ],
)
def test_what_tells_a_person_is_taken_out_and_the_rest_stays(said: str, shown: str) -> None:
    assert deidentified(said) == shown


def phrases(texts: list[str], least: int = 2) -> dict[str, int]:
    return {each.words: each.count for each in key_phrases({str(at): text for at, text in enumerate(texts)}, least, 50)}


def test_phrases_are_what_several_customers_said() -> None:
    found = phrases(["高峰时段排队太久", "高峰时段只开两个窗口", "手机银行登录不了", "手机银行闪退"])
    assert found == {"高峰时段": 2, "手机银行": 2}


def test_what_one_customer_says_often_is_no_phrase() -> None:
    assert phrases(["验证码收不到，验证码收不到，验证码收不到"]) == {}


@pytest.mark.parametrize("name", ["王芳", "张伟", "欧阳建国", "李晓明"])
def test_names_and_numbers_are_never_phrases(name: str) -> None:
    said = deidentified(f"{name}帮我取号，编号 20261124，在北京路等候", Known.of([]))
    found = phrases([said] * 5)
    assert found
    assert not [words for words in found if words in name or re.search(r"\d", words) or "北京" in words]


def test_phrases_are_the_same_every_time_and_the_most_frequent_stand_first() -> None:
    texts = ["排队", "排队慢", "窗口排队", "窗口少"]
    assert list(phrases(texts).items()) == list(phrases(texts).items())
    assert next(iter(phrases(texts))) == "排队"
