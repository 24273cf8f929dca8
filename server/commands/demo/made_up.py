"""What the demonstration makes up, by a seeded die: people, numbers, pictures, and the values that stories.yaml leaves open.

A value that is an object with one key of `$…` is worked out: `{$pick: [..]}`, `{$now: minutes}`, `{$day: days}`, `{$of: name}`,
`{$all: [names]}`, `{$money: [from, to]}` (yuan), `{$int: [from, to]}`, `{$sometimes: [chance, value]}`. Names are made up, mobile numbers are in a
range nobody was given, identity numbers in a region that does not exist.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from PIL import Image

from server.domain.moments import BANK_ZONE, to_wire
from server.reference import Entry

SURNAMES = "王李张刘陈杨赵黄周吴徐孙马朱胡郭何林高罗郑梁谢宋唐许邓冯韩曹"
TITLES = ("先生", "女士", "阿姨", "大爷")
GIVEN = ("建国", "秀英", "志强", "桂兰", "晓燕", "海涛", "雅琴", "子涵", "明远", "玉珍", "丽华", "俊杰")
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
NOWHERE = "990000"

Name = Callable[[str], str]
Entries = Callable[[str], tuple[Entry, ...]]
Keep = Callable[[bytes, str], str]


@dataclass(frozen=True)
class MadeUp:
    """`at` is the moment of the step; `name(alias)` the id of another record of the story or of a person; `keep(bytes, use)`
    takes a picture or signature; `entries(set)` what is in force; `machines` are the ids of the branch's devices."""

    die: Random
    at: datetime
    name: Name
    entries: Entries
    keep: Keep
    machines: list[str]

    def value(self, written: Any) -> Any:
        if isinstance(written, Mapping):
            return self._object(written)
        if isinstance(written, list):
            return [value for each in written if (value := self.value(each)) is not None]
        return written

    def _object(self, written: Mapping[str, Any]) -> Any:
        key = next(iter(written), "")
        if key.startswith("$"):
            found: Any = getattr(self, f"_{key[1:]}")(written[key])
            return found
        said = {code: self.value(each) for code, each in written.items()}
        return {code: value for code, value in said.items() if value is not None}

    def _pick(self, options: list[Any]) -> Any:
        return self.value(self.die.choice(options))

    def _sometimes(self, argument: list[Any]) -> Any:
        chance, value = argument
        return self.value(value) if self.die.random() < chance else None

    def _now(self, minutes: float) -> str:
        return to_wire(self.at + timedelta(minutes=minutes))

    def _day(self, days: int) -> str:
        return str(self.at.astimezone(BANK_ZONE).date() + timedelta(days=days))

    def _of(self, alias: str) -> str:
        return self.name(alias)

    def _all(self, aliases: list[str]) -> list[str]:
        return [self.name(alias) for alias in aliases]

    def _money(self, bounds: list[int]) -> int:
        """分, as whole hundreds of yuan."""
        first, last = bounds
        return self.die.randrange(first, last + 1, 100 if last - first > 1000 else 1) * 100

    def _int(self, bounds: list[int]) -> int:
        return self.die.randint(*bounds)

    def _machine(self, _argument: Any) -> str:
        return self.die.choice(self.machines)

    def _digits(self, count: int) -> str:
        return "".join(self.die.choices("0123456789", k=count))

    def _serial(self, prefix: str) -> str:
        return f"{prefix}{self.at.astimezone(BANK_ZONE):%y%m%d}{self._digits(8)}"

    def _caller(self, _argument: Any) -> str:
        return self.die.choice(SURNAMES) + self.die.choice(TITLES)

    def _person(self, _argument: Any) -> str:
        return self.die.choice(SURNAMES) + self.die.choice(GIVEN)

    def _mobile(self, _argument: Any) -> str:
        return f"1380000{self._digits(4)}"

    def _resident(self, born: list[int]) -> str:
        body = f"{NOWHERE}{self.die.randint(*born)}{self.die.randint(1, 12):02}{self.die.randint(1, 28):02}{self._digits(3)}"
        return body + "10X98765432"[sum(int(each) * weight for each, weight in zip(body, WEIGHTS, strict=True)) % 11]

    def _sign(self, who: str) -> str:
        strokes = [
            [[10 + 12 * step, 40 + (ord(letter) * (step + 3)) % 60, 16 * step] for step in range(12)] for letter in who
        ]
        drawn = {"v": 1, "width": 400, "height": 160, "strokes": strokes}
        return self.keep(json.dumps(drawn, separators=(",", ":")).encode(), "signature")

    def _photos(self, count: int) -> list[str]:
        return [self._photo() for _ in range(count)]

    def _photo(self) -> str:
        colour = (self.die.randint(60, 220), self.die.randint(60, 220), self.die.randint(60, 220))
        file = io.BytesIO()
        Image.new("RGB", (320, 240), colour).save(file, "JPEG", quality=70)
        return self.keep(file.getvalue(), "photo")

    def _checked(self, argument: list[Any]) -> list[dict[str, Any]]:
        """Every item of a round: one in `failing` not in order, with a picture."""
        round_, failing = argument
        items = [each.code for each in self.entries("checklist") if round_ in each.extras["rounds"]]
        return [self._item(code, self.die.random() < failing) for code in items]

    def _item(self, code: str, fails: bool) -> dict[str, Any]:
        return (
            {"item": code, "result": "fail", "reason": "当场发现，已先行处置", "photos": [self._photo()]}
            if fails
            else {"item": code, "result": "pass"}
        )

    def _timeline(self, scenario: str) -> list[dict[str, Any]]:
        """Every step of a drill done, each a little within its time."""
        steps = next(each for each in self.entries("drills") if each.code == scenario).extras["steps"]
        late = timedelta()
        rows = []
        for step in steps:
            late = max(late + timedelta(seconds=5), timedelta(seconds=(step.get("target_seconds") or 0) * 0.8))
            rows.append({"step": step["code"], "at": to_wire(self.at + late), "done": "done"})
        return rows
