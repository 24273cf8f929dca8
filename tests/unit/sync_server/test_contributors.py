"""Who counts as having worked on a record, and so may not judge it."""

from dataclasses import replace

from server.records.life_cycle import Command, LifeCycle, State
from server.services.record_policy import RecordPolicy
from sync.server.decide import decide
from tests.unit.sync_server.toy import ACTOR, MOMENT, TOY, operation, record, view

ROLES = ("lobby_manager",)
JUDGED = LifeCycle(
    "new",
    (State("new", "新", "New"), State("old", "旧", "Old"), State("seen", "已看", "Seen", final=True)),
    (
        Command("paint", "上色", "Paint", ("new",), None, ROLES, args=("finish",)),
        Command("give_back", "退回", "Return", ("new",), "old", ROLES, reason=True, not_author=True),
        Command("approve", "通过", "Approve", ("new", "old"), "seen", ROLES, not_author=True),
    ),
)
POLICY = RecordPolicy({"toy": replace(TOY, life_cycle=JUDGED)}, lambda *_: {}, {}, str)
ANOTHER = "00000000-0000-4000-8000-000000000009"


def taken(verb, known, **command):
    wanted = operation(f"toy.{verb}@1", base={"rev": 1}, command={"args": {}, **command})
    return decide(wanted, view(known), POLICY, MOMENT)


def made_by_another(**more):
    return replace(record(), created_by=ANOTHER, **more)


def test_who_works_on_a_record_contributes_to_it_once():
    after = taken("paint", made_by_another(), args={"finish": "matt"}).record
    assert after.contributors == [ACTOR]
    assert taken("paint", replace(after, rev=1), args={"finish": "gloss"}).record.contributors == [ACTOR]


def test_who_contributed_may_not_judge():
    decision = taken("approve", made_by_another(contributors=[ACTOR]))
    assert decision.receipt["code"] == "self_review"


def test_who_returned_a_record_may_judge_it_again():
    returned = taken("give_back", made_by_another(), reason="请补充指标").record
    assert list(returned.contributors) == []
    assert taken("approve", replace(returned, rev=1)).record.status == "seen"
