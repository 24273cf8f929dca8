"""A push on both databases: everything is kept, everything gets its receipt, and a receipt means what it says."""

import gzip
import json
from hashlib import sha256

import pytest
from sqlalchemy import text

from server.store.database import Database
from tests.pushes import NDJSON, frozen, pen_of, second_person


@pytest.fixture
def world(world_on_both):
    return world_on_both


@pytest.fixture
def pen(world):
    return pen_of(world)


@pytest.fixture
def database(world):
    opened = Database(world.settings.database_url)
    yield opened
    opened.close()


def kept(database, operation):
    name = sha256(frozen(operation).encode()).hexdigest()
    with database.read() as session:
        found = session.execute(text("SELECT raw, state FROM intake WHERE hash = :name"), {"name": name}).one_or_none()
        waits = session.execute(text("SELECT 1 FROM undecided WHERE hash = :name"), {"name": name}).first()
        return found and (bytes(found.raw), "undecided" if waits else found.state)


def verdicts(receipts):
    return [receipt["verdict"] for receipt in receipts]


def let_worker_decide(world):
    world.services.parts["sync"].decide_stored(world.clock())


def test_every_line_gets_its_receipt_in_the_order_of_the_lines(pen):
    """MUST-10."""
    lines = [pen.create("lost_item"), "not json", pen.create("consultation")]
    receipts = pen.push(lines[2], lines[1], lines[0])
    assert verdicts(receipts) == ["applied", "rejected", "applied"]
    assert [receipt["hash"] for receipt in receipts] == [
        sha256(frozen(line).encode()).hexdigest() for line in reversed(lines)
    ]


def test_operations_are_decided_in_the_order_of_their_sequence(pen):
    """MUST-9."""
    captured = pen.create("consultation")
    answered = pen.command(captured, "answer", None, solution="已说明办理条件。")
    assert verdicts(pen.push(answered, captured)) == ["applied", "applied"]


def test_a_replay_gets_the_stored_receipt_byte_for_byte(world, pen):
    """MUST-2, MUST-11, I3."""
    captured = pen.create("consultation")
    first = pen.send(captured).data.partition(b'"receipts":')[2]
    world.clock.pass_by(hours=1)
    assert pen.send(captured).data.partition(b'"receipts":')[2] == first
    assert len(pen.pull_items()) == 1


def test_what_cannot_be_read_is_kept_and_answered(database, pen):
    """MUST-8, I1, I4."""
    for line in ("{", '{"op_id":"x"}', "\ufeff{}", '"\\ud800"'):
        (receipt,) = pen.push(line)
        assert (receipt["verdict"], receipt["code"], receipt["op_id"]) == ("rejected", "unparseable", None)
        assert kept(database, line) == (line.encode(), "unparseable")


def test_what_nobody_could_decide_is_shown_without_its_content(world, pen):
    """MUST-14."""
    first = pen.create("lost_item")
    pen.push(first, "{", pen.create("lost_item") | {"op_seq": 1}, pen_of(world, "lobby2").create("lost_item"))
    found = world.sign_in("supervisor").get("/api/intake").json["items"]
    assert {item["state"] for item in found} == {"unparseable", "identity_reuse", "foreign_device"}
    assert {item["device_id"] for item in found} == {pen.tablet.device_id}
    assert "raw" not in found[0]


def test_a_tablet_that_speaks_was_seen(world, pen):
    pen.push(pen.create("lost_item"))
    world.clock.pass_by(minutes=5)
    pen.pull()
    assert world.services.devices.device(pen.tablet.device_id).last_seen_at == world.clock()


def test_bytes_that_are_no_text_are_kept_too(pen):
    """MUST-8."""
    answer = pen.tablet.send("POST", "/sync/push", b'{"a":"\xff"}', NDJSON)
    assert answer.json["receipts"][0]["code"] == "unparseable"
    assert pen.tablet.send("POST", "/sync/push", b'{"a":"\xff"}', NDJSON).json["receipts"] == answer.json["receipts"]


