"""Key phrases of what customers said: how many of them used the same words, by a kept dictionary of Chinese (jieba).

The same texts always give the same phrases. No phrase names a person or a place, none holds a number, and what fewer than
`least` customers said is no phrase: one alone would be recognised by it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from server.documents.quotations import without_marks

Tagged = Sequence[tuple[str, str]]
CONTENT = frozenset({"n", "vn", "v", "a", "an", "ad", "l", "i", "j", "s", "z"})
"""What carries meaning: nouns, verbs, adjectives, set phrases. Names of persons (nr…), places (ns), firms (nt) are none of them."""
NOT_NAMES = frozenset({"高峰", "太久", "智慧", "大厅", "明白", "安全", "方便"})
"""Words of the trade that the dictionary takes for names."""
TERMS = frozenset(
    {"手机银行", "网上银行", "自助设备", "大堂经理", "理财经理", "服务态度", "叫号机", "爱心窗口", "大额存单"}
)
"""Terms of the trade that the dictionary takes apart."""
_SAYS_NOTHING = (
    "客户 银行 网点 工作 人员 时候 问题 情况 东西 感觉 觉得 希望 建议 可以 能够 应该 需要 知道 没有 没人 不能 不会 不是 就是 还是 "
    "一直 一下 进行 使用 来到 过来 出来 起来 看到 告诉 反映 表示 认为 要求 有点 比较 非常 特别 真的 今天 昨天 上次 下次 每次 打电话 "
    "只开 多开 反正 这里 那里 这个 那个 什么 怎么 多少 里面 有人 只有 只能 还有 我们 你们 他们 大家 自己"
)
EMPTY = frozenset(_SAYS_NOTHING.split())
LONGEST_PHRASE = 8


@dataclass(frozen=True)
class Phrase:
    """`sources` are the keys of the texts that hold it, in their order."""

    words: str
    sources: tuple[str, ...]

    @property
    def count(self) -> int:
        return len(self.sources)


def tagged(text: str) -> Tagged:
    # The dictionary costs half a second, and most processes never ask.
    from rjieba import tag

    return [(str(word), str(kind)) for word, kind in tag(text)]


def key_phrases(texts: Mapping[str, str], least: int, most: int) -> list[Phrase]:
    """Of de-identified texts by their keys, what most of them say first. Two words that stand together are one phrase where
    they do so often enough; a word is then told by itself only where it is said besides."""
    found: dict[str, list[str]] = {}
    for key, text in texts.items():
        for words in dict.fromkeys(_candidates(text)):
            found.setdefault(words, []).append(key)
    kept = {words: sources for words, sources in found.items() if len(sources) >= least}
    told = [Phrase(words, tuple(sources)) for words, sources in kept.items() if not _within_longer(words, kept)]
    return sorted(told, key=lambda each: (-each.count, each.words))[:most]


def _candidates(text: str) -> Iterable[str]:
    for sentence in without_marks(text).splitlines():
        before = ""
        for word, kind in _joined(tagged(sentence)):
            counts = _counts(word, kind)
            if counts:
                yield word
                if before and len(before + word) <= LONGEST_PHRASE:
                    yield before + word
            before = word if counts else ""


def _joined(words: Tagged) -> Iterable[tuple[str, str]]:
    """Two words that are one term stand as one."""
    at = 0
    while at < len(words):
        pair = words[at][0] + words[at + 1][0] if at + 1 < len(words) else ""
        yield (pair, "n") if pair in TERMS else words[at]
        at += 2 if pair in TERMS else 1


def _counts(word: str, kind: str) -> bool:
    if len(word) < 2 or word in EMPTY or not all("\u3400" <= each <= "\u9fff" for each in word):
        return False
    return kind in CONTENT or word in NOT_NAMES


def _within_longer(words: str, kept: Mapping[str, Sequence[str]]) -> bool:
    """Whether a longer phrase that holds it stands in just the same texts."""
    return any(words in longer and longer != words and len(kept[longer]) == len(kept[words]) for longer in kept)
