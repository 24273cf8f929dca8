"""Field validation, equal in both languages: what one value of a record may be.

A field is described by the plain JSON of the contract (server/records/kind.py makes it), e.g.
`{"code": "question", "type": "text", "required": true, "min": 2, "max": 500, "multiline": true}`.
`normalise` comes first, `check` second, `validate_fields` asks for all the values of a capture. Lengths count code points, never bytes or UTF-16 units.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

Meta = Mapping[str, Any]
SAFE_INTEGER = 2**53 - 1
BLANK = " \t\r\n\u00a0\u3000\ufeff"
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z", re.ASCII)
_DATETIME = re.compile(r"\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z\Z", re.ASCII)
_REFERENCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,79}\Z", re.ASCII)
_CONTROL = re.compile("[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_SURROGATE = re.compile("[\ud800-\udfff]")
# A card, account or identity number written out; free text is no place for it (domain.md §5.10).
_LONG_NUMBER = re.compile("[0-9](?:[ -]?[0-9]){15}", re.ASCII)


def normalise(meta: Meta, value: Any) -> Any:
    """The stored form of what was typed: blanks around it gone, an empty text or list is no value at all."""
    if isinstance(value, str) and meta["type"] == "text":
        text = strip_blank(value.replace("\r\n", "\n"))
        text = _telephone(text) if meta.get("normal") == "telephone" else text
        return text or None
    if meta["type"] == "refs" and value == []:
        return None
    if meta["type"] in ("int", "money") and isinstance(value, float) and value.is_integer():
        return int(value)  # JSON knows one kind of number; 3.0 and 3 must be stored alike
    return value


def strip_blank(text: str) -> str:
    """Each language's own trimming takes other characters; this one is the same in both."""
    return text.strip(BLANK)


def _telephone(text: str) -> str:
    """Spaces and the country code of mainland China go; other country codes stay (domain.md §2.0)."""
    digits = "".join(character for character in text if character not in BLANK)
    return digits[3:] if digits.startswith("+86") else digits


def check(meta: Meta, value: Any) -> str | None:
    """The code of what is wrong with a normalised value, or None. Whether it may be absent is not asked here."""
    if value is None:
        return None
    return _CHECKS[meta["type"]](meta, value)


def is_missing(value: Any) -> bool:
    return value is None


def validate_fields(kind: Meta, values: Meta, seen: Meta | None = None) -> list[dict[str, str]]:
    """`[{"code", "field"}]` of every value that cannot stand, each by itself. What equals the text that was `seen` is left
    alone: a masked value somebody did not touch has the shape of none of the patterns."""
    known = {meta["code"]: meta for meta in kind["fields"]}
    judged = {code: value for code, value in values.items() if not _untouched(value, (seen or {}).get(code))}
    found = {code: _fault(known.get(code), value) for code, value in judged.items()}
    return [{"code": fault, "field": code} for code, fault in found.items() if fault is not None]


def _untouched(value: Any, seen: Any) -> bool:
    return isinstance(value, str) and isinstance(seen, str) and value == seen


def _fault(meta: Meta | None, value: Any) -> str | None:
    if meta is None:
        return "unknown_field"
    return "derived_field" if meta.get("derived") else check(meta, normalise(meta, value))


def _text(meta: Meta, value: Any) -> str | None:
    if not isinstance(value, str) or _SURROGATE.search(value):
        return "wrong_type"
    if _CONTROL.search(value) or ("\n" in value and not meta.get("multiline")):
        return "control_character"
    if len(value) < (meta.get("min") or 0):
        return "too_short"
    if len(value) > (meta.get("max") or 2000):
        return "too_long"
    pattern = meta.get("pattern")
    if pattern:
        return None if re.fullmatch(pattern, value, re.ASCII) else "pattern"
    return "long_number" if _LONG_NUMBER.search(value) else None


def _integer(meta: Meta, value: Any) -> str | None:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > SAFE_INTEGER:
        return "wrong_type"
    low, high = meta.get("min"), meta.get("max")
    if (low is not None and value < low) or (high is not None and value > high):
        return "out_of_range"
    return None


def _boolean(_meta: Meta, value: Any) -> str | None:
    return None if isinstance(value, bool) else "wrong_type"


def _date(_meta: Meta, value: Any) -> str | None:
    if not isinstance(value, str) or not _DATE.match(value):
        return "wrong_type"
    try:
        date.fromisoformat(value)
    except ValueError:
        return "wrong_type"
    return None


def _datetime(_meta: Meta, value: Any) -> str | None:
    if not isinstance(value, str) or not _DATETIME.match(value):
        return "wrong_type"
    try:
        datetime.fromisoformat(value.replace("Z", "+00:00"))
    except ValueError:
        return "wrong_type"
    return None


def _choice(meta: Meta, value: Any) -> str | None:
    if not isinstance(value, str):
        return "wrong_type"
    return None if any(option["code"] == value for option in meta["options"]) else "not_a_choice"


def _reference(_meta: Meta, value: Any) -> str | None:
    return None if isinstance(value, str) and _REFERENCE.match(value) else "wrong_type"


def _references(meta: Meta, value: Any) -> str | None:
    if not isinstance(value, list) or any(_reference(meta, item) for item in value):
        return "wrong_type"
    if len(set(value)) != len(value):
        return "repeated"
    return "too_long" if len(value) > (meta.get("max") or 50) else None


_CHECKS: dict[str, Callable[[Meta, Any], str | None]] = {
    "text": _text,
    "int": _integer,
    "money": _integer,
    "bool": _boolean,
    "date": _date,
    "datetime": _datetime,
    "enum": _choice,
    "ref": _reference,
    "refs": _references,
}
TYPES = tuple(_CHECKS)
