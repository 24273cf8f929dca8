"""Field validation, equal in both languages: what one value of a record may be.

A field is described by the plain JSON of the contract (server/records/kind.py makes it), e.g.
`{"code": "question", "type": "text", "required": true, "min": 2, "max": 500, "multiline": true}`.
`normalise` comes first, `check` second, `validate_fields` asks for all the values of a capture. Lengths count code points, never bytes or UTF-16 units.
A value of type `rows` is a list of entries, each an object of the `columns`; what is wrong inside carries its path,
`results.3.reason`, counted from 0. `enums` are several option codes, `photos` several names of blobs, `signature` one.

A description is read once, when a `FieldJudge` is made of it: reading it anew for each of the hundreds of values that arrive
in one push costs more than judging them.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sync.identifiers import BLANK, is_identifier, normal_form

Meta = Mapping[str, Any]
Fault = dict[str, str]
Faults = list[Fault]
Normalise = Callable[[Any], Any]
Check = Callable[[Any], str | None]
SAFE_INTEGER = 2**53 - 1
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z", re.ASCII)
_DATETIME = re.compile(r"\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z\Z", re.ASCII)
_REFERENCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,79}\Z", re.ASCII)
_CONTROL = re.compile("[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_DIGIT = re.compile("[0-9\uff10-\uff19]")
# A card, account or identity number written out; free text is no place for it (domain.md §5.10).
_LONG_NUMBER = re.compile("[0-9\uff10-\uff19](?:[ -]?[0-9\uff10-\uff19]){15}", re.ASCII)
# Six digits told to be a secret: after the word for it, or before "is the password".
_SECRET_WORD = "(?:\u5bc6\u7801|\u53e3\u4ee4|\u9a8c\u8bc1\u7801|(?<![A-Za-z])(?:[Pp][Ii][Nn]|[Pp]assword)(?![A-Za-z]))"
_SECRET_WORDS = ("\u5bc6\u7801", "\u53e3\u4ee4", "\u9a8c\u8bc1\u7801", "assword")
_SIX_DIGITS = "(?<![0-9\uff10-\uff19])[0-9\uff10-\uff19]{6}(?![0-9\uff10-\uff19])"
_SECRET = re.compile(
    f"{_SECRET_WORD}[^0-9\uff10-\uff19\n]{{0,10}}{_SIX_DIGITS}|{_SIX_DIGITS} ?[\u662f\u4e3a\u4f5c][^0-9\n]{{0,4}}{_SECRET_WORD}",
    re.ASCII,
)
_BLOB = re.compile(r"sha256:[0-9a-f]{64}\Z", re.ASCII)
_LISTS = ("refs", "enums", "rows", "photos")


class FieldJudge:
    """One field. `normalise` gives the stored form of what was typed: blanks around it gone, an empty text or list is no value
    at all. `check` tells the code of what is wrong with a normalised value that is there, or None."""

    def __init__(self, meta: Meta) -> None:
        self.code: str = meta.get("code", "")
        self.derived = bool(meta.get("derived"))
        self.required = bool(meta.get("required")) and not self.derived
        self._rows = _Rows(meta) if meta["type"] == "rows" else None
        self.normalise = self._rows.normalise if self._rows else _normaliser(meta)
        self.check = self._rows.check if self._rows else _CHECKS[meta["type"]](meta)

    def faults(self, value: Any) -> Faults:
        """`[{"code", "field"}]` of what is wrong with a normalised value; several only inside the entries of `rows`."""
        if value is None:
            return []
        if self._rows is not None:
            return self._rows.faults(value)
        code = self.check(value)
        return [] if code is None else [{"code": code, "field": self.code}]


class FieldJudges:
    """The fields of a kind together."""

    def __init__(self, fields: Sequence[Meta]) -> None:
        self.by_code = {meta["code"]: FieldJudge(meta) for meta in fields}

    def normalised(self, values: Meta) -> dict[str, Any]:
        """The stored form of all values; what is no field stays as it is, to be refused."""
        known = self.by_code
        return {code: known[code].normalise(value) if code in known else value for code, value in values.items()}

    def faults(self, values: Meta) -> Faults:
        """`[{"code", "field"}]` of every normalised value that cannot stand, each by itself."""
        found: Faults = []
        for code, value in values.items():
            found += self._faults(code, value)
        return found

    def _faults(self, code: str, value: Any) -> Faults:
        judge = self.by_code.get(code)
        if judge is None:
            return [{"code": "unknown_field", "field": code}]
        return [{"code": "derived_field", "field": code}] if judge.derived else judge.faults(value)


def normalise(meta: Meta, value: Any) -> Any:
    return FieldJudge(meta).normalise(value)


def check(meta: Meta, value: Any) -> str | None:
    """The code of what is wrong with a normalised value, or None. Whether it may be absent is not asked here."""
    return None if value is None else FieldJudge(meta).check(value)


def faults_of(meta: Meta, value: Any) -> Faults:
    return FieldJudge(meta).faults(value)


def is_missing(value: Any) -> bool:
    return value is None


def strip_blank(text: str) -> str:
    """Each language's own trimming takes other characters; this one is the same in both."""
    return text.strip(BLANK)


