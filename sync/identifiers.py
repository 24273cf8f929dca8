"""Numbers with a standard of their own, equal in both languages: whether a text is one, and the form in which it is kept.

`resident_id` GB 11643-1999 (18 places; a real date of birth, any region code, also a retired one), `uscc` GB 32100-2015,
`telephone` domain.md §2.0: a mobile or landline of mainland China, or a foreign number with its country code. Today's date
is not asked: only impossible dates are refused, so that the answer never changes with the clock.
"""

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache

import phonenumbers
from stdnum.cn import ric, uscc

BLANK = " \t\r\n\u00a0\u3000\ufeff"
_BARE = dict.fromkeys(map(ord, BLANK))
_LARGE = {**_BARE, **{ord(small): chr(ord(small) - 32) for small in "abcdefghijklmnopqrstuvwxyz"}}
_RESIDENT_ID = re.compile(r"[1-9][0-9]{16}[0-9X]", re.ASCII)
_USCC = re.compile(r"[0-9A-HJ-NP-RTUW-Y]{2}[0-9]{6}[0-9A-HJ-NP-RTUW-Y]{10}", re.ASCII)
_MOBILE = re.compile(r"1[3-9][0-9]{9}", re.ASCII)
_LANDLINE = re.compile(r"0[0-9]{2,3}-?[0-9]{7,8}", re.ASCII)
_FOREIGN = re.compile(r"\+[1-9][0-9]{7,14}", re.ASCII)
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@lru_cache(maxsize=4)  # a record's number is asked for as a value, by its rules, and for what is derived from it
def is_identifier(name: str, text: str) -> bool:
    """Whether the text, in its normal form, is such a number."""
    return _CHECKS[name](normal_form(name, text))


def normal_form(name: str, text: str) -> str:
    """The form kept: blanks gone; letters large; a telephone without the country code of mainland China."""
    if name != "telephone":
        return text.translate(_LARGE)
    bare = text.translate(_BARE)
    return bare[3:] if bare.startswith("+86") else bare


def _resident_id(text: str) -> bool:
    """The library's own `validate` also refuses region codes that were not in force in the year of birth: cards that
    people still carry."""
    if not _RESIDENT_ID.fullmatch(text) or ric.calc_check_digit(text) != text[-1]:
        return False
    try:
        date(int(text[6:10]), int(text[10:12]), int(text[12:14]))
    except ValueError:
        return False
    return True


def _uscc(text: str) -> bool:
    """The library's own `validate` wants digits in the first two places, where GB 32100 has letters too."""
    known = _USCC.fullmatch(text) is not None and uscc.calc_check_digit(text[:17]) == text[17]
    return known and _organisation_check(text[8:16]) == text[16]


def _organisation_check(code: str) -> str:
    """The check character of an organisation code (GB 11714), which stands inside the longer code."""
    rest = sum(_ALPHABET.index(each) * weight for each, weight in zip(code, _ORGANISATION_WEIGHTS, strict=True)) % 11
    return "0X987654321"[rest]


def _telephone(text: str) -> bool:
    if _MOBILE.fullmatch(text) or _LANDLINE.fullmatch(text):
        return True
    return bool(_FOREIGN.fullmatch(text)) and _is_possible(text)


def _is_possible(text: str) -> bool:
    """Whether the country of this number has numbers of such a length; which of them are given out changes too often."""
    try:
        answer = phonenumbers.is_possible_number_with_reason(phonenumbers.parse(text))
    except phonenumbers.NumberParseException:
        return False
    return bool(answer == phonenumbers.ValidationResult.IS_POSSIBLE)


_CHECKS: dict[str, Callable[[str], bool]] = {"resident_id": _resident_id, "uscc": _uscc, "telephone": _telephone}
FORMATS = tuple(_CHECKS)
