"""What becomes of operations on both databases: order, waiting, rights, clocks, merging, numbers."""

from datetime import timedelta

import pytest

from tests.pushes import pen_of


@pytest.fixture
def world(world_on_both):
    return world_on_both


@pytest.fixture
def pen(world):
    return pen_of(world)


def verdicts(receipts):
    return [receipt["verdict"] for receipt in receipts]


def test_what_comes_before_its_base_waits_for_it(pen):
    """MUST-4, MUST-12, MUST-15."""
    captured = pen.create("consultation")
    answered = pen.command(captured, "answer", {"after": captured["op_id"]}, solution="已说明办理条件。")
    linked = pen.create("department_ticket") | {"deps": [answered["op_id"]]}
    assert pen.push(answered)[0] | {"hash": 0} == {
        "op_id": answered["op_id"],
        "hash": 0,
        "device_id": pen.tablet.device_id,
        "op_seq": 2,
        "verdict": "deferred",
        "code": "missing_dep",
        "waits_for": captured["op_id"],
        "decided_at": pen.push(answered)[0]["decided_at"],
    }
    assert verdicts(pen.push(linked)) == ["deferred"]
    assert verdicts(pen.push(captured)) == ["applied"]
    told = {item["receipt"]["op_id"]: item["receipt"] for item in pen.pull_items() if item["t"] == "receipt"}
    assert {told[each["op_id"]]["verdict"] for each in (answered, linked)} == {"applied"}
    assert verdicts(pen.push(answered, linked)) == ["applied", "applied"]


def test_what_waits_for_each_other_waits(pen):
    """MUST-12: and costs no endless round."""
    one, two = pen.create("lost_item"), pen.create("lost_item")
    one["deps"], two["deps"] = [two["op_id"]], [one["op_id"]]
    assert verdicts(pen.push(one, two)) == ["deferred", "deferred"]


def test_what_a_refused_one_held_up_follows_its_correction(pen):
    """MUST-6, MUST-13."""
    refused = pen.create("consultation", question=None)
    answered = pen.command(refused, "answer", {"after": refused["op_id"]}, solution="已说明办理条件。")
    closed = pen.command(refused, "close", {"after": answered["op_id"]}, outcome="resolved")
    receipts = pen.push(refused, answered, closed)
    assert verdicts(receipts) == ["rejected", "blocked", "blocked"]
    assert (receipts[1]["by"], receipts[2]["by"]) == (refused["op_id"], answered["op_id"])
    corrected = pen.create("consultation", refused["record_id"]) | {"replaces": refused["op_id"]}
    assert verdicts(pen.push(corrected)) == ["applied"]
    assert verdicts(pen.push(refused, answered, closed)) == ["rejected", "applied", "applied"]
    (record,) = [item for item in pen.pull_items() if item["t"] == "record"]
    assert (record["status"], record["rev"]) == ("closed", 3)


def test_a_correction_of_what_took_effect_holds_up_nothing(pen):
    """MUST-6."""
    captured = pen.create("consultation")
    again = pen.create("consultation", captured["record_id"]) | {"replaces": captured["op_id"]}
    answered = pen.command(captured, "answer", {"after": captured["op_id"]}, solution="已说明办理条件。")
    assert verdicts(pen.push(captured, again, answered)) == ["applied", "rejected", "applied"]


def test_a_type_nobody_knows_yet_waits(pen):
    """MUST-5."""
    receipts = pen.push(pen.write("moon_landing.create@1", pen.new_id()), pen.write("lost_item.create@9", pen.new_id()))
    assert [(each["verdict"], each["code"]) for each in receipts] == [("deferred", "unknown_type")] * 2


def test_numbers_are_given_without_a_gap(pen):
    receipts = pen.push(*(pen.create("lost_item") for _ in range(3)), pen.create("lost_item", item=None))
    receipts += pen.push(pen.create("lost_item"), pen.create("consultation"))
    day = "260302"
    assert [each.get("no") for each in receipts] == [
        *(f"SW-0113-{day}-000{number}" for number in (1, 2, 3)),
        None,
        f"SW-0113-{day}-0004",
        f"ZX-0113-{day}-0001",
    ]


def test_a_number_bears_the_banks_day(world, pen):
    world.clock.now = world.clock.now.replace(hour=16, minute=30)  # half past midnight in Shanghai
    assert pen.push(pen.create("lost_item"))[0]["no"] == "SW-0113-260303-0001"


