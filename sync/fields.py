"""Field validation, equal in both languages: what one value of a record may be.

A field is described by the plain JSON of the contract (server/records/kind.py makes it), e.g.
`{"code": "question", "type": "text", "required": true, "min": 2, "max": 500, "multiline": true}`.
`normalise` comes first, `check` second, `validate_fields` asks for all the values of a capture. Lengths count code points, never bytes or UTF-16 units.
A value of type `rows` is a list of entries, each an object of the `columns`; what is wrong inside carries its path,
`results.3.reason`, counted from 0. `enums` are several option codes, `photos` several names of blobs, `signature` one.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from sync.identifiers import BLANK, is_identifier, normal_form

Meta = Mapping[str, Any]
Fault = dict[str, str]
SAFE_INTEGER = 2**53 - 1
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z", re.ASCII)
_DATETIME = re.compile(r"\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z\Z", re.ASCII)
_REFERENCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,79}\Z", re.ASCII)
_CONTROL = re.compile("[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_SURROGATE = re.compile("[\ud800-\udfff]")
# A card, account or identity number written out; free text is no place for it (domain.md §5.10).
_LONG_NUMBER = re.compile("[0-9\uff10-\uff19](?:[ -]?[0-9\uff10-\uff19]){15}", re.ASCII)
# Six digits told to be a secret: after the word for it, or before "is the password".
_SECRET_WORD = "(?:\u5bc6\u7801|\u53e3\u4ee4|\u9a8c\u8bc1\u7801|(?<![A-Za-z])(?:[Pp][Ii][Nn]|[Pp]assword)(?![A-Za-z]))"
_SIX_DIGITS = "(?<![0-9\uff10-\uff19])[0-9\uff10-\uff19]{6}(?![0-9\uff10-\uff19])"
_SECRET = re.compile(
    f"{_SECRET_WORD}[^0-9\uff10-\uff19\n]{{0,10}}{_SIX_DIGITS}|{_SIX_DIGITS} ?[\u662f\u4e3a\u4f5c][^0-9\n]{{0,4}}{_SECRET_WORD}",
    re.ASCII,
)
_BLOB = re.compile(r"sha256:[0-9a-f]{64}\Z", re.ASCII)
_LISTS = ("refs", "enums", "rows", "photos")


def normalise(meta: Meta, value: Any) -> Any:
    """The stored form of what was typed: blanks around it gone, an empty text or list is no value at all."""
    if isinstance(value, str) and meta["type"] == "text":
        text = strip_blank(value.replace("\r\n", "\n"))
        normal = meta.get("format") or meta.get("normal")
        return (normal_form(normal, text) if normal else text) or None
    if meta["type"] in _LISTS and value == []:
        return None
    if meta["type"] == "rows" and isinstance(value, list):
        return [_normal_entry(_columns(meta), entry) for entry in value]
    if meta["type"] in ("int", "money") and isinstance(value, float) and value.is_integer():
        return int(value)  # JSON knows one kind of number; 3.0 and 3 must be stored alike
    return value


def strip_blank(text: str) -> str:
    """Each language's own trimming takes other characters; this one is the same in both."""
    return text.strip(BLANK)


def _columns(meta: Meta) -> dict[str, Meta]:
    return {column["code"]: column for column in meta["columns"]}


def _normal_entry(columns: Mapping[str, Meta], entry: Any) -> Any:
    """An entry keeps the columns that have a value; what is no column stays, to be refused."""
    if not isinstance(entry, dict):
        return entry
    stored = {code: normalise(columns[code], value) if code in columns else value for code, value in entry.items()}
    return {code: value for code, value in stored.items() if value is not None or code not in columns}


def check(meta: Meta, value: Any) -> str | None:
    """The code of what is wrong with a normalised value, or None. Whether it may be absent is not asked here."""
    if value is None:
        return None
    if meta["type"] == "rows":
        return next((fault["code"] for fault in _rows(meta, value)), None)
    return _CHECKS[meta["type"]](meta, value)


def faults_of(meta: Meta, value: Any) -> list[Fault]:
    """`[{"code", "field"}]` of what is wrong with a normalised value; several only inside the entries of `rows`."""
    if meta["type"] == "rows" and value is not None:
        return _rows(meta, value)
    code = check(meta, value)
    return [] if code is None else [{"code": code, "field": meta["code"]}]


