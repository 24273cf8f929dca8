"""What the tablet says of a value, a record, a step or a merge is what the server says (MUST-20 to MUST-23 and design §4, I10).

The vectors hold the examples; here both halves, the real TypeScript under node and the real Python, are asked the same random
questions about every kind of the contract.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from server.records import all_kinds
from server.records.field import Field
from server.records.kind import Kind
from sync import validation
from sync.identifiers import FORMATS, is_identifier, normal_form
from sync.lifecycle import command_named
from sync.masking import MASKS, mask_value
from sync.merge import merge
from sync.operation import Unparseable, parse
from sync.rules import holds
from sync.screening import NameList

ROOT = Path(__file__).resolve().parents[2]
# The one `make` put there, else the machine's own where that fits (server/launch/node.py).
NODE = shutil.which("node", path=os.pathsep.join([str(ROOT / ".venv" / "bin"), os.environ.get("PATH", "")])) or "node"
ODD = [
    "",
    " ",
    "\u3000",
    "\ufeff王\u00a0",
    "𠮷野家",
    "a\u0000b",
    "\u202e",
    "行\n行",
    "\r\n",
    "é",
    "e\u0301",
    "+86 138 1234 5678",
]
NUMBERS = [0, -1, 1, 2**53 - 1, 2**53, 1.5, 3.0, -0.0, 1e300]
DATES = [
    "2026-02-29",
    "2024-02-29",
    "2026-11-24T01:00:00.000Z",
    "2026-11-24T25:00:00.000Z",
    "0000-01-01",
    "２０２６-01-01",
]
SECRETS = ["密码123456", "PIN: 654321", "验证码 ８８８８８８", "shipping 123456", "123456 是密码"]
BLOB = f"sha256:{'0a' * 32}"
IDENTIFIERS = ["11010519491231002x", "110105194912310021", "91350100M000100Y43", "+44 20 7946 0000", "13812345678"]
LISTS: list[Any] = [[], {}, False, ["M01"], ["M01", "M01"], BLOB, [BLOB], [BLOB, BLOB], [None], [{}], [[]]]
PAINS = st.sampled_from(
    [*ODD, *NUMBERS, *DATES, *SECRETS, *IDENTIFIERS, *LISTS, "6222021234567890123", "6222 0212 3456 7890", None, True]
)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
KINDS = list(all_kinds().values())
GOLDEN = json.loads((ROOT / "tests" / "sync" / "golden_operations.json").read_text(encoding="utf-8"))


class Half:
    """The TypeScript half, asked over stdio."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [NODE, str(ROOT / "tests" / "sync" / "halves.ts")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            cwd=ROOT,
        )

    def __call__(self, ask: str, **question: Any) -> Any:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"ask": ask, **question}) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def end(self) -> None:
        self._process.terminate()
        self._process.wait(timeout=10)


@pytest.fixture(scope="module")
def typescript() -> Iterator[Half]:
    half = Half()
    for kind in KINDS:
        half("know", know=json.loads(json.dumps(kind.definition)))
    yield half
    half.end()


ASKED = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def likely(field: Field, example: Any) -> st.SearchStrategy[Any]:
    """A value of the field's own shape, from its own definition: mostly right, some of it painful."""
    options = [option.code for option in field.options]
    like = [] if example is None else [st.just(example)]
    if field.type == "rows":
        entries = [each for each in example or [] if isinstance(each, dict)]
        return st.one_of(*like, st.lists(entry(field, entries), max_size=4))
    if field.type == "enums":
        return st.one_of(*like, st.lists(st.sampled_from([*options, "nothing"]), max_size=3))
    if field.type in ("photos", "signature"):
        return st.one_of(*like, st.sampled_from([BLOB, [BLOB], [BLOB, f"{BLOB[:-1]}b"], [f"{BLOB}\n"]]))
    return st.one_of(*like, *([st.sampled_from(options)] if options else []), TEXTS)


@st.composite
def entry(draw: st.DrawFn, field: Field, examples: list[dict[str, Any]]) -> Any:
    """One entry of rows, beginning with one of the example's; the same key may come twice."""
    if draw(st.integers(0, 9)) == 0:
        return draw(PAINS)
    made = dict(draw(st.sampled_from(examples))) if examples else {}
    for column in field.columns:
        how = draw(st.sampled_from(["left", "left", "absent", "likely", "painful"]))
        if how == "absent":
            made.pop(column.code, None)
        elif how != "left":
            made[column.code] = draw(PAINS if how == "painful" else likely(column, None))
    if draw(st.integers(0, 9)) == 0:
        made[draw(st.sampled_from(["nobody", "__proto__", "constructor"]))] = draw(PAINS)
    return made