def test_captures_are_judged_by_their_grant_and_steps_by_present_rights(world, pen):
    """MUST-18."""
    captured = pen.create("consultation")
    answered = pen.command(captured, "answer", {"after": captured["op_id"]}, solution="已说明办理条件。")
    assert verdicts(pen.push(captured)) == ["applied"]
    admin = world.sign_in("admin")
    changed = admin.send("PATCH", f"/api/users/{pen.tablet.user_id}", {"active": False})
    assert changed.status_code == 200, changed.text
    receipts = pen.push(answered, pen.create("lost_item"))
    assert [each["code"] for each in receipts] == ["grant_revoked", "grant_revoked"]


def test_what_a_department_answers_nobody_else_captures_or_corrects(world, pen):
    """Separation of duties: a field that only the addressed department's steps set is refused elsewhere, and kept."""
    answered = pen.create("department_ticket", reply="同意，可以办理。", result="solved")
    asked = pen.create("department_ticket")
    group = {"reply": (None, "同意，可以办理。"), "result": (None, "solved")}
    receipts = pen.push(answered, asked, pen.update(asked, {"after": asked["op_id"]}, **group))
    assert verdicts(receipts) == ["rejected", "applied", "rejected"]
    assert [(each["code"], each["field"]) for each in (receipts[0], receipts[2])] == [("department_only", "reply")] * 2


def test_a_cause_of_being_void_is_said_only_when_declaring_it(world, pen):
    """The error rate counts records void for an operating error; one that stands has no such cause."""
    captured = pen.create("lost_item", void_cause="operating_error")
    asked = pen.create("lost_item")
    receipts = pen.push(
        captured, asked, pen.update(asked, {"after": asked["op_id"]}, void_cause=(None, "operating_error"))
    )
    assert [each.get("code") for each in receipts] == ["void_only", None, "void_only"]


def test_a_role_without_the_right_is_refused_and_kept(world, pen):
    """MUST-18."""
    ticket = pen.create("department_ticket")
    assert verdicts(pen.push(ticket, pen.command(ticket, "void", {"rev": 1}, "重复"))) == ["applied", "rejected"]


def test_a_capture_after_its_grant_ran_out_is_refused_and_kept(world, pen):
    """MUST-33."""
    world.clock.pass_by(hours=71)
    early = pen.create("lost_item")
    world.clock.pass_by(hours=2)
    late = pen.create("lost_item")
    assert [each.get("code") for each in pen.push(early, late)] == [None, "grant_expired"]


def test_a_wrong_clock_costs_no_capture_and_is_marked(world, pen):
    """MUST-31, MUST-32, I16."""
    years = timedelta(days=3650)
    real = world.clock.now
    operations = []
    for wrong in (real + years, real - years, real):
        operations.append(
            pen.create("lost_item") | {"occurred_at": wrong.isoformat(timespec="milliseconds")[:-6] + "Z"}
        )
    assert verdicts(pen.push(*operations)) == ["applied"] * 3
    items = {item["id"]: item for item in pen.pull_items()}
    shown = [items[each["record_id"]] for each in operations]
    assert [item["doubtful"] for item in shown] == [True, True, False]
    assert {item["at"][:10] for item in shown} == {"2026-03-02"}


def test_a_corrected_capture_keeps_the_time_it_happened(world, pen):
    """MUST-31: what replaces an operation happened when that one did, though the tablet did other things since."""
    refused = pen.create("consultation", question=None)
    world.clock.pass_by(hours=1)
    pen.push(refused, pen.create("lost_item"))
    happened = {"occurred_at": refused["occurred_at"], "replaces": refused["op_id"]}
    corrected = pen.create("consultation", refused["record_id"]) | happened
    after = pen.create("lost_item")
    assert verdicts(pen.push(corrected, after)) == ["applied", "applied"]
    items = {item["id"]: item for item in pen.pull_items()}
    assert (items[refused["record_id"]]["at"], items[refused["record_id"]]["doubtful"]) == (
        refused["occurred_at"],
        False,
    )
    assert items[after["record_id"]]["doubtful"] is False


def test_a_group_is_taken_together_or_not_at_all(world, pen):
    """MUST-22, I10: the same group changed at two of its fields is one conflict, though no field changed twice."""
    other = pen_of(world, "lobby2")
    captured = pen.create("lost_item")
    pen.push(captured)
    group = {code: captured["patch"][code]["to"] for code in ("category", "locker", "keeper_one", "keeper_two")}
    mine = {code: [value, value] for code, value in group.items()} | {"locker": [group["locker"], "3 号柜"]}
    theirs = {code: [value, value] for code, value in group.items()} | {"category": ["other", "phone"]}
    assert verdicts(pen.push(pen.update(captured, {"rev": 1}, **mine))) == ["applied"]
    (receipt,) = other.push(other.update(captured, {"rev": 1}, **theirs))
    assert receipt["verdict"] == "conflict"
    (conflict,) = [item for item in pen.pull_items() if item["t"] == "conflict"]
    assert set(conflict["fields"]) >= set(group)
    assert conflict["fields"]["keeper_one"] == ["王**"] * 3, "masked as everywhere"


