"""What a kind declares for the shared machinery holds together: everything it names exists, and means what it is used for."""

from pathlib import Path

import pytest

from server.documents.discovery import all_documents
from server.domain.departments import DEPARTMENTS
from server.domain.roles import PERMISSIONS
from server.records import all_kinds
from server.records.kind import NOWHERE
from server.services.derive_rules import ALL as RULES
from server.services.derive_rules import NEIGHBOURS
from sync.rules import fields_of

ROOT = Path(__file__).resolve().parents[2]
KINDS = all_kinds()
AGENT, SYSTEM = "department_agent", "system"
CODES = {department.code for department in DEPARTMENTS}


def each_kind(test):
    return pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.code)(test)


def states(kind):
    return {state["code"] for state in kind.life_cycle.meta()["states"]}


def named(kind, commands):
    return {command.code: command for command in kind.life_cycle.commands if command.code in commands}


@each_kind
def test_steps_of_a_department_are_its_agents_and_decided_online(kind):
    steps = [command for command in kind.life_cycle.commands if command.department or command.department_only]
    assert {command.department for command in steps if command.department} <= CODES
    assert [command.code for command in steps if set(command.roles) != {AGENT} or command.offline] == []


@each_kind
def test_who_may_not_check_is_named_by_a_field_of_accounts(kind):
    fields = {field for command in kind.life_cycle.commands for field in command.not_by}
    assert {kind.by_code[field].reference for field in fields} <= {"user"}


@each_kind
def test_what_is_quoted_stands_in_the_record_that_is_named_beside_it(kind):
    for field in kind.fields:
        if field.quotes is None:
            continue
        of, _, key = field.quotes.partition(".")
        other = KINDS[kind.by_code[of].reference.removeprefix("record:")]
        assert (other.by_code[key].type, kind.by_code[of].group) == (field.type, field.group)
        assert field.group is not None, "one may not change without the other"
        for command in kind.life_cycle.commands:
            assert (of in command.args) == (field.code in command.args), command.code


@each_kind
def test_no_rule_holds_by_an_age_that_may_not_be_verified(kind):
    ages = {each.field for each in kind.derived if each.rule in ("linked_age_group", "age_group")}
    blocking = [fields_of(part) for rule in kind.rules for part in (rule.when, rule.must) if part is not None]
    assert ages.isdisjoint(set().union(*blocking))


@each_kind
def test_dues_name_moments_states_and_steps_of_the_system(kind):
    assert {kind.by_code[due.field].type for due in kind.dues} <= {"date", "datetime"}
    assert {state for due in kind.dues for state in due.states} <= states(kind)
    steps = named(kind, {due.command for due in kind.dues})
    for due in kind.dues:
        if due.command:
            assert steps[due.command].roles == (SYSTEM,)
            assert set(due.states) <= set(steps[due.command].source)


@each_kind
def test_what_makes_a_record_urgent_is_one_choice_of_a_field(kind):
    if kind.urgent is not None:
        field, value = kind.urgent
        assert value in {option.code for option in kind.by_code[field].options}
        assert kind.is_urgent({field: value})
        assert not kind.is_urgent({})


@each_kind
def test_keys_name_fields_with_one_plain_value(kind):
    types = {kind.by_code[field].type for key in kind.keys for field in key.fields}
    assert types.isdisjoint({"rows", "photos", "signature"})


@each_kind
def test_derived_fields_have_a_rule_and_arguments_that_exist(kind):
    assert {derived.rule for derived in kind.derived} <= set(RULES)
    assert {field.code for field in kind.fields if field.derived} == {derived.field for derived in kind.derived}
    sources = {source for derived in kind.derived for source in derived.arguments.values() if source[:1] != "="}
    assert sources <= set(kind.by_code)
    keys = {source[1:] for derived in kind.derived for name, source in derived.arguments.items() if name == "key"}
    assert keys <= {key.name for key in kind.keys}