def test_a_refused_operation_is_kept_as_it_came(database, pen):
    """MUST-14, I4."""
    refused = pen.create("consultation", question=None)
    (receipt,) = pen.push(refused)
    assert (receipt["verdict"], receipt["code"], receipt["field"]) == ("rejected", "required", "question")
    assert set(receipt["message"]) == {"zh", "en"}
    assert kept(database, refused) == (frozen(refused).encode(), "operation")


def test_another_tablets_operation_is_kept_and_refused(world, database, pen):
    """MUST-8: whose it is, it may still push itself."""
    theirs = pen_of(world, "lobby2").create("lost_item")
    (receipt,) = pen.push(theirs)
    assert (receipt["verdict"], receipt["code"]) == ("rejected", "foreign_device")
    assert kept(database, theirs)[1] == "foreign_device"


@pytest.mark.parametrize("same", ["op_id", "op_seq"])
def test_an_identity_used_twice_is_kept_and_quarantines_the_tablet(world, database, pen, same):
    """MUST-3."""
    first = pen.create("lost_item")
    second = pen.create("lost_item") | {same: first[same]}
    assert verdicts(pen.push(first)) == ["applied"]
    (receipt,) = pen.push(second)
    assert (receipt["verdict"], receipt["code"]) == ("stored", "identity_reuse")
    assert kept(database, second) == (frozen(second).encode(), "identity_reuse")
    assert world.services.devices.device(pen.tablet.device_id).state == "quarantined"
    refused = pen.tablet.get("/sync/pull")
    assert (refused.status_code, refused.json["code"]) == (403, "device_quarantined")
    assert pen.push(second) == [receipt]


def test_a_quarantined_tablet_loses_nothing(world, database, pen):
    """MUST-3, MUST-15, I1: what it sends is kept, decided after its release, and told by pull."""
    first = pen.create("lost_item")
    pen.push(first)
    pen.push(pen.create("lost_item") | {"op_id": first["op_id"]})
    later = pen.create("consultation")
    assert verdicts(pen.push(later)) == ["stored"]
    let_worker_decide(world)
    assert kept(database, later)[1] == "undecided"
    admin = world.sign_in("manager")
    assert admin.post(f"/api/devices/{pen.tablet.device_id}/release", {"reason": "已核实"}).status_code == 200
    let_worker_decide(world)
    told = [item["receipt"] for item in pen.pull_items() if item["t"] == "receipt"]
    assert [(receipt["op_id"], receipt["verdict"]) for receipt in told] == [(later["op_id"], "applied")]
    assert pen.push(later) == told


def poison(database, record_id):
    """The database itself refuses this record: what no rule foresaw."""
    with database.write() as session:
        if database.dialect == "sqlite":
            body = f"WHEN NEW.id = '{record_id}' BEGIN SELECT RAISE(ABORT, 'poison'); END"
            session.execute(text(f"CREATE TRIGGER poison BEFORE INSERT ON records {body}"))
            return
        check = f"IF NEW.id = '{record_id}' THEN RAISE EXCEPTION 'poison'; END IF; RETURN NEW;"
        session.execute(text(f"CREATE FUNCTION poison() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {check} END $$"))
        session.execute(text("CREATE TRIGGER poison BEFORE INSERT ON records FOR EACH ROW EXECUTE FUNCTION poison()"))


def cure(database):
    with database.write() as session:
        session.execute(text("DROP TRIGGER poison" + (" ON records" if database.dialect == "postgresql" else "")))


