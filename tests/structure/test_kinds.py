"""One kind, one definition: every kind is complete, and nothing shared knows any kind by name."""

import re
from pathlib import Path

import pytest

from server.domain.departments import DEPARTMENTS
from server.domain.roles import BY_CODE as ROLES
from server.records import all_kinds
from sync.fields import TYPES
from sync.identifiers import FORMATS
from sync.masking import MASKS
from sync.rules import fields_of

ROOT = Path(__file__).resolve().parents[2]
KINDS = all_kinds()
SYSTEM = "system"
OF_KINDS = re.compile(r"/documents/deliverables/|/kpi/definitions/")
FORBIDDEN = re.compile(
    r"\bpin\b|password|cvv|card_?(no|number)|track|otp|fingerprint|face_?(image|template)|密码|卡号|磁道|指纹|人脸"
)
SHARED_REGEX = re.compile(r"^(?:[^\\(]|\\[+.\-/\\]|\((?:\?:)?)*$")


def each_kind(test):
    return pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.code)(test)


def test_codes_and_number_prefixes_are_unique():
    prefixes = [kind.prefix for kind in KINDS.values()]
    assert len(set(prefixes)) == len(prefixes)


@each_kind
def test_every_text_for_people_exists_in_both_languages(kind):
    life_cycle = kind.life_cycle.meta()
    named = [kind, *kind.fields, *kind.rules, *kind.starts]
    texts = [(each.zh, each.en) for each in named]
    texts += [(option.zh, option.en) for field in kind.fields for option in field.options]
    texts += [(each["zh"], each["en"]) for each in [*life_cycle["states"], *life_cycle["commands"]]]
    assert all(zh.strip() and en.strip() for zh, en in texts)


@each_kind
def test_field_types_and_masks_are_known(kind):
    known = [field for each in kind.fields for field in (each, *each.columns)]
    assert {field.type for field in known} <= set(TYPES)
    assert {field.mask for field in known if field.mask} <= set(MASKS)
    assert {field.format for field in known if field.format} <= set(FORMATS)


@each_kind
def test_personal_fields_are_masked(kind):
    """What can be read off as it stands is masked. Sums and choices are needed to do the work and have no half-hidden form;
    pictures and signatures are names of blobs, which are opened by right."""
    asked = [field for each in kind.fields for field in (each, *each.columns) if field.type in ("text", "date", "ref")]
    assert [field.code for field in asked if field.privacy == "C2" and not field.mask] == []


@each_kind
def test_no_field_can_hold_what_the_tablet_must_not_hold(kind):
    held = [text for field in kind.fields for text in (field.code, field.zh, field.en.lower())]
    assert [text for text in held if FORBIDDEN.search(text)] == []


@each_kind
def test_everything_named_in_a_definition_exists(kind):
    fields = set(kind.by_code)
    commands = kind.life_cycle.meta()["commands"]
    states = {state["code"] for state in kind.life_cycle.meta()["states"]}
    named = {kind.columns.title, *kind.columns.subtitle, *kind.search}
    named |= {name for command in commands for name in (*command["args"], *command["required"])}
    named |= {rule.each or rule.field for rule in kind.rules} | {derived.field for derived in kind.derived}
    if kind.quick:
        named |= {*kind.quick.fields, *kind.quick.last_used, *(prefill.to for prefill in kind.quick.prefill)}
    if kind.inbox:
        named |= {kind.inbox.department_field, kind.inbox.due_field}
    assert named <= fields
    read = {name for rule in kind.rules for part in (rule.when, rule.must) if part for name in fields_of(part)}
    masked = [field for each in kind.fields for field in (each, *each.columns)]
    read |= {name for field in masked if field.public_when for name in fields_of(field.public_when)}
    columns = {column.code for field in kind.fields for column in field.columns}
    assert read <= fields | columns | {"status"}
    assert {rule.field for rule in kind.rules if rule.each} <= columns
    assert {field.row_key for field in kind.fields if field.row_key} <= columns
    assert {kind.life_cycle.created} <= states
    assert {state for command in commands for state in command["from"]} <= states
    assert {command["to"] for command in commands if command["to"]} <= states
    assert {role for command in commands for role in command["roles"]} | set(kind.capture_roles) <= set(ROLES) | {
        SYSTEM
    }
    assert {start.kind for start in kind.starts} <= set(KINDS)


@each_kind
def test_a_quick_capture_asks_for_everything_a_capture_needs(kind):
    if kind.quick:
        asked = {*kind.quick.fields, *(prefill.to for prefill in kind.quick.prefill)}
        given = {field.code for field in kind.fields if field.default is not None}
        assert {field.code for field in kind.fields if field.required and not field.derived} <= asked | given


@each_kind
def test_patterns_mean_the_same_in_both_languages(kind):
    patterns = [field.pattern for field in kind.fields if field.pattern]
    assert [pattern for pattern in patterns if not SHARED_REGEX.match(pattern)] == []
    assert [pattern for pattern in patterns if re.search(r"\\[wdsb]", pattern)] == []


def shared_sources():
    """Every source file but the definitions, and what is named after a kind (its own form, screen,
    template or test); a deliverable is made of the kinds it prints, the definition of a KPI of those it counts."""
    for folder in ("server", "sync", "pwa/src"):
        for path in (ROOT / folder).rglob("*"):
            inside = path.relative_to(ROOT).as_posix()
            if path.suffix not in {".py", ".ts", ".vue"} or "/generated/" in inside or "__pycache__" in inside:
                continue
            if not named_after_a_kind(path) and not OF_KINDS.search(inside):
                yield path


def named_after_a_kind(path):
    plain = re.sub(r"[^a-z]", "", path.stem.lower())
    camel = {kind.replace("_", "") for kind in KINDS}
    return any(plain.startswith(name) for name in camel) or any(
        part.replace("-", "").replace("_", "") in camel for part in path.parts
    )


@pytest.mark.parametrize("code", KINDS)
def test_no_shared_source_names_a_kind(code):
    literal = re.compile(rf"['\"`]{code}(\.[a-z_]+(@\d+)?)?['\"`]|records\.{code}\b|records import .*\b{code}\b")
    found = [path.relative_to(ROOT).as_posix() for path in shared_sources() if literal.search(path.read_text("utf-8"))]
    assert found == [], "shared code reads a kind's declarations and never its name"


def test_departments_are_the_twelve_of_the_bank():
    assert len(DEPARTMENTS) == 12