def _normaliser(meta: Meta) -> Normalise:
    if meta["type"] == "text":
        return _text_normaliser(meta.get("format") or meta.get("normal"))
    if meta["type"] in ("int", "money"):
        return _whole
    return _no_empty_list if meta["type"] in _LISTS else _as_it_is


def _text_normaliser(normal: str | None) -> Normalise:
    def normalised(value: Any) -> Any:
        if not isinstance(value, str):
            return value
        text = strip_blank(value.replace("\r\n", "\n"))
        return (normal_form(normal, text) if normal else text) or None

    return normalised


def _whole(value: Any) -> Any:
    """JSON knows one kind of number; 3.0 and 3 must be stored alike."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _no_empty_list(value: Any) -> Any:
    return None if value == [] else value


def _as_it_is(value: Any) -> Any:
    return value


class _Rows:
    """A list of entries, each judged by the columns."""

    def __init__(self, meta: Meta) -> None:
        self._code: str = meta.get("code", "")
        self._most: int = meta.get("max") or 200
        self._key: str | None = meta.get("row_key")
        self._columns = {column["code"]: FieldJudge(column) for column in meta["columns"]}

    def normalise(self, value: Any) -> Any:
        if not isinstance(value, list):
            return value
        return [self._normal_entry(entry) for entry in value] or None

    def _normal_entry(self, entry: Any) -> Any:
        """An entry keeps the columns that have a value; what is no column stays, to be refused."""
        if not isinstance(entry, dict):
            return entry
        stored: dict[str, Any] = {}
        for code, value in entry.items():
            column = self._columns.get(code)
            kept = value if column is None else column.normalise(value)
            if kept is not None or column is None:
                stored[code] = kept
        return stored

    def check(self, value: Any) -> str | None:
        return next((fault["code"] for fault in self.faults(value)), None)

    def faults(self, value: Any) -> Faults:
        if not isinstance(value, list):
            return [{"code": "wrong_type", "field": self._code}]
        if len(value) > self._most:
            return [{"code": "too_long", "field": self._code}]
        found: Faults = []
        for at, entry in enumerate(value):
            found += self._entry(f"{self._code}.{at}", entry)
        return found + self._repeated(value)

    def _entry(self, path: str, entry: Any) -> Faults:
        if not isinstance(entry, dict):
            return [{"code": "wrong_type", "field": path}]
        found: Faults = []
        if not entry.keys() <= self._columns.keys():
            found.append({"code": "unknown_field", "field": path})
        for code, column in self._columns.items():
            value = entry.get(code)
            fault = column.check(value) if value is not None and not column.derived else _kept_fault(column, value)
            if fault is not None:
                found.append({"code": fault, "field": f"{path}.{code}"})
        return found

    def _repeated(self, value: list[Any]) -> Faults:
        """Entries that have the same `row_key` as one before them."""
        seen: set[str] = set()
        found: Faults = []
        for at, entry in enumerate(value if self._key else ()):
            held = entry.get(self._key) if isinstance(entry, dict) else None
            if isinstance(held, str):
                if held in seen:
                    found.append({"code": "repeated", "field": f"{self._code}.{at}.{self._key}"})
                seen.add(held)
        return found


def _kept_fault(column: FieldJudge, value: Any) -> str | None:
    """Of a column that says nothing, or that nobody may fill in."""
    if value is not None:
        return "derived_field"
    return "required" if column.required else None


def _text(meta: Meta) -> Check:
    low, high, multiline = meta.get("min") or 0, meta.get("max") or 2000, bool(meta.get("multiline"))
    shape = _shape(meta)

    def judged(value: Any) -> str | None:
        if not isinstance(value, str):
            return "wrong_type"
        # What is printable through and through holds nothing that the exact, slower looks would find.
        if not value.isprintable():
            if _SURROGATE.search(value):
                return "wrong_type"
            if _CONTROL.search(value) or ("\n" in value and not multiline):
                return "control_character"
        if len(value) < low:
            return "too_short"
        return "too_long" if len(value) > high else shape(value)

    return judged


def _shape(meta: Meta) -> Check:
    pattern, named = meta.get("pattern"), meta.get("format")
    if pattern:
        whole = re.compile(pattern, re.ASCII).fullmatch
        return lambda text: None if whole(text) else "pattern"
    if named:
        return lambda text: None if is_identifier(named, text) else f"not_{named}"
    return _kept_out


def _kept_out(text: str) -> str | None:
    """What no free text may hold (JR/T 0171-2020, class C3; domain.md §5.10)."""
    if not _DIGIT.search(text):
        return None
    if _LONG_NUMBER.search(text):
        return "long_number"
    return "secret_in_text" if _may_tell(text) and _SECRET.search(text) else None


def _may_tell(text: str) -> bool:
    """Whether a word for a secret may stand in it; most texts hold none, and are spared the exact and slower look."""
    return any(word in text for word in _SECRET_WORDS) or "pin" in text.lower()


def _integer(meta: Meta) -> Check:
    low, high = meta.get("min"), meta.get("max")

    def judged(value: Any) -> str | None:
        value = _whole(value)
        if isinstance(value, bool) or not isinstance(value, int) or abs(value) > SAFE_INTEGER:
            return "wrong_type"
        return "out_of_range" if (low is not None and value < low) or (high is not None and value > high) else None

    return judged


def _boolean(_meta: Meta) -> Check:
    return lambda value: None if isinstance(value, bool) else "wrong_type"


def _date(_meta: Meta) -> Check:
    return _wrong_date


def _wrong_date(value: Any) -> str | None:
    if not isinstance(value, str) or not _DATE.match(value):
        return "wrong_type"
    try:
        date.fromisoformat(value)
    except ValueError:
        return "wrong_type"
    return None


def _datetime(_meta: Meta) -> Check:
    return wrong_moment


def wrong_moment(value: Any) -> str | None:
    if not isinstance(value, str) or not _DATETIME.match(value):
        return "wrong_type"
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return "wrong_type"
    return None


def _choice(meta: Meta) -> Check:
    options = frozenset(option["code"] for option in meta["options"])

    def judged(value: Any) -> str | None:
        if not isinstance(value, str):
            return "wrong_type"
        return None if value in options else "not_a_choice"

    return judged


def _reference(_meta: Meta) -> Check:
    return lambda value: None if isinstance(value, str) and _REFERENCE.match(value) else "wrong_type"


def _blob(_meta: Meta) -> Check:
    return lambda value: None if isinstance(value, str) and _BLOB.match(value) else "wrong_type"


def _each(single: Callable[[Meta], Check], most: int) -> Callable[[Meta], Check]:
    """A list of single values, each once."""

    def check_of(meta: Meta) -> Check:
        judge, longest = single(meta), meta.get("max") or most

        def judged(value: Any) -> str | None:
            if not isinstance(value, list):
                return "wrong_type"
            wrong = next((code for code in map(judge, value) if code), None)
            if wrong is not None:
                return wrong
            if len(set(value)) != len(value):
                return "repeated"
            return "too_long" if len(value) > longest else None

        return judged

    return check_of


_CHECKS: dict[str, Callable[[Meta], Check]] = {
    "text": _text,
    "int": _integer,
    "money": _integer,
    "bool": _boolean,
    "date": _date,
    "datetime": _datetime,
    "enum": _choice,
    "ref": _reference,
    "refs": _each(_reference, 50),
    "enums": _each(_choice, 50),
    "photos": _each(_blob, 6),
    "signature": _blob,
}
TYPES = (*_CHECKS, "rows")
