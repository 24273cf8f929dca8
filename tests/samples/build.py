"""What samples share: records made from the kinds' examples, and the material of a document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from typing import Any

from server.documents.definition import Completeness, Material, PeriodMaterial, Signed, Subject
from server.domain.periods import parse_period
from server.records import all_kinds
from server.reference import load_catalogue
from server.services.gather_material import as_told
from server.services.read_rules import ReadRules
from sync.server.state import RecordState
from tests.papers import HEAD, labels

AT = datetime(2026, 12, 1, 1, 30, tzinfo=UTC)
BOUND = Signed(datetime(2026, 11, 24, 9, 10, tzinfo=UTC), "T1", "wang", 2, "3f2a91bc07de44a1" * 4)
"""What strokes are bound to."""
PEOPLE = {"wang": "王芳", "li": "李晓", "zhao": "赵磊", "zhang": "张军", "zhou": "周敏", "chen": "陈㛃"}
TABLETS = (Completeness("大堂平板 01", datetime(2026, 11, 30, 9, 40, tzinfo=UTC)), Completeness("大堂平板 02", None))
SITE = "https://lobby.example-bank.cn"
SENTENCE = "客户希望网点在月初代发工资的几天里多开窗口，并请大堂安排熟悉设备的人陪同老年客户操作。"
UNBROKEN = "一二三四五六七八九十" * 200
"""2,000 characters without a space."""


def record(kind: str, number: int, status: str, at: str, /, by: str = "wang", **values: Any) -> RecordState:
    """The kind's example with these values; None takes one away."""
    definition = all_kinds()[kind]
    payload = {code: value for code, value in {**definition.example, **values}.items() if value is not None}
    day = at[2:10].replace("-", "")
    return RecordState(
        id=f"{kind}-{number}",
        branch_id="branch",
        kind=kind,
        rev=3,
        status=status,
        payload=payload,
        changed_at={},
        created_by=by,
        device_id="device",
        occurred_at=at,
        captured_offline=False,
        time_doubtful=False,
        created_at=at,
        updated_at=at,
        no=f"{definition.prefix}-0113-{day}-{number:04d}",
    )


def subject(of: RecordState, linked: Iterable[RecordState] = (), named: Iterable[RecordState] = ()) -> Subject:
    kinds = all_kinds()
    return Subject(
        kinds[of.kind],
        of,
        [(kinds[each.kind], each) for each in linked],
        {each.id: (kinds[each.kind], each) for each in named},
    )


def material(serial: str, at: datetime = AT, **more: Any) -> Material:
    head = replace(HEAD, serial=serial, cutoff=at, generated=at, position=18_402, tablets=TABLETS)
    signed = dict.fromkeys(more.get("strokes", ()), BOUND)
    return Material(head, labels(), PEOPLE, entries, **{"site": SITE, "signed": signed, **more})


@cache
def entries(name: str) -> Mapping[str, Mapping[str, Any]]:
    found = ReadRules(lambda _: load_catalogue()).entries(name, AT)
    return {each.code: as_told(each) for each in found}


def period(
    code: str,
    serial: str,
    subjects: Sequence[Subject],
    earlier: Sequence[Sequence[Subject]] = (),
    previous_cutoff: datetime | None = None,
) -> PeriodMaterial:
    """`earlier` are the periods before, the nearest first."""
    of = parse_period(code)
    before = [(of.before(steps), found) for steps, found in enumerate(earlier, 1)]
    ordered = sorted(subjects, key=lambda each: (each.record.occurred_at, each.record.id))
    return PeriodMaterial(material(serial), of, ordered, previous_cutoff, before)


def at(month: int, day: int, hour: int = 2, minute: int = 0) -> str:
    return f"2026-{month:02d}-{day:02d}T{hour:02d}:{minute:02d}:00.000Z"
