"""Chinese text as it is typed: full pinyin and initials, in the readings banking words have."""

from __future__ import annotations

import re
from functools import cache

from pypinyin import Style, lazy_pinyin, load_phrases_dict

# Words the dictionary reads otherwise, or not at all. Longer words win, so each is written with the characters it needs.
READINGS = {
    "还款": [["huán"], ["kuǎn"]],
    "还贷": [["huán"], ["dài"]],
    "还本": [["huán"], ["běn"]],
    "开户行": [["kāi"], ["hù"], ["háng"]],
    "本行": [["běn"], ["háng"]],
    "他行": [["tā"], ["háng"]],
    "跨行": [["kuà"], ["háng"]],
    "同行转账": [["tóng"], ["háng"], ["zhuǎn"], ["zhàng"]],
    "行号": [["háng"], ["hào"]],
    "行长": [["háng"], ["zhǎng"]],
    "重开": [["chóng"], ["kāi"]],
    "重置": [["chóng"], ["zhì"]],
    "现钞": [["xiàn"], ["chāo"]],
    "尽调": [["jìn"], ["diào"]],
    "调休": [["tiáo"], ["xiū"]],
    "存折": [["cún"], ["zhé"]],
    "参保": [["cān"], ["bǎo"]],
    "单位": [["dān"], ["wèi"]],
    "会计": [["kuài"], ["jì"]],
    "差错": [["chā"], ["cuò"]],
    "年化利率": [["nián"], ["huà"], ["lì"], ["lǜ"]],
    "重大": [["zhòng"], ["dà"]],
}
load_phrases_dict(READINGS)
HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U000323af]+")


def full(text: str) -> str:
    """`消费贷` → `xiaofeidai`; other characters stay as they are."""
    return _spelled(text, Style.NORMAL)


def initials(text: str) -> str:
    """`消费贷` → `xfd`."""
    return _spelled(text, Style.FIRST_LETTER)


@cache
def _spelled(text: str, style: Style) -> str:
    # ü is typed as v.
    return HAN.sub(lambda word: "".join(lazy_pinyin(word.group(), style=style)), text).replace("ü", "v")
