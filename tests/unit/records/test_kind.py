"""Rules that hold for every kind, and for the mechanism, shown on a toy kind that no real one can break."""

import pytest
from marshmallow import ValidationError

from server.records import all_kinds
from server.records.contributions import ListColumns, Retention, Rule
from server.records.field import choice, person, text
from server.records.kind import Kind
from server.records.life_cycle import Command, LifeCycle, State
from server.records.schema import build_schema

TOY = Kind(
    code="toy",
    zh="玩具",
    en="Toy",
    prefix="WJ",
    icon="toy",
    order=1,
    capture_roles=("lobby_manager",),
    fields=(
        text("what", "名称", "What", min=2, max=4, required=True),
        choice("colour", "颜色", "Colour", (("red", "红", "Red"), ("blue", "蓝", "Blue")), group="looks"),
        text("finish", "表面", "Finish", max=10, group="looks"),
        person("owner", "主人", "Owner"),
    ),
    rules=(
        Rule(
            "red_is_owned",
            "owner",
            when=("eq", "colour", "red"),
            must=("present", "owner"),
            zh="红的有主。",
            en="Owned.",
        ),
    ),
    life_cycle=LifeCycle(
        "new",
        (State("new", "新", "New"), State("old", "旧", "Old", final=True)),
        (Command("age", "变旧", "Age", ("new",), "old", ("lobby_manager",), args=("finish",), required=("finish",)),),
    ),
    columns=ListColumns("what"),
    search=("what",),
    retention=Retention(1, "house rule", house=True),
    example={"what": "陀螺"},
)


def codes(errors):
    return {(error.field, error.code) for error in errors}


def test_a_capture_without_a_required_field_is_refused_at_that_field():
    assert codes(TOY.capture_errors({})) == {("what", "required")}


def test_a_wrong_value_is_named_before_what_is_missing():
    assert codes(TOY.capture_errors({"colour": "green"})) == {("colour", "not_a_choice")}


def test_an_unknown_field_is_refused():
    assert codes(TOY.capture_errors({"what": "陀螺", "pin": "123456"})) == {("pin", "unknown_field")}


def test_a_broken_cross_field_rule_is_told_at_its_field():
    assert codes(TOY.capture_errors({"what": "陀螺", "colour": "red"})) == {("owner", "red_is_owned")}


def test_a_message_names_the_field_and_its_bounds_in_both_languages():
    (error,) = TOY.capture_errors({"what": "一"})
    assert (error.zh, error.en) == ("名称至少 2 个字。", "What needs at least 2 characters.")


def test_fields_of_a_group_travel_together():
    assert TOY.group_of("colour") == ("colour", "finish")
    assert TOY.group_of("what") == ("what",)


def test_personal_fields_are_masked_and_others_are_not():
    assert TOY.masked({"what": "陀螺", "owner": "张三"}) == {"what": "陀螺", "owner": "张**"}


def test_every_kind_is_declared_void_for_one_of_the_same_causes_and_in_words_if_somebody_wants():
    void = TOY.life_cycle.meta()["commands"][-1]
    assert (void["code"], void["to"], void["roles"]) == ("void", "voided", ["ops_supervisor"])
    assert (void["args"], void["required"], void["reason"], void["words"]) == (
        ["void_cause"],
        ["void_cause"],
        False,
        True,
    )
    assert "operating_error" in [option.code for option in TOY.by_code["void_cause"].options]


def test_the_schema_refuses_with_the_same_codes():
    with pytest.raises(ValidationError) as refused:
        build_schema(TOY)().load({"what": "一", "colour": "green"})
    assert refused.value.messages == {"what": ["too_short"], "colour": ["not_a_choice"]}


@pytest.mark.parametrize("kind", all_kinds().values(), ids=lambda kind: kind.code)
def test_the_example_of_a_kind_is_a_valid_capture(kind):
    assert kind.capture_errors(kind.normalised(kind.example)) == []