def test_disjoint_corrections_merge_and_meeting_ones_conflict(world, pen):
    """MUST-21, MUST-23, I10, I11."""
    other = pen_of(world, "lobby2")
    captured = pen.create("lost_item", notice_at=None)
    pen.push(captured)
    base, was = {"rev": 1}, captured["patch"]
    pen.push(pen.update(captured, base, item=[was["item"]["to"], "蓝色折叠伞"]))
    receipts = other.push(
        other.update(captured, base, place=[was["place"]["to"], "门口"]),
        other.update(captured, base, item=[was["item"]["to"], "蓝色折叠伞"]),
        other.update(captured, base, item=[was["item"]["to"], "绿色折叠伞"]),
    )
    assert verdicts(receipts) == ["merged", "merged", "conflict"]
    items = pen.pull_items()
    (record,) = [item for item in items if item["t"] == "record"]
    assert (record["values"]["item"], record["values"]["place"]) == ("蓝色折叠伞", "门口")
    (conflict,) = [item for item in items if item["t"] == "conflict"]
    assert conflict["fields"] == {"item": [was["item"]["to"], "绿色折叠伞", "蓝色折叠伞"]}
    assert conflict["id"] == receipts[2]["conflict_id"]


def test_a_person_settles_a_conflict_and_what_it_held_up_goes_on(world, pen):
    """MUST-25, MUST-6."""
    other = pen_of(world, "lobby2")
    captured = pen.create("lost_item", notice_at=None)
    pen.push(captured)
    was = captured["patch"]["item"]["to"]
    pen.push(pen.update(captured, {"rev": 1}, item=[was, "蓝色折叠伞"]))
    mine = other.update(captured, {"rev": 1}, item=[was, "绿色折叠伞"])
    then = other.update(captured, {"after": mine["op_id"]}, place=["填单台旁", "门口"])
    assert verdicts(other.push(mine, then)) == ["conflict", "blocked"]
    args = {"conflict_id": mine["op_id"], "choose": {"item": "mine"}}
    chosen = other.command(captured, "resolve", {"rev": 2}, **args) | {"replaces": mine["op_id"]}
    assert verdicts(other.push(chosen)) == ["applied"]
    assert verdicts(other.push(then)) == ["applied"]
    items = pen.pull_items()
    (record,) = [item for item in items if item["t"] == "record"]
    assert (record["values"]["item"], record["values"]["place"]) == ("绿色折叠伞", "门口")
    assert [item["resolved_by"] for item in items if item["t"] == "conflict"] == [chosen["op_id"]]


def test_of_two_people_who_settle_one_conflict_the_first_stands(world, pen):
    """MUST-6, MUST-25: a refused resolution takes no place from one that took effect."""
    other = pen_of(world, "lobby2")
    captured = pen.create("lost_item", notice_at=None)
    pen.push(captured)
    was = captured["patch"]["item"]["to"]
    pen.push(pen.update(captured, {"rev": 1}, item=[was, "蓝色折叠伞"]))
    mine = other.update(captured, {"rev": 1}, item=[was, "绿色折叠伞"])
    other.push(mine)
    for each in (other, pen):
        args = {"conflict_id": mine["op_id"], "choose": {"item": "mine"}}
        each.push(each.command(captured, "resolve", {"rev": 2}, **args) | {"replaces": mine["op_id"]})
    then = other.update(captured, {"after": mine["op_id"]}, place=["填单台旁", "门口"])
    assert verdicts(other.push(then)) == ["applied"]


def test_a_step_that_came_too_late_is_a_conflict(world, pen):
    """MUST-24."""
    other = pen_of(world, "lobby2")
    captured = pen.create("consultation")
    pen.push(captured, pen.command(captured, "answer", {"rev": 1}, solution="已说明办理条件。"))
    receipts = other.push(
        other.command(captured, "answer", {"rev": 1}, solution="请到柜台办理。"),
        other.command(captured, "answer", {"rev": 1}, solution="已说明办理条件。"),
    )
    assert verdicts(receipts) == ["conflict", "merged"]
    (conflict,) = [item for item in pen.pull_items() if item["t"] == "conflict"]
    assert set(conflict["fields"]) == {"solution", "status"}
