"""What remains readable of personal data for people who do not need all of it (JR/T 0171-2020; domain.md §5.10).

Masking works on code points and never raises: a value of an unexpected shape is hidden whole. A field may say by an expression
of sync/rules.py when it hides nothing (`public_when`): the name of a person is masked, that of an organisation is public.
"""

from collections.abc import Callable, Mapping
from typing import Any

from sync.rules import condition

Values = Mapping[str, Any]

STAR = "*"
HIDDEN = STAR * 4
DISTRICT_ENDS = "区县市旗"


def mask_value(kind: str, value: Any) -> Any:
    """The masked form of a value: `name` 张**, `telephone` 138****5678, `identity` 110***********002X, `tail` **** 1234,
    `address` up to the district, `hidden` nothing at all. No value stays no value."""
    if value is None:
        return None
    if not isinstance(value, str):
        return HIDDEN
    return _MASKS[kind](value)


class FieldMask:
    """What a field, or a column, hides; read once and asked about every record."""

    def __init__(self, meta: Values) -> None:
        self._mask: str | None = meta.get("mask")
        public = meta.get("public_when")
        self._public = condition(public) if public else None
        columns = {column["code"]: FieldMask(column) for column in meta.get("columns") or ()}
        self._columns = {code: column for code, column in columns.items() if column}

    def __bool__(self) -> bool:
        return self._mask is not None or bool(self._columns)

    def hides(self, values: Values) -> bool:
        """Whether the field itself is masked in a record that holds `values`."""
        return self._mask is not None and (self._public is None or not self._public(values))

    def shown(self, value: Any, values: Values) -> Any:
        """The value as people without the right to unmask see it: masked by the field, or inside `rows` by each column. `values`
        are the record's, of which this is one."""
        if self._mask is not None:
            return mask_value(self._mask, value) if self.hides(values) else value
        if not self._columns or not isinstance(value, list):
            return value
        return [self._shown_entry(entry, values) for entry in value]

    def _shown_entry(self, entry: Any, values: Values) -> Any:
        """Inside an entry its columns stand before the record's fields."""
        if not isinstance(entry, dict):
            return HIDDEN
        there = {code: column for code, column in self._columns.items() if code in entry}
        return {**entry, **{code: column.shown(entry[code], {**values, **entry}) for code, column in there.items()}}


def shown_value(meta: Values, value: Any, values: Values) -> Any:
    return FieldMask(meta).shown(value, values)


def _name(text: str) -> str:
    return text[:1] + STAR * 2


def _telephone(text: str) -> str:
    return text[:3] + STAR * 4 + text[-4:] if len(text) >= 11 else HIDDEN + text[-2:] if len(text) >= 7 else HIDDEN


def _identity(text: str) -> str:
    return text[:3] + STAR * (len(text) - 7) + text[-4:] if len(text) >= 15 else text[:1] + HIDDEN + text[-1:]


def _tail(text: str) -> str:
    return f"{HIDDEN} {text[-4:]}" if len(text) >= 4 else HIDDEN


def _address(text: str) -> str:
    ends = [index for index, character in enumerate(text) if character in DISTRICT_ENDS and index > 1]
    return (text[: ends[-1] + 1] if ends else "") + HIDDEN


def _hidden(_text: str) -> str:
    return HIDDEN


_MASKS: dict[str, Callable[[str], str]] = {
    "name": _name,
    "telephone": _telephone,
    "identity": _identity,
    "tail": _tail,
    "address": _address,
    "hidden": _hidden,
}
MASKS = tuple(_MASKS)
