"""A pull on both databases: everything once, in order, to whoever may carry it."""

import gzip
import json
import threading
from hashlib import sha256

import pytest

from tests.pushes import pen_of
from tests.worlds import PASSWORD


@pytest.fixture
def world(world_on_both):
    return world_on_both


@pytest.fixture
def pen(world):
    return pen_of(world)


def floor_of(pen):
    return f"branch:{pen.tablet.branch_id}:floor"


def scope_named(page, name):
    return next(each for each in page["scopes"] if each["scope"] == name)


def test_a_record_comes_masked_with_its_number_and_its_author(pen):
    """MUST-39."""
    captured = pen.create("lost_item")
    (receipt,) = pen.push(captured)
    (item,) = pen.pull_items()
    assert item["values"]["keeper_one"] == "王**"
    assert (item["t"], item["id"], item["rev"], item["no"]) == ("record", captured["record_id"], 1, receipt["no"])
    assert (item["created_by_name"], item["captured_offline"], item["documents"]) == ("测试lobby", True, [])


def test_a_thing_that_changed_often_comes_once_at_its_newest_place(pen):
    """MUST-35."""
    first, second = pen.create("consultation"), pen.create("lost_item")
    pen.push(first, second)
    pen.push(pen.command(first, "answer", {"rev": 1}, solution="已说明办理条件。"))
    page = pen.pull()
    floor = scope_named(page, floor_of(pen))
    assert [item["id"] for item in floor["items"]] == [second["record_id"], first["record_id"]]
    assert (floor["from"], floor["to"], floor["head"], page["more"]) == (0, 3, 3, False)


def test_a_cursor_brings_only_what_is_new(pen):
    """MUST-34, I6."""
    pen.push(pen.create("lost_item"))
    assert len(pen.pull_items()) == 1
    assert pen.pull_items() == []
    pen.push(pen.create("lost_item"))
    assert len(pen.pull_items()) == 1


def test_many_records_come_in_pages_of_a_thousand(pen):
    """MUST-35, I9."""
    for _ in range(3):
        pen.push(*(pen.create("lost_item") for _ in range(400)))
    first, second = pen.pull(), pen.pull()
    assert [len(scope_named(page, floor_of(pen))["items"]) for page in (first, second)] == [1000, 200]
    assert (first["more"], second["more"]) == (True, False)


def test_an_answer_holds_no_more_than_a_mebibyte(pen):
    """MUST-35."""
    for _ in range(2):
        pen.push(*(pen.create("consultation", question="汉" * 500, solution="字" * 500) for _ in range(250)))
    answer = pen.tablet.get("/sync/pull")
    assert 900_000 < len(answer.data) < 1_100_000
    assert answer.json["more"] is True
    assert len(pen.pull_items()) == 500


def test_a_check_is_the_count_and_hash_of_what_the_scope_holds(pen):
    """MUST-37."""
    captured = [pen.create("lost_item") for _ in range(3)]
    pen.push(
        *captured,
        pen.update(captured[0], {"after": captured[0]["op_id"]}, item=[captured[0]["patch"]["item"]["to"], "黑伞"]),
    )
    lines = sorted(f"{each['record_id']}:{2 if each is captured[0] else 1}\n" for each in captured)
    check = scope_named(pen.pull(verify=True), floor_of(pen))["check"]
    assert check == {"count": 3, "hash": sha256("".join(lines).encode()).hexdigest()}


def test_a_scope_that_is_not_ones_own_is_gone(world, pen):
    """MUST-36, I12."""
    foreign = f"branch:{world.other_branch().id}:floor"
    pen.pull()
    pen.cursors[foreign] = 0
    page = pen.pull()
    assert scope_named(page, foreign) == {"scope": foreign, "gone": True}


def test_only_supervisors_carry_the_supervisors_scope(world, pen):
    """MUST-36, I12."""
    scope = f"branch:{pen.tablet.branch_id}:supervisor"
    before = pen.pull()
    assert scope not in [each["scope"] for each in before["scopes"]]
    pen.tablet.sign_in(world.person("supervisor").username, PASSWORD)
    after = pen.pull()
    assert scope in [each["scope"] for each in after["scopes"]]
    assert before["entitlement"] != after["entitlement"]


def test_another_branch_sees_nothing(world, pen):
    """I12."""
    pen.push(pen.create("lost_item"))
    stranger = pen_of(world, tablet=world.signed_in_tablet("lobby", world.other_branch()))
    assert stranger.pull_items() == []


def test_another_branchs_record_cannot_be_touched(world, pen):
    captured = pen.create("lost_item")
    pen.push(captured)
    stranger = pen_of(world, tablet=world.signed_in_tablet("lobby", world.other_branch()))
    (receipt,) = stranger.push(stranger.update(captured, {"rev": 1}, item=[None, "黑伞"]))
    assert (receipt["verdict"], receipt["code"]) == ("rejected", "no_such_record")