def is_missing(value: Any) -> bool:
    return value is None


def validate_fields(kind: Meta, values: Meta, seen: Meta | None = None) -> list[Fault]:
    """`[{"code", "field"}]` of every value that cannot stand, each by itself. What equals the text that was `seen` is left
    alone: a masked value somebody did not touch has the shape of none of the patterns."""
    known = {meta["code"]: meta for meta in kind["fields"]}
    judged = {code: value for code, value in values.items() if not _untouched(value, (seen or {}).get(code))}
    return [fault for code, value in judged.items() for fault in _faults(known.get(code), code, value)]


def _untouched(value: Any, seen: Any) -> bool:
    return isinstance(value, str) and isinstance(seen, str) and value == seen


def _faults(meta: Meta | None, code: str, value: Any) -> list[Fault]:
    if meta is None:
        return [{"code": "unknown_field", "field": code}]
    if meta.get("derived"):
        return [{"code": "derived_field", "field": code}]
    return faults_of(meta, normalise(meta, value))


def _rows(meta: Meta, value: Any) -> list[Fault]:
    if not isinstance(value, list):
        return [{"code": "wrong_type", "field": meta["code"]}]
    if len(value) > (meta.get("max") or 200):
        return [{"code": "too_long", "field": meta["code"]}]
    columns, paths = _columns(meta), [f"{meta['code']}.{at}" for at in range(len(value))]
    entries = list(zip(paths, value, strict=True))
    return [fault for path, entry in entries for fault in _entry(columns, path, entry)] + _repeated(meta, entries)


def _entry(columns: Mapping[str, Meta], path: str, entry: Any) -> list[Fault]:
    if not isinstance(entry, dict):
        return [{"code": "wrong_type", "field": path}]
    strange = [{"code": "unknown_field", "field": path}] if any(code not in columns for code in entry) else []
    return strange + [
        fault for column in columns.values() for fault in _column(column, path, entry.get(column["code"]))
    ]


def _column(column: Meta, path: str, value: Any) -> list[Fault]:
    at = f"{path}.{column['code']}"
    if value is None:
        needed = column.get("required") and not column.get("derived")
        return [{"code": "required", "field": at}] if needed else []
    code = "derived_field" if column.get("derived") else check(column, value)
    return [] if code is None else [{"code": code, "field": at}]


def _repeated(meta: Meta, entries: list[tuple[str, Any]]) -> list[Fault]:
    """Entries that have the same `row_key` as one before them."""
    key, seen, found = meta.get("row_key"), set(), []
    for path, entry in entries if key else []:
        held = entry.get(key) if isinstance(entry, dict) else None
        if isinstance(held, str) and held in seen:
            found.append({"code": "repeated", "field": f"{path}.{key}"})
        seen.add(held if isinstance(held, str) else None)
    return found


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
    named = meta.get("format")
    if named:
        return None if is_identifier(named, value) else f"not_{named}"
    return _kept_out(value)


def _kept_out(text: str) -> str | None:
    """What no free text may hold (JR/T 0171-2020, class C3; domain.md §5.10)."""
    if _LONG_NUMBER.search(text):
        return "long_number"
    return "secret_in_text" if _SECRET.search(text) else None


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
    return _each(meta, value, _reference, 50)


def _choices(meta: Meta, value: Any) -> str | None:
    return _each(meta, value, _choice, 50)


def _blob(_meta: Meta, value: Any) -> str | None:
    return None if isinstance(value, str) and _BLOB.match(value) else "wrong_type"


def _photos(meta: Meta, value: Any) -> str | None:
    return _each(meta, value, _blob, 6)


def _each(meta: Meta, value: Any, judge: Callable[[Meta, Any], str | None], most: int) -> str | None:
    """A list of single values, each once."""
    if not isinstance(value, list):
        return "wrong_type"
    wrong = next((code for code in (judge(meta, item) for item in value) if code), None)
    if wrong is not None:
        return wrong
    if len(set(value)) != len(value):
        return "repeated"
    return "too_long" if len(value) > (meta.get("max") or most) else None


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
    "enums": _choices,
    "photos": _photos,
    "signature": _blob,
}
TYPES = (*_CHECKS, "rows")
