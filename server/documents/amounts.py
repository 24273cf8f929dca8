"""Sums of money in digits and in the capital numerals of bank forms (票据法第8条; 支付结算办法附一: 正确填写票据和结算凭证的基本规定)."""

from __future__ import annotations

DIGITS, UNITS = "零壹贰叁肆伍陆柒捌玖", ("", "拾", "佰", "仟")
GROUPS = ("", "万", "亿", "万亿")
LARGEST = 10**18
"""分; what lies beyond is no sum a branch handles."""


def digits(cents: int) -> str:
    """`1,234,567.80`, from 分."""
    sign = "-" if cents < 0 else ""
    yuan, rest = divmod(abs(cents), 100)
    return f"{sign}{yuan:,}.{rest:02d}"


def capitals(cents: int, currency: str = "人民币") -> str:
    """`人民币壹佰贰拾叁元肆角伍分`, from 分. Raises ValueError below zero and beyond LARGEST."""
    if not 0 <= cents < LARGEST:
        raise ValueError("no sum of a form")
    yuan, rest = divmod(cents, 100)
    jiao, fen = divmod(rest, 10)
    written = f"{_whole(yuan)}元" if yuan or not rest else ""
    if not rest:
        return f"{currency}{written}整"
    zero = "零" if yuan and (not jiao or yuan % 10 == 0) else ""
    tenths = f"{DIGITS[jiao]}角" if jiao else ""
    return f"{currency}{written}{zero}{tenths}{f'{DIGITS[fen]}分' if fen else '整'}"


def _whole(yuan: int) -> str:
    if yuan == 0:
        return "零"
    groups: list[str] = []
    rest, place, lower_filled = yuan, 0, True
    while rest:
        rest, group = divmod(rest, 10_000)
        if group:
            # A gap of zeros between two groups is read as one 零.
            gap = "" if lower_filled or not groups else "零"
            groups.append(f"{_group(group)}{GROUPS[place]}{gap}")
        lower_filled = group >= 1_000
        place += 1
    return "".join(reversed(groups))


def _group(number: int) -> str:
    written, waiting = "", False
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if digit:
            written += ("零" if waiting and written else "") + DIGITS[digit] + UNITS[place]
            waiting = False
        else:
            waiting = True
    return written
