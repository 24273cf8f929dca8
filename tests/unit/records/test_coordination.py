"""Tickets, hand-overs, meetings and found items (domain.md §2.0, §2.7)."""

from server.records import all_kinds
from tests.unit.records.steps import barred, capture, step

SIGNATURE = "sha256:" + "f6" * 32


def test_a_ticket_passed_on_names_another_department() -> None:
    answer = {"reply": "此事项不归本部门办理。", "result": "passed_on"}
    assert step("department_ticket", "reply", **answer) == {("passed_to", "passed_to_named")}
    assert step("department_ticket", "reply", **answer, passed_to="credit_dept") == {("passed_to", "passed_to_another")}
    assert step("department_ticket", "reply", **answer, passed_to="operations_dept") == set()


def test_an_escalated_ticket_can_still_be_answered() -> None:
    reply = next(each for each in all_kinds()["department_ticket"].life_cycle.commands if each.code == "reply")
    assert "escalated" in reply.source


def test_who_hands_over_does_not_take_over() -> None:
    assert barred("handover", "receive", "lobby_assistant") is None
    assert barred("handover", "receive", "lobby_manager", contributed=True) == "self_review"


def test_both_sign_a_hand_over() -> None:
    assert capture("handover", giver_signature=None) == {("giver_signature", "required")}
    taken = {"received_at": "2026-11-24T04:10:00.000Z"}
    assert step("handover", "receive", **taken) == {("receiver_signature", "required")}
    assert step("handover", "receive", **taken, receiver_signature=SIGNATURE) == set()


def test_a_hand_over_nobody_confirmed_in_time_is_put_before_the_branch_manager_and_can_still_be_confirmed() -> None:
    kind = all_kinds()["handover"]
    (due,) = [due for due in kind.dues if due.command]
    assert (due.field, due.command) == ("confirm_by", "alert")
    receive = next(each for each in kind.life_cycle.commands if each.code == "receive")
    assert set(receive.source) == {"handed", "overdue"}


def test_what_is_missing_or_out_of_order_at_a_hand_over_is_explained() -> None:
    assert capture("handover", keys=[{"item": "雨伞架钥匙", "count": 0, "complete": False}]) == {
        ("keys.0.note", "difference_explained")
    }
    machine = all_kinds()["handover"].example["devices"][0]["machine_id"]
    assert capture("handover", devices=[{"machine_id": machine, "state": "down"}]) == {
        ("devices.0.note", "device_trouble_explained")
    }


def test_a_task_of_a_meeting_has_an_owner_and_a_day() -> None:
    assert capture("meeting_note", tasks=[{"what": "更换地垫"}]) == {
        ("tasks.0.owner", "required"),
        ("tasks.0.due_on", "required"),
    }


def test_a_found_item_is_kept_by_two_people() -> None:
    assert capture("lost_item", keeper_two="王芳") == {("keeper_two", "two_keepers")}


def test_a_found_item_is_returned_only_against_a_check_and_a_signature() -> None:
    claimed = {"claimant": "林女士", "claimed_at": "2026-11-25T02:00:00.000Z", "claimant_signature": SIGNATURE}
    assert step("lost_item", "claim", **claimed, identity_checked=False) == {("identity_checked", "claim_checked")}
    assert step("lost_item", "claim", **claimed, identity_checked=True) == set()
    unsigned = {**claimed, "claimant_signature": None, "identity_checked": True}
    assert step("lost_item", "claim", **unsigned) == {("claimant_signature", "required")}