def test_a_poison_operation_takes_nobody_along(world, database, pen):
    """MUST-9, I5, I18."""
    batch = [pen.create("lost_item") for _ in range(5)]
    depends = pen.update(batch[2], {"after": batch[2]["op_id"]}, item=[None, "黑伞一把"])
    poison(database, batch[2]["record_id"])
    receipts = pen.push(*batch, depends)
    assert verdicts(receipts) == ["applied", "applied", "stored", "applied", "applied", "deferred"]
    assert kept(database, batch[2])[1] == "undecided"
    numbers = sorted(receipt["no"] for receipt in receipts if "no" in receipt)
    assert [number[-4:] for number in numbers] == ["0001", "0002", "0003", "0004"]
    cure(database)
    let_worker_decide(world)
    assert kept(database, batch[2])[1] == "undecided", "it is tried again later, not at once"
    world.clock.pass_by(minutes=2)
    let_worker_decide(world)
    assert verdicts(pen.push(*batch, depends))[2] == "applied"


def test_two_people_share_a_tablet_and_one_sequence(world, pen):
    mine = pen.create("lost_item")
    second_person(world, pen, "lobby2")
    theirs = pen.create("lost_item")
    assert verdicts(pen.push(mine, theirs)) == ["applied", "applied"]
    assert {item["created_by"] for item in pen.pull_items()} == {mine["actor_id"], theirs["actor_id"]}


def test_durable_through_counts_without_a_gap_what_is_old_enough(world, pen):
    """MUST-17."""
    operations = [pen.create("lost_item") for _ in range(4)]
    pen.push(operations[0], operations[1], operations[3])
    assert pen.send(operations[0]).json["durable_through"] == 0
    world.clock.pass_by(hours=169)
    assert pen.send(operations[2]).json["durable_through"] == 2
    world.clock.pass_by(hours=169)
    assert pen.send(operations[0]).json["durable_through"] == 4


def test_a_packed_push_is_as_good_as_a_plain_one(pen):
    assert verdicts(pen.push(pen.create("lost_item"), packed=True)) == ["applied"]


@pytest.mark.parametrize(
    ("body", "headers", "status", "code"),
    [
        (b"\n".join([b"{}"] * 501), {}, 413, "too_large"),
        (b"x" * (1024 * 1024 + 1), {}, 413, "too_large"),
        (gzip.compress(b"x" * (1024 * 1024 + 1)), {"Content-Encoding": "gzip"}, 413, "too_large"),
        (gzip.compress(b"{}")[:-9], {"Content-Encoding": "gzip"}, 400, "bad_request"),
        (b"no gzip", {"Content-Encoding": "gzip"}, 400, "bad_request"),
        (b"{}", {"Content-Encoding": "br"}, 415, "unsupported_media_type"),
        (b"{}", {"Content-Type": "application/json"}, 415, "unsupported_media_type"),
    ],
    ids=["lines", "bytes", "unpacked", "cut off", "not packed", "brotli", "json"],
)
def test_a_push_that_cannot_be_taken_says_so_and_keeps_nothing(database, pen, body, headers, status, code):
    """MUST-7."""
    answer = pen.tablet.send("POST", "/sync/push", body, NDJSON | headers)
    assert (answer.status_code, answer.json["code"]) == (status, code)
    with database.read() as session:
        assert session.execute(text("SELECT count(*) FROM intake")).scalar_one() == 0


def test_a_push_needs_the_tablets_own_signature(world, pen):
    body = frozen(pen.create("lost_item")).encode()
    stranger = pen_of(world, "lobby2").tablet
    headers = stranger.headers("POST", "/sync/push", body) | {"X-Device-Id": pen.tablet.device_id} | NDJSON
    answer = pen.tablet.client.post("/sync/push", data=body, headers=headers)
    assert (answer.status_code, answer.json["code"]) == (401, "signature_invalid")


def test_one_entry_of_the_audit_log_names_every_decision_of_a_batch(world, pen):
    operations = [pen.create("lost_item"), pen.create("lost_item", item=None)]
    pen.push(*operations)
    newest = world.services.audit_pages.newest(
        pen.tablet.branch_id, before_seq=None, action="operations.decided", limit=1
    )
    details = json.loads(newest[0].details)
    assert details == {
        "verdicts": {"applied": 1, "rejected": 1},
        "operations": [operation["op_id"] for operation in operations],
    }
    assert not any(proof.broken for proof in world.services.verify_audit())
