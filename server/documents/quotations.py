"""What customers said, so that nobody is recognised by it: names, numbers, addresses and links taken out of free text.

It rather takes out too much than too little: a word lost costs a report nothing. What was taken out is marked by what it was.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

NAME, NUMBER, ADDRESS, LINK = "〔姓名〕", "〔号码〕", "〔地址〕", "〔链接〕"
MARKS = (NAME, NUMBER, ADDRESS, LINK)
SHORTEST_NAME = 2
"""One character alone stands in too many words to be taken for a name."""

SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章云苏潘葛奚范彭郎鲁韦马苗凤方俞任"
    "袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于傅卞齐康伍余顾孟黄穆萧尹姚邵汪祁毛米贝戴宋庞熊纪舒屈项祝董梁杜阮"
    "蓝闵季贾路娄江童颜郭梅盛林钟徐邱骆高夏蔡田樊胡凌霍虞万柯管卢莫房丁邓洪包左石崔吉龚程邢裴陆荣翁靳段侯武刘景龙叶"
    "黎薄白蒲赖卓池乔胥双翟谭冉边温庄柴瞿阎习古易廖曾关匡文欧沙聂辛肖牛耿覃仇"
)
COMPOUND = ("欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "司徒", "令狐", "夏侯")
TITLES = (
    "先生|女士|小姐|太太|阿姨|叔叔|大爷|大妈|大姐|大哥|奶奶|爷爷|师傅|老师|医生|同学|经理|行长|主任|柜员|主管|姐|哥"
    "|总(?![是共数额计会要能在体])"
)
HAN = "\u3400-\u9fff\U00020000-\U000323af"
SURNAME = f"(?:{'|'.join(COMPOUND)}|[{SURNAMES}])"

_LINK = re.compile(
    r"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+\.[\w.-]+|(?:微信号?|QQ|qq|vx|VX)\s*[:：]?\s*[A-Za-z0-9_-]{5,}"
)
# Digits however they are grouped, an identity number's X, and numbers told in words.
_NUMBER = re.compile(r"(?:\d[ \-—·.]{0,2}){4,}\d[\dXx]?|(?:[零〇一二三四五六七八九幺两][ ]?){7,}")
_ADDRESS = re.compile(
    r"[\u3400-\u9fff]{2,9}(?:省|自治区|市|县|区|镇|乡)(?=[\u3400-\u9fff\d]{2,12}(?:路|街|道|巷|弄|村|号|小区))"
    r"|[\u3400-\u9fff]{1,6}(?:路|大街|街|大道|巷|弄|胡同)\s*\d+\s*(?:号|弄)[\w\-号弄幢栋楼层单元室]*"
    r"|\d+\s*(?:号楼|幢|栋|单元)[\w\-号幢栋楼层单元室]*"
    r"|[\u3400-\u9fff]{2,6}(?:小区|花园|公寓|家园|新村)\s*\d*[\w\-号幢栋楼层单元室]*"
)
_TITLED = re.compile(f"(?:大堂|客户|理财|柜台)?(?:小|老)?{SURNAME}[{HAN}]{{0,2}}?(?:{TITLES})")
_SAID = re.compile(f"(?<=我叫)[{HAN}·]{{2,4}}|(?<=我是){SURNAME}[{HAN}]{{1,2}}(?=[，,。；;]|$)")
_LATIN = re.compile(r"(?:Mr|Mrs|Ms|Dr)\.?\s+[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+)*")


@dataclass(frozen=True)
class Known:
    """The names that a record, or those about it, hold in clear."""

    names: tuple[str, ...]

    @classmethod
    def of(cls, names: Iterable[object]) -> Known:
        """The longest first, so that no part of a name stays behind."""
        found = {_plain(str(name)).strip() for name in names if name}
        kept = {name for name in found if len(name) >= SHORTEST_NAME}
        return cls(tuple(sorted(kept, key=lambda name: (-len(name), name))))


def deidentified(text: str, known: Known = Known(())) -> str:
    """The text without what tells who is meant; full-width digits and letters are read as their plain ones."""
    plain = _plain(text)
    for name in known.names:
        plain = plain.replace(name, NAME)
    plain = _LINK.sub(LINK, plain)
    plain = _ADDRESS.sub(ADDRESS, plain)
    plain = _NUMBER.sub(NUMBER, plain)
    for pattern in (_LATIN, _SAID, _TITLED):
        plain = pattern.sub(NAME, plain)
    return _merged(plain)


def without_marks(text: str) -> str:
    """For counting words: where something was taken out, the sentence is cut."""
    for mark in MARKS:
        text = text.replace(mark, "\n")
    return text


def _plain(text: str) -> str:
    """Digits, letters and their like in one form; Chinese punctuation stays as it was written."""
    return "".join(_folded(character) for character in text)


def _folded(character: str) -> str:
    folded = unicodedata.normalize("NFKC", character)
    return folded if folded.isascii() and (folded.isalnum() or folded in "@+-. ") else character


def _merged(text: str) -> str:
    """Two marks of one kind beside each other are one."""
    for mark in MARKS:
        while mark * 2 in text:
            text = text.replace(mark * 2, mark)
    return text