def test_cursors_of_another_epoch_start_again(world, pen):
    """MUST-38."""
    pen.push(pen.create("lost_item"))
    pen.pull()
    world.services.parts["sync"].begin_epoch(world.clock())
    again = pen.pull()
    assert len(scope_named(again, floor_of(pen))["items"]) == 1
    assert again["epoch"] == world.services.epoch()


def test_a_cursor_beyond_the_head_starts_again(pen):
    pen.push(pen.create("lost_item"))
    pen.pull()
    pen.cursors[floor_of(pen)] = 99
    assert len(pen.pull_items()) == 1


def test_a_pull_needs_a_session_that_may_pull(world, pen):
    pen.tablet.client.delete_cookie("lobbybook")
    assert pen.tablet.get("/sync/pull").json["code"] == "not_signed_in"
    desk = world.sign_in("credit")
    headers = pen.tablet.headers("GET", "/sync/pull", b"")
    assert desk.client.get("/sync/pull", headers=headers).json["code"] == "not_permitted"


def test_a_session_of_another_branch_pulls_nothing_here(world, pen):
    """I12."""
    stranger = world.sign_in("lobby", world.other_branch())
    headers = pen.tablet.headers("GET", "/sync/pull", b"")
    assert stranger.client.get("/sync/pull", headers=headers).json["code"] == "wrong_branch"


@pytest.mark.parametrize(
    "cursor", ["x", "branch:1:floor~-1", "branch:1:floor~1e3", "branch:1:floor", "branch:1:floor~9" + "9" * 30]
)
def test_a_cursor_of_another_shape_is_refused(pen, cursor):
    pen.pull()
    answer = pen.tablet.get(f"/sync/pull?epoch={pen.epoch}&c={cursor}")
    assert (answer.status_code, answer.json["code"]) == (400, "bad_request")


def test_a_conflict_that_holds_half_a_character_hinders_no_pull(pen):
    """I5, MUST-34: what was sent is kept as it was sent, and told so that every reader gets through."""
    captured = pen.create("lost_item")
    pen.push(captured)
    poison = json.dumps(pen.update(captured, {"rev": 1}, place=("\ud800", None)))
    (receipt,) = pen.push(poison)
    assert receipt["verdict"] == "conflict"
    (conflict,) = [item for item in pen.pull_items() if item["t"] == "conflict"]
    assert conflict["fields"]["place"][0] == "\ud800"


def test_an_answer_is_packed_for_who_can_unpack_it(pen):
    pen.push(*(pen.create("lost_item") for _ in range(5)))
    target = "/sync/pull"
    headers = pen.tablet.headers("GET", target, b"") | {"Accept-Encoding": "gzip, br"}
    answer = pen.tablet.client.get(target, headers=headers)
    assert answer.headers["Content-Encoding"] == "gzip"
    assert json.loads(gzip.decompress(answer.data)).keys() == pen.pull().keys()


def test_a_scope_that_grew_is_told_on_the_live_line(world, pen):
    answer = pen.tablet.client.get("/sync/live")
    assert answer.mimetype == "text/event-stream"
    messages = iter(answer.response)
    assert next(messages) == b":\n\n"
    other = pen_of(world, "lobby2")
    other.push(other.create("lost_item"))
    poke = json.dumps({"scope": floor_of(pen), "seq": 1})
    assert next(messages) == f"event: poke\ndata: {poke}\n\n".encode()
    answer.close()


def test_the_live_line_needs_a_session_that_may_pull(world):
    assert world.client().get("/sync/live").status_code == 401
    assert world.sign_in("credit").get("/sync/live").status_code == 403


def test_writers_at_once_leave_no_gap_and_no_reader_skips(world):
    """MUST-34, I6, I7, I3: three tablets push at once, one of them twice, while another reads."""
    pens = [pen_of(world, "lobby") for _ in range(3)]
    reader, failures, seen = pen_of(world, "lobby2"), [], []
    batches = [[[pen.create("lost_item") for _ in range(5)] for _ in range(6)] for pen in pens]

    def write(pen, client, mine):
        try:
            for batch in mine:
                body = "\n".join(json.dumps(operation) for operation in batch).encode()
                headers = pen.tablet.headers("POST", "/sync/push", body) | {"Content-Type": "application/x-ndjson"}
                answer = client.post("/sync/push", data=body, headers=headers)
                assert [receipt["verdict"] for receipt in answer.json["receipts"]] == ["applied"] * 5
        except Exception as error:
            failures.append(error)

    twice = [(pens[0], world.client(), batches[0])]
    work = [(pen, pen.tablet.client, mine) for pen, mine in zip(pens, batches, strict=True)] + twice
    threads = [threading.Thread(target=write, args=each) for each in work]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        seen += reader.pull_items()
    for thread in threads:
        thread.join()
    seen += reader.pull_items()
    assert failures == []
    assert len({item["id"] for item in seen}) == len(seen) == 90
    assert reader.cursors[floor_of(reader)] == 90
    assert sorted(item["no"][-4:] for item in seen) == [f"{number:04d}" for number in range(1, 91)]