@st.composite
def held(draw: st.DrawFn, kind: Kind) -> dict[str, Any]:
    """Values as somebody may hold them: mostly from the example, some painful, some unknown to the kind."""
    values: dict[str, Any] = {}
    for field in kind.fields:
        own = likely(field, kind.example.get(field.code))
        like = [st.just(kind.example[field.code])] if field.code in kind.example else []
        chosen = draw(st.one_of(st.just("absent"), *like, *like, own, PAINS))
        if chosen != "absent":
            values[field.code] = chosen
    if draw(st.integers(0, 9)) == 0:
        values[draw(st.sampled_from(["nobody", "__proto__", "constructor", "status"]))] = draw(PAINS)
    return values


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
@ASKED
@given(data=st.data())
def test_both_halves_find_the_same_faults_in_a_capture(typescript: Half, kind: Kind, data: st.DataObject) -> None:
    values = data.draw(held(kind))
    assert typescript("normalised", kind=kind.code, values=values) == validation.normalised(kind.definition, values)
    assert typescript("capture", kind=kind.code, values=values) == validation.capture_errors(kind.definition, values)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
@ASKED
@given(data=st.data())
def test_both_halves_judge_a_step_alike(typescript: Half, kind: Kind, data: st.DataObject) -> None:
    life_cycle = kind.definition["life_cycle"]
    name = data.draw(st.sampled_from([command["code"] for command in life_cycle["commands"]]))
    status = data.draw(st.sampled_from([state["code"] for state in life_cycle["states"]]))
    values = validation.normalised(kind.definition, data.draw(held(kind)))
    args, reason = data.draw(held(kind)), data.draw(st.sampled_from([None, "", "\u3000", "录入错误"]))
    command = command_named(life_cycle, name)
    assert command is not None
    mine = validation.command_errors(kind.definition, command, status, values, args, reason)
    theirs = typescript("command", kind=kind.code, command=name, status=status, values=values, args=args, reason=reason)
    assert theirs == mine


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
@ASKED
@given(data=st.data())
def test_both_halves_merge_alike(typescript: Half, kind: Kind, data: st.DataObject) -> None:
    current, base, wanted = (data.draw(held(kind)) for _ in range(3))
    codes = [field.code for field in kind.fields if field.code in base or field.code in wanted]
    patch = {code: {"from": base.get(code), "to": wanted.get(code)} for code in codes}
    shown = kind.masked(current)
    merged = merge(patch, current, shown, kind.group_of)
    told = typescript("merge", kind=kind.code, patch=patch, values=current, shown=shown)
    assert told == {"set": merged.set, "conflicts": merged.conflicts}


@ASKED
@given(mask=st.sampled_from(MASKS), value=st.one_of(TEXTS, PAINS))
def test_both_halves_mask_alike(typescript: Half, mask: str, value: Any) -> None:
    assert typescript("mask", mask=mask, value=value) == mask_value(mask, value)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
@settings(ASKED, max_examples=20)
@given(data=st.data())
def test_both_halves_show_a_record_alike(typescript: Half, kind: Kind, data: st.DataObject) -> None:
    values = data.draw(held(kind))
    mine = {field.code: kind.shown(field.code, values.get(field.code), values) for field in kind.fields}
    assert typescript("shown", kind=kind.code, values=values) == mine


def single_faults(kind: Kind) -> Iterator[dict[str, Any]]:
    """Every way in which the example is one step from a valid capture: a field or a column that is absent or wrong."""
    for field in kind.fields:
        if field.derived:
            continue
        for value in [None, *wrong_values(field)]:
            yield {**kind.example, field.code: value}
        entries = kind.example.get(field.code)
        for column in field.columns if isinstance(entries, list) else ():
            for value in [None, *wrong_values(column)]:
                yield {**kind.example, field.code: [*entries[:-1], {**entries[-1], column.code: value}]}


def wrong_values(field: Field) -> list[Any]:
    if field.type == "text":
        return ["", "\u202e", "长" * ((field.max or 2000) + 1), "6222021234567890123", *SECRETS, *IDENTIFIERS]
    if field.type in ("int", "money"):
        return ["1", 1.5, *(bound + step for bound, step in ((field.min, -1), (field.max, 1)) if bound is not None)]
    return ["no such choice", 7, [], [{}], ["M01", "M01"], [BLOB, BLOB], "2026-02-30", {}]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_both_halves_name_every_single_fault_of_a_kind_alike(typescript: Half, kind: Kind) -> None:
    for values in single_faults(kind):
        mine = validation.capture_errors(kind.definition, values)
        assert typescript("capture", kind=kind.code, values=values) == mine, values


DIGITS = st.text("0123456789", min_size=4, max_size=20)
NEARLY = st.builds(lambda body, last: body[:-1] + last, st.sampled_from(IDENTIFIERS), st.sampled_from("0123456789XY"))


@settings(ASKED, max_examples=400)
@given(name=st.sampled_from(FORMATS), text=st.one_of(TEXTS, NEARLY, DIGITS, DIGITS.map(lambda each: f"+{each}")))
def test_both_halves_know_an_identifier_alike(typescript: Half, name: str, text: str) -> None:
    # The libraries differ over numbers nobody has: eight digits of the former Netherlands Antilles that do not begin with 9.
    assume(not normal_form(name, text).startswith("+599"))
    assert typescript("identifier", format=name, text=text) == [is_identifier(name, text), normal_form(name, text)]


