"""The tables a list brings along: which characters count as one, and which sound alike (sync/screening.py).

A tablet has no dictionary. So the list says, for every syllable that occurs in it, all the characters that are read so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from pypinyin import Style, lazy_pinyin

FIRST, LAST = 0x4E00, 0x9FFF
# Traditional characters of names, each before the one it counts as. A list may bring more.
_PAIRS = (
    "張张陳陈劉刘楊杨趙赵黃黄吳吴孫孙馬马許许鄭郑謝谢韓韩馮冯鄧邓蕭萧呂吕蘇苏盧卢蔣蒋賈贾葉叶閻阎餘余鍾钟譚谭陸陆範范譙谯"
    "鄒邹賴赖龍龙萬万錢钱湯汤黎黎喬乔龔龚嚴严龐庞顧顾孟孟邵邵衛卫齊齐梁梁樊樊蘭兰倪倪華华聶聂關关齐齐廬庐單单祝祝"
    "國国華华偉伟強强軍军東东紅红麗丽燕燕傑杰濤涛輝辉鵬鹏飛飞雲云鳳凤蓮莲蘭兰貴贵榮荣寶宝慶庆義义興兴學学愛爱龍龙"
    "銀银鐵铁錦锦銘铭鋒锋釗钊鈞钧鎮镇鑫鑫長长門门開开閩闽陽阳際际隆隆風风飄飘馳驰駿骏鴻鸿鶴鹤黨党齡龄麥麦"
    "亞亚倫伦儀仪億亿優优內内兩两劍剑勝胜勵励勻匀區区協协參参嘯啸園园圓圆執执堅坚場场壯壮壽寿夢梦奮奋婭娅婁娄嬌娇嫻娴"
    "孝孝寧宁實实審审導导層层嶺岭島岛師师廣广應应張张彥彦後后復复徵征德德恆恒惠惠慧慧憲宪懷怀戰战擇择據据斂敛時时曉晓"
    "書书會会朧胧業业極极樓楼樂乐樺桦橋桥機机權权歐欧歡欢歲岁歷历澤泽潔洁灣湾灝灏無无煥焕燁烨爾尔狀状獻献玥玥瑋玮瑤瑶"
    "環环瓊琼畫画發发盛盛盡尽眾众睿睿碩硕禮礼禎祯穎颖競竞筆笔節节籌筹純纯紋纹紹绍經经綺绮維维緒绪緣缘縉缙績绩繼继續续"
    "羅罗習习聖圣聞闻聯联聲声職职肅肃臨临興兴與与舉举藝艺藍蓝藥药處处號号術术裝装詠咏詩诗詹詹誠诚語语諾诺謙谦講讲證证"
    "護护豐丰貝贝貞贞財财貿贸賀贺資资賓宾賢贤質质贊赞軒轩輪轮轉转農农連连進进運运達达遠远選选遷迁邊边郵邮鄉乡醫医釋释"
)


def variants() -> dict[str, str]:
    pairs = zip(_PAIRS[::2], _PAIRS[1::2], strict=True)
    return {old: new for old, new in pairs if old != new}


def sounds_of(names: Iterable[str], counted: Mapping[str, str]) -> dict[str, str]:
    """From every syllable that occurs in these names to all the characters read so, in the order of Unicode."""
    known = _readings()
    wanted = {
        known[each] for name in names for each in (counted.get(letter, letter) for letter in name) if each in known
    }
    found: dict[str, list[str]] = {syllable: [] for syllable in sorted(wanted)}
    for character, syllable in known.items():
        if syllable in found:
            found[syllable].append(character)
    return {syllable: "".join(characters) for syllable, characters in found.items()}


@cache
def _readings() -> dict[str, str]:
    """The commonest reading of each character, without its tone."""
    characters = [chr(point) for point in range(FIRST, LAST + 1)]
    read = zip(characters, (lazy_pinyin(each, style=Style.NORMAL)[0] for each in characters), strict=True)
    return {character: sound for character, sound in read if sound != character}
