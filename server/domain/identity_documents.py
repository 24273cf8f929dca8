"""What a resident identity number says about its holder (GB 11643): the date of birth in places 7 to 14, the sex in 17."""

from __future__ import annotations

from datetime import date
from typing import Literal

from sync.identifiers import is_identifier

BIRTH = slice(6, 14)
SEX = 16


def birth_date(id_no: str | None) -> date | None:
    """None for what is no such number, such as that of a passport."""
    if id_no is None or not is_identifier("resident_id", id_no):
        return None
    told = id_no[BIRTH]
    return date(int(told[:4]), int(told[4:6]), int(told[6:]))


def gender(id_no: str | None) -> Literal["male", "female"] | None:
    if id_no is None or not is_identifier("resident_id", id_no):
        return None
    return "male" if int(id_no[SEX]) % 2 else "female"