NAMES = st.sampled_from(["a", "b", "r"])
SINGLE = st.one_of(TEXTS, st.integers(-3, 3), st.booleans(), st.none())
HELD = st.dictionaries(NAMES, st.one_of(SINGLE, st.lists(SINGLE, max_size=3), st.lists(st.dictionaries(NAMES, SINGLE))))
LEAVES = st.one_of(
    st.tuples(st.just("present"), NAMES),
    st.tuples(st.sampled_from(["eq", "includes"]), NAMES, SINGLE),
    st.tuples(st.sampled_from(["lte", "lt", "differs"]), NAMES, NAMES),
    st.tuples(st.sampled_from(["gte", "atmost", "count_gte"]), NAMES, st.integers(-3, 3)),
    st.tuples(st.just("covers"), NAMES, NAMES, NAMES),
    st.tuples(st.just("contains_any"), NAMES, st.lists(TEXTS, max_size=2)),
    st.tuples(st.just("valid"), NAMES, st.sampled_from(FORMATS)),
)
EXPRESSIONS = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.tuples(st.sampled_from(["some", "every"]), NAMES, inner),
        st.tuples(st.just("not"), inner),
        st.tuples(st.sampled_from(["and", "or"]), inner, inner),
    ),
    max_leaves=5,
)


@settings(ASKED, max_examples=400)
@given(expression=EXPRESSIONS, values=HELD)
def test_both_halves_read_a_rule_alike(typescript: Half, expression: Any, values: dict[str, Any]) -> None:
    assert typescript("holds", expression=expression, values=values) == holds(expression, values)


def wrong_member(text: str) -> str | None:
    try:
        parse(text)
    except Unparseable as wrong:
        return wrong.at
    return None


@pytest.mark.parametrize(
    ("kind", "verb", "status", "values", "fields"),
    [
        ("improvement_measure", "complete", "verifying", {"effect": "等候时间缩短。"}, {"before", "after"}),
        ("improvement_measure", "complete", "verifying", {"effect": "等候时间缩短。", "before": "34", "after": "19"}, set()),
        ("improvement_plan", "verify", "executing", {"results": [{"metric": "别的指标", "before": "1", "after": "2"}]}, {"results"}),
    ],
)  # fmt: skip
def test_neither_half_closes_without_the_same_metric_before_and_after(
    typescript: Half, kind: str, verb: str, status: str, values: dict[str, Any], fields: set[str]
) -> None:
    definition = all_kinds()[kind].definition
    command = next(each for each in definition["life_cycle"]["commands"] if each["code"] == verb)
    held = {**all_kinds()[kind].example, "effect": "等候时间缩短。", **values}
    mine = validation.command_errors(definition, command, status, held, {}, None)
    assert {fault["field"] for fault in mine} == fields
    assert typescript("command", kind=kind, command=verb, status=status, values=held, args={}, reason=None) == mine


@ASKED
@given(data=st.data())
def test_both_halves_read_an_operation_alike(typescript: Half, data: st.DataObject) -> None:
    """MUST-1: what one half takes for an operation, so does the other; else both stumble over the same member."""
    operation = json.loads(data.draw(st.sampled_from([each["text"] for each in GOLDEN.values()])))
    member = data.draw(st.sampled_from([*operation, "base", "replaces", "deps", "command", "unknown"]))
    operation[member] = data.draw(
        st.one_of(TEXTS, PAINS, st.sampled_from([{"rev": 0}, {"after": "x"}, {"rev": 1, "after": 2}]))
    )
    text = json.dumps(operation)
    assert typescript("wrong", text=text) == wrong_member(text)


LETTERS = "张張章伟偉炜陈国國建ABab12é·• 　ＡB𠮷"
# What no edition of Unicode had assigned yet is a letter to one half and nothing to the other.
ASSIGNED = TEXTS.filter(lambda text: all(unicodedata.category(letter) != "Cn" for letter in text))
PEOPLE = st.one_of(st.text(st.sampled_from(LETTERS), max_size=12), ASSIGNED)
SOUNDS = {"zhang": "张章", "wei": "伟炜", "a": "陈", "ab": "国"}


@ASKED
@given(names=st.lists(PEOPLE, max_size=4), asked=PEOPLE, percent=st.integers(0, 100))
def test_both_halves_screen_a_name_alike(typescript: Half, names: list[str], asked: str, percent: int) -> None:
    entries = [{"id": str(place), "names": [name]} for place, name in enumerate(names)]
    known = {"variants": {"張": "张", "偉": "伟", "國": "国"}, "sounds": SOUNDS, "entries": entries}
    found = NameList(known).screen(asked, percent)
    told = typescript("screen", list=known, text=asked, percent=percent)
    assert told == {"result": found.result, "score": found.score, "hits": [vars(hit) for hit in found.hits]}