@each_kind
def test_starts_fill_fields_of_their_target_from_what_there_is(kind):
    columns = {column.code for field in kind.fields for column in field.columns}
    for start in kind.starts:
        target = KINDS[start.kind].by_code
        assert set(start.values) <= set(target)
        sources = [source for source in start.values.values() if source != "@record" and source[:1] != "="]
        assert {source.partition(".")[0] for source in sources} <= set(kind.by_code)
        assert start.when is None or fields_of(start.when) <= {*kind.by_code, *columns, "status"}
        assert start.then is None or named(kind, {start.then})


@each_kind
def test_what_opens_by_itself_has_all_it_needs(kind):
    for start in kind.starts:
        if start.auto:
            needed = {field.code for field in KINDS[start.kind].fields if field.required}
            assert start.when is not None
            assert needed <= set(start.values)


@each_kind
def test_customer_forms_ask_for_fields_of_the_kind(kind):
    for form in kind.customer_forms:
        assert set(form.fields) <= set(kind.by_code)
        assert form.command is None or set(form.fields) <= set(named(kind, {form.command})[form.command].args)


@each_kind
def test_a_form_behind_a_link_is_found_by_a_key_of_its_own_and_takes_a_step(kind):
    for form in kind.customer_forms:
        if form.by_link is not None:
            assert form.command is not None
            assert any(key.fields == (form.by_link,) and key.unique for key in kind.keys)


@each_kind
def test_records_of_any_field_are_of_a_kind_there_is(kind):
    columns = [column for field in kind.fields for column in field.columns]
    to = {field.reference.partition(":")[2] for field in [*kind.fields, *columns] if ":" in (field.reference or "")}
    assert to <= set(KINDS)


@each_kind
def test_what_only_a_department_reads_leaves_no_trace_elsewhere(kind):
    if kind.readers is not None or kind.sealed:
        assert (kind.scope, kind.readers in CODES) == (NOWHERE, True)
        assert (kind.documents, kind.search, kind.starts) == ((), (), ())


def test_one_kind_is_the_spine_of_a_visit():
    assert len([kind for kind in KINDS.values() if kind.spine]) == 1


@each_kind
def test_a_new_kind_touches_one_file(kind):
    """Its definition. That no shared file names a kind is held by test_kinds.py; screens of its own are found by their folder."""
    folder = ROOT / "server" / "records" / "kinds"
    defining = [path.stem for path in folder.glob("*.py") if f'code="{kind.code}",' in path.read_text("utf-8")]
    assert kind.code in defining
    assert defining == [kind.code]


@each_kind
def test_what_many_may_scan_names_a_form_and_fields_that_exist(kind):
    states = {state.code for state in kind.life_cycle.states}
    for link in kind.public_links:
        made = KINDS[link.kind]
        assert link.form in {form.code for form in made.customer_forms}
        assert {*link.prepared, *link.states} <= states
        assert {link.until, link.about, link.field} <= set(kind.by_code)
        assert kind.by_code[link.field].derived
        assert any(key.fields == (link.field,) for key in kind.keys)
        assert set(link.values) <= set(made.by_code)
        assert link.when is None or fields_of(link.when) <= {*kind.by_code, "status"}


@each_kind
def test_what_follows_from_other_records_says_which_and_until_when(kind):
    for each in (declared for declared in kind.derived if declared.follows):
        assert set(each.follows) <= states(kind)
        if "of" in each.arguments:
            assert (kind.by_code[each.arguments["of"]].reference or "").startswith("record:")
        else:
            assert each.arguments["key"].removeprefix("=") in {key.name for key in kind.keys}
            assert each.rule in NEIGHBOURS
    # Looking again is no step of the record: rules that count or note steps would take it for one.
    counting = {"version", "screened", "screened_version", "runners"}
    assert not any(each.follows for each in kind.derived) or counting.isdisjoint({each.rule for each in kind.derived})


def test_who_alone_may_read_a_document_is_said_by_a_permission():
    assert {each.readers for each in all_documents().values() if each.readers} <= set(PERMISSIONS)
