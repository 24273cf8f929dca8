"""A code that a record shows to many: whoever scans it fills in one form on their own phone, and makes a record by that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from server.records.contributions import Derived, Key
from server.records.field import Field, text

CODE = "link_code"


@dataclass(frozen=True)
class PublicLink:
    """The customer form `form` of the kind `kind`, behind the code in this record's field `field`, called `zh`/`en` on posters.

    Posters of it may be printed while the record stands in one of `prepared`. It is open while the record stands in one of `states` and until the end of the day in `until`; only while `when` (a rule's
    expression) holds is it offered at all. `about` is the field that tells the public what it is about. `values` are said
    with what is made: `@record` (this record), `@begun` and `@done` (when the person opened the page and sent it), `=constant`.
    One browser makes one record; an answer that shares a key with a standing record counts as given already.
    """

    kind: str
    form: str
    zh: str
    en: str
    prepared: tuple[str, ...]
    states: tuple[str, ...]
    until: str
    about: str
    values: Mapping[str, str]
    when: tuple[Any, ...] | None = None
    field: str = CODE

    def meta(self) -> dict[str, Any]:
        return {**asdict(self), "values": dict(self.values), "when": None if self.when is None else list(self.when)}


def page_address(site: str, branch_no: str, code: str) -> str:
    """Where people answer; pwa/src/scan/public_link.ts says the same."""
    return f"{site}/survey/{branch_no}/{code}"


def link_code() -> Field:
    return text(CODE, "公开二维码", "Public code", min=32, max=32, pattern="[0-9a-f]{32}", derived=True)


LINK_CODE = Derived(CODE, "link_code", {})
LINK_KEY = Key("public_link", (CODE,))
