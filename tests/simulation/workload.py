"""What people type, for any kind of the contract: this file knows kinds only by their definitions."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from random import Random
from typing import Any

from server.contract import contract
from server.domain.moments import to_wire
from sync.attachments import PREFIX
from sync.fields import check
from sync.validation import capture_errors

Values = dict[str, Any]
Meta = Mapping[str, Any]
ATTEMPTS = 30
# Many corrections go to the same few fields, so that they meet.
HOT = 4
# Three parts of a simulated tablet, or fewer.
MOST_FILE_BYTES = 48
NUMBERS = {"resident_id": "11010519491231002X", "uscc": "91350100M000100Y43"}
LETTERS = "天地玄黄宇宙洪荒日月盈昃辰宿列张"


def kinds() -> list[Meta]:
    """All but those sealed to a department: a box is made with the browser's own chance, which no seed replays
    (tests/contract/test_sealed_records.py is about them)."""
    return [kind for kind in contract()["kinds"] if not kind["sealed"]]


@dataclass
class Workload:
    """Everything is drawn from `random`; `start` is when the simulated day begins. `secrets` are raw personal values,
    `files` the contents behind the names that were typed."""

    random: Random
    start: datetime
    departments: tuple[str, ...] = ()
    secrets: set[str] = field(default_factory=set)
    files: dict[str, bytes] = field(default_factory=dict)
    _words: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def complete(self, meta: Meta, records: list[str]) -> Values:
        """Values that make a new record."""
        for _ in range(ATTEMPTS):
            values = {code: value for code, value in self._some(meta, records).items() if value is not None}
            if not capture_errors(meta, values):
                return values
        return {
            code: value
            for code, value in meta["example"].items()
            if not str(self._field(meta, code)["reference"]).startswith("record")
        }

    def wrong(self, meta: Meta, records: list[str]) -> Values:
        """Values a tablet with other rules lets through and the server does not."""
        values = self.complete(meta, records)
        texts = [each for each in meta["fields"] if each["type"] == "text" and each["code"] in values]
        needed = [each["code"] for each in meta["fields"] if each["required"] and each["code"] in values]
        chosen = self.random.choice(texts) if texts else None
        if needed and (chosen is None or self.random.random() < 0.5):
            values.pop(self.random.choice(needed))
        elif chosen is None:
            values["unknown"] = "字"
        else:
            values[chosen["code"]] = "长" * ((chosen["max"] or 100) + 1)
        return values

    def changes(self, meta: Meta, values: Mapping[str, Any], records: list[str]) -> Values:
        """A correction of one field, of some, or of a group; sometimes to nothing, sometimes to what others choose too."""
        editable = [each for each in meta["fields"] if not each["derived"]]
        if self.random.random() < 0.5:
            editable = editable[:HOT]
        chosen = self.random.sample(editable, self.random.choice((1, 1, 1, 2, 3)))
        if self.random.random() < 0.3:
            group = chosen[0]["group"]
            chosen = [each for each in editable if group and each["group"] == group] or chosen
        return {each["code"]: self._changed(each, values, records) for each in chosen}

    def another(self, meta: Meta, code: str) -> Any:
        """Some other value for one field."""
        return self.value(self._field(meta, code), [])

    def arguments(self, meta: Meta, command: Meta, values: Mapping[str, Any], records: list[str]) -> Values:
        """What a life-cycle step asks for: what it needs always, the rest sometimes."""
        wanted = {
            code: self.value(self._field(meta, code), records)
            for code in command["args"]
            if (code in command["required"] and values.get(code) is None) or self.random.random() < 0.3
        }
        needed_flags = {
            each["code"]: True for each in meta["fields"] if each["type"] == "bool" and each["code"] in command["args"]
        }
        return {**wanted, **needed_flags}

    def reason(self) -> str:
        return f"更正说明{self._word()}"

    def value(self, meta: Meta, records: list[str]) -> Any:
        found: Any = getattr(self, f"_{meta['type']}")(meta, records)
        return found

    def _some(self, meta: Meta, records: list[str]) -> Values:
        return {
            each["code"]: self.value(each, records)
            for each in meta["fields"]
            if not each["derived"] and (each["required"] or self.random.random() < 0.4)
        }

    def _changed(self, meta: Meta, values: Mapping[str, Any], records: list[str]) -> Any:
        if not meta["required"] and values.get(meta["code"]) is not None and self.random.random() < 0.15:
            return None
        if meta["type"] == "text" and not meta["pattern"] and not meta["format"] and self.random.random() < 0.25:
            return "大家都这么写"[: meta["max"]]
        return self.value(meta, records)

    def _field(self, meta: Meta, code: str) -> Meta:
        return next(each for each in meta["fields"] if each["code"] == code)

    def _word(self) -> str:
        """Never twice in one simulation, so that a value found somewhere tells where it came from."""
        number = next(self._words)
        return f"{self.random.choice(LETTERS)}{self.random.choice(LETTERS)}字{number}"

    def _text(self, meta: Meta, _records: list[str]) -> str:
        if meta["format"]:
            value = (
                f"13{self.random.randrange(10**9):09d}" if meta["format"] == "telephone" else NUMBERS[meta["format"]]
            )
        elif meta["pattern"]:
            made = f"13{self.random.randrange(10**9):09d}"
            value = made if check(dict(meta), made) is None else str(meta["default"] or "")
        else:
            value = f"{self._word()}{'，写得长一些' if (meta['min'] or 0) > 3 else ''}"
        if meta["mask"]:
            self.secrets.add(value)
        return value

    def _int(self, meta: Meta, _records: list[str]) -> int:
        return self.random.randint(meta["min"] or 0, min(meta["max"] or 100, 10_000))

    _money = _int

    def _bool(self, _meta: Meta, _records: list[str]) -> bool:
        return self.random.random() < 0.7

    def _enum(self, meta: Meta, _records: list[str]) -> str:
        return str(self.random.choice(meta["options"])["code"])

    def _date(self, meta: Meta, records: list[str]) -> str:
        return self._datetime(meta, records)[:10]

    def _datetime(self, _meta: Meta, _records: list[str]) -> str:
        return to_wire(self.start + timedelta(minutes=self.random.randrange(600)))

    def _ref(self, meta: Meta, records: list[str]) -> str:
        if meta["reference"] == "departments":
            return self.random.choice(self.departments)
        if meta["reference"].startswith("record") and records:
            return self.random.choice(records)
        return f"{meta['reference'][:2].upper()}{self.random.randrange(1, 10):02d}"

    def _refs(self, meta: Meta, records: list[str]) -> list[str] | None:
        if meta["reference"].startswith("record") and not records:
            return None
        return sorted({self._ref(meta, records) for _ in range(self.random.randint(1, 3))})

    def _enums(self, meta: Meta, _records: list[str]) -> list[str]:
        codes = [option["code"] for option in meta["options"]]
        return self.random.sample(codes, self.random.randint(1, min(len(codes), meta["max"] or 3)))

    def _rows(self, meta: Meta, records: list[str]) -> list[Values]:
        made = [self._entry(meta, records) for _ in range(self.random.randint(1, min(3, meta["max"] or 3)))]
        key = meta["row_key"]
        return list({entry.get(key): entry for entry in made}.values()) if key else made

    def _entry(self, meta: Meta, records: list[str]) -> Values:
        wanted = [each for each in meta["columns"] if each["required"] or self.random.random() < 0.4]
        entry = {each["code"]: self.value(each, records) for each in wanted if not each["derived"]}
        return {code: value for code, value in entry.items() if value is not None}

    def _signature(self, _meta: Meta, _records: list[str]) -> str:
        content = self.random.randbytes(self.random.randint(1, MOST_FILE_BYTES))
        name = f"{PREFIX}{sha256(content).hexdigest()}"
        self.files[name] = content
        return name

    def _photos(self, meta: Meta, records: list[str]) -> list[str]:
        return [self._signature(meta, records) for _ in range(self.random.randint(1, min(2, meta["max"] or 2)))]
