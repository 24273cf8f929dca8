"""What a field of a record kind is, and the short words with which a definition file writes it."""

from dataclasses import dataclass, replace
from typing import Any, Literal

Privacy = Literal["C1", "C2"]


@dataclass(frozen=True)
class Option:
    code: str
    zh: str
    en: str


@dataclass(frozen=True)
class Field:
    """`columns` are the fields of each entry of a `rows` field, `row_key` the column no two entries may share. `format` names a
    check of sync/identifiers.py. `privacy` is the class of JR/T 0171-2020: C1 internal, C2 personal. C3 (PIN, full card number, biometric) cannot be
    said, because such a field must not exist. `mask` is how people without the right to unmask see it, unless `public_when` (an
    expression of sync/rules.py) holds of the record. `derived` fields are worked out by the server and never captured. `quotes` is
    `field.key`: what the record that `field` names said in `key` when it was read; it is filled in, never asked for. Lengths are
    code points, money is integer 分."""

    code: str
    type: str
    zh: str
    en: str
    required: bool = False
    min: int | None = None
    max: int | None = None
    pattern: str | None = None
    multiline: bool = False
    normal: str | None = None
    options: tuple[Option, ...] = ()
    reference: str | None = None
    columns: "tuple[Field, ...]" = ()
    row_key: str | None = None
    format: str | None = None
    group: str | None = None
    privacy: Privacy = "C1"
    mask: str | None = None
    public_when: tuple[Any, ...] | None = None
    derived: bool = False
    quotes: str | None = None
    default: Any = None
    help_zh: str = ""
    help_en: str = ""

    def meta(self) -> dict[str, Any]:
        """The field as the contract states it; what both halves validate against."""
        return {
            "code": self.code,
            "type": self.type,
            "zh": self.zh,
            "en": self.en,
            "help": {"zh": self.help_zh, "en": self.help_en},
            "required": self.required,
            "min": self.min,
            "max": self.max,
            "pattern": self.pattern,
            "multiline": self.multiline,
            "normal": self.normal,
            "options": [{"code": option.code, "zh": option.zh, "en": option.en} for option in self.options],
            "reference": self.reference,
            "columns": [column.meta() for column in self.columns],
            "row_key": self.row_key,
            "format": self.format,
            "group": self.group,
            "privacy": self.privacy,
            "mask": self.mask,
            "public_when": self.public_when,
            "derived": self.derived,
            "quotes": self.quotes,
            "default": self.default,
        }

    def needed(self) -> "Field":
        """The same field, without which the record cannot be captured."""
        return replace(self, required=True)


def text(code: str, zh: str, en: str, *, min: int = 1, max: int, **more: Any) -> Field:
    return Field(code, "text", zh, en, min=min, max=max, **more)


def integer(code: str, zh: str, en: str, *, min: int, max: int, **more: Any) -> Field:
    return Field(code, "int", zh, en, min=min, max=max, **more)


def money(code: str, zh: str, en: str, *, min: int = 1, max: int = 10**13, **more: Any) -> Field:
    """An amount in 分."""
    return Field(code, "money", zh, en, min=min, max=max, **more)


def day(code: str, zh: str, en: str, **more: Any) -> Field:
    return Field(code, "date", zh, en, **more)


def flag(code: str, zh: str, en: str, **more: Any) -> Field:
    return Field(code, "bool", zh, en, **more)


def moment(code: str, zh: str, en: str, **more: Any) -> Field:
    return Field(code, "datetime", zh, en, **more)


def choice(code: str, zh: str, en: str, options: tuple[tuple[str, str, str], ...], **more: Any) -> Field:
    return Field(code, "enum", zh, en, options=tuple(Option(*option) for option in options), **more)


def choices(
    code: str, zh: str, en: str, options: tuple[tuple[str, str, str], ...], *, max: int = 20, **more: Any
) -> Field:
    """Several of the options, each once."""
    return Field(code, "enums", zh, en, max=max, options=tuple(Option(*option) for option in options), **more)


def rows(code: str, zh: str, en: str, columns: tuple[Field, ...], *, max: int, **more: Any) -> Field:
    """A list of entries, each an object of `columns`; kept, merged and corrected as one value."""
    return Field(code, "rows", zh, en, columns=columns, max=max, **more)


def photos(code: str, zh: str, en: str, *, max: int = 6, **more: Any) -> Field:
    """Pictures, each named by the SHA-256 of its bytes (`sha256:<hex>`); the bytes travel in a lane of their own."""
    return Field(code, "photos", zh, en, max=max, privacy="C2", **more)


def signature(code: str, zh: str, en: str, **more: Any) -> Field:
    """A drawn signature, named by the SHA-256 of its strokes. By itself no 可靠的电子签名 (电子签名法第13条)."""
    return Field(code, "signature", zh, en, privacy="C2", **more)


def reference(code: str, zh: str, en: str, to: str, **more: Any) -> Field:
    """One entry of the reference set `to`, or of the records (`record`, `record:<kind>`) or accounts (`user`)."""
    return Field(code, "ref", zh, en, reference=to, **more)


def references(code: str, zh: str, en: str, to: str, **more: Any) -> Field:
    return Field(code, "refs", zh, en, reference=to, **more)


def person(code: str, zh: str, en: str, **more: Any) -> Field:
    """A person's name or form of address. Any script, with `·` and blanks: names are not `2-4 Chinese characters`."""
    return text(code, zh, en, max=50, privacy="C2", mask="name", **more)


def telephone(code: str, zh: str, en: str, **more: Any) -> Field:
    """A mobile of mainland China, a landline, or a foreign number with its country code (domain.md §2.0)."""
    return text(code, zh, en, max=20, format="telephone", privacy="C2", mask="telephone", **more)
