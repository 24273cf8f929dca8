"""Photos and signatures on their way, on both databases: parts, resuming, hashing again, and who may look."""

import base64
import dataclasses
import errno
import hashlib
import os
from dataclasses import replace

import pytest

from server.records import all_kinds
from server.records.field import photos
from sync.attachments import MAX_FILE_BYTES, PART_BYTES
from tests.pushes import pen_of

PICTURE = b"\xff\xd8\xff" + bytes(range(256)) * 2500  # three parts
PART = {"Content-Type": "application/offset+octet-stream", "Tus-Resumable": "1.0.0"}


@pytest.fixture
def world(world_on_both):
    return world_on_both


@pytest.fixture
def tablet(world):
    return world.signed_in_tablet("lobby")


def name_of(content):
    return hashlib.sha256(content).hexdigest()


def announce(tablet, content, sha256=None, size=None, use="photo"):
    said = {"sha256": sha256 or name_of(content), "use": use}
    metadata = ",".join(f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in said.items())
    length = len(content) if size is None else size
    headers = {"Upload-Length": str(length), "Upload-Metadata": metadata, "Tus-Resumable": "1.0.0"}
    return tablet.send("POST", "/sync/files", headers=headers)


def add(tablet, sha256, offset, content):
    return tablet.send("PATCH", f"/sync/files/{sha256}", content, PART | {"Upload-Offset": str(offset)})


def parts(content):
    return [(offset, content[offset : offset + PART_BYTES]) for offset in range(0, len(content), PART_BYTES)]


def upload(tablet, content):
    announced = announce(tablet, content)
    assert announced.status_code == 201, announced.text
    answers = [add(tablet, name_of(content), offset, part) for offset, part in parts(content)]
    assert [answer.status_code for answer in answers] == [204] * len(answers)
    return answers[-1]


def standing(tablet, content):
    return tablet.get(f"/sync/files/{name_of(content)}")


def test_a_file_comes_in_parts_and_is_verified_when_it_is_whole(tablet):
    """MUST-44, MUST-45."""
    announced = announce(tablet, PICTURE)
    assert announced.headers["Location"] == f"/sync/files/{name_of(PICTURE)}"
    seen = []
    for offset, part in parts(PICTURE):
        answer = add(tablet, name_of(PICTURE), offset, part)
        seen.append((answer.status_code, int(answer.headers["Upload-Offset"]), answer.headers["Upload-State"]))
    ends = [PART_BYTES, 2 * PART_BYTES, len(PICTURE)]
    assert seen == list(zip([204] * 3, ends, ["receiving", "receiving", "verified"], strict=True))


def test_a_head_says_where_to_go_on(tablet):
    """MUST-44."""
    announce(tablet, PICTURE)
    add(tablet, name_of(PICTURE), *parts(PICTURE)[0])
    answer = tablet.send("HEAD", f"/sync/files/{name_of(PICTURE)}")
    assert (answer.status_code, answer.headers["Upload-Offset"]) == (200, str(PART_BYTES))
    assert (answer.headers["Upload-Length"], answer.headers["Tus-Resumable"]) == (str(len(PICTURE)), "1.0.0")


def test_announcing_again_changes_nothing_and_says_where_to_go_on(tablet):
    """MUST-43."""
    announce(tablet, PICTURE)
    add(tablet, name_of(PICTURE), *parts(PICTURE)[0])
    assert announce(tablet, PICTURE).json["offset"] == PART_BYTES


def test_a_part_that_comes_twice_is_added_once(tablet):
    """MUST-44."""
    announce(tablet, PICTURE)
    first, second, third = parts(PICTURE)
    add(tablet, name_of(PICTURE), *first)
    twice = add(tablet, name_of(PICTURE), *first)
    assert (twice.status_code, twice.json["code"], twice.json["details"]) == (
        409,
        "offset_differs",
        {"offset": PART_BYTES},
    )
    add(tablet, name_of(PICTURE), *second)
    assert add(tablet, name_of(PICTURE), *third).headers["Upload-State"] == "verified"
    assert add(tablet, name_of(PICTURE), *third).headers["Upload-State"] == "verified"


def test_what_has_not_the_announced_hash_is_dropped_and_told(tablet):
    """MUST-45, I14."""
    announce(tablet, PICTURE)
    for offset, part in parts(PICTURE)[:-1]:
        add(tablet, name_of(PICTURE), offset, part)
    offset, part = parts(PICTURE)[-1]
    answer = add(tablet, name_of(PICTURE), offset, bytes(len(part)))
    assert (answer.status_code, answer.json["code"]) == (422, "file_damaged")
    assert standing(tablet, PICTURE).json == {
        "state": "receiving",
        "offset": 0,
        "size": len(PICTURE),
        "durable_at": None,
    }
    assert upload(tablet, PICTURE).headers["Upload-State"] == "verified"


def test_a_file_becomes_durable_when_it_is_surely_in_a_backup(world, tablet):
    """MUST-46."""
    upload(tablet, PICTURE)
    verified = standing(tablet, PICTURE).json
    assert (verified["state"], verified["durable_at"]) == ("verified", "2026-03-09T01:00:00.000Z")
    world.clock.pass_by(hours=world.settings.durable_hours)
    assert standing(tablet, PICTURE).json["state"] == "durable"


def test_a_full_disk_keeps_what_was_acknowledged(world, tablet, monkeypatch):
    """MUST-44."""
    announce(tablet, PICTURE)
    first, second, *_ = parts(PICTURE)
    add(tablet, name_of(PICTURE), *first)
    write = os.write

    def full(file, content):
        if len(content) > PART_BYTES // 2:
            return write(file, content[: PART_BYTES // 4])
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as patched:
        patched.setattr(os, "write", full)
        answer = add(tablet, name_of(PICTURE), *second)
    assert (answer.status_code, answer.json["code"]) == (507, "storage_full")
    assert standing(tablet, PICTURE).json["offset"] == PART_BYTES


def test_a_whole_file_the_server_died_over_is_taken_in_when_it_is_announced_again(world, tablet):
    """MUST-43, I14."""
    announce(tablet, PICTURE)
    receive = world.services.parts["attachments"].receive
    for offset, part in parts(PICTURE):  # as if the process had ended before the file was hashed
        receive.parts.append(tablet.branch_id, tablet.device_id, name_of(PICTURE), offset, part)
    assert standing(tablet, PICTURE).json["state"] == "receiving"
    assert announce(tablet, PICTURE).json["state"] == "verified"


def test_another_tablet_spoils_nothing(world, tablet):
    announce(tablet, PICTURE)
    other = world.signed_in_tablet("lobby2")
    announce(other, PICTURE)
    first, *rest = parts(PICTURE)
    add(other, name_of(PICTURE), 0, bytes(PART_BYTES))
    add(tablet, name_of(PICTURE), *first)
    answers = [add(tablet, name_of(PICTURE), offset, part) for offset, part in rest]
    assert answers[-1].headers["Upload-State"] == "verified"
    assert standing(other, PICTURE).json["state"] == "verified"


@pytest.mark.parametrize(
    ("size", "code"), [(0, "file_too_large"), (MAX_FILE_BYTES + 1, "file_too_large"), ("x", "bad_request")]
)
def test_an_impossible_size_is_refused(tablet, size, code):
    assert announce(tablet, PICTURE, size=size).json["code"] == code


def test_a_part_of_a_file_nobody_announced_is_refused(tablet):
    assert add(tablet, name_of(PICTURE), 0, b"x").json["code"] == "file_not_announced"
    assert standing(tablet, PICTURE).json["code"] == "file_not_announced"


def test_a_part_beyond_the_end_is_refused(tablet):
    announce(tablet, b"abc")
    assert add(tablet, name_of(b"abc"), 0, b"abcd").json["code"] == "file_too_large"


def test_a_tablet_sends_without_anybodys_session(world, tablet):
    """MUST-43."""
    without = replace(tablet, client=world.client(), csrf=None)
    assert upload(without, PICTURE).headers["Upload-State"] == "verified"


def give(monkeypatch, code, **wanted):
    """A kind that is otherwise as it is, with a field for pictures, or what else the test names."""
    kind = all_kinds()[code]
    pictured = replace(kind, fields=(*kind.fields, photos("pictures", "照片", "Photos")), **wanted)
    declared = {each.name for each in dataclasses.fields(kind)}
    for worked_out_once in vars(kind).keys() - declared:
        monkeypatch.delitem(vars(kind), worked_out_once)
    for name in ("fields", *wanted):
        monkeypatch.setitem(vars(kind), name, getattr(pictured, name))


@pytest.fixture
def captured(world, tablet, monkeypatch):
    """A record that names the picture."""
    give(monkeypatch, "lost_item")
    pen = pen_of(world, tablet=tablet)
    operation = pen.create("lost_item", pictures=[f"sha256:{name_of(PICTURE)}"])
    (receipt,) = pen.push(operation)
    assert receipt["verdict"] == "applied", receipt
    return operation


def test_who_may_read_a_record_reads_its_files(world, tablet, captured):
    upload(tablet, PICTURE)
    answer = world.sign_in("supervisor").get(f"/api/files/{name_of(PICTURE)}")
    assert (answer.status_code, answer.data, answer.mimetype) == (200, PICTURE, "image/jpeg")
    agent = world.sign_in("credit").get(f"/api/files/{name_of(PICTURE)}")
    assert (agent.status_code, agent.json["code"]) == (404, "not_found")
    elsewhere = world.sign_in("supervisor", world.other_branch()).get(f"/api/files/{name_of(PICTURE)}")
    assert elsewhere.status_code == 404


def test_a_record_comes_before_its_files(world, tablet, captured):
    """MUST-47."""
    part = world.services.parts["attachments"]
    missing = part.files_missing(tablet.branch_id, [captured["record_id"]])
    assert missing == {captured["record_id"]: [name_of(PICTURE)]}
    early = world.sign_in("supervisor").get(f"/api/files/{name_of(PICTURE)}")
    assert (early.status_code, early.json["code"]) == (404, "file_not_arrived")
    upload(tablet, PICTURE)
    assert part.files_missing(tablet.branch_id, [captured["record_id"]]) == {}


def test_a_file_no_record_names_is_read_by_nobody(world, tablet):
    upload(tablet, PICTURE)
    assert world.sign_in("supervisor").get(f"/api/files/{name_of(PICTURE)}").status_code == 404


def test_a_document_waits_for_the_files_of_its_record(world, tablet, monkeypatch):
    """MUST-47."""
    kind = all_kinds()["consultation"]
    at_once = replace(kind.documents[0], on_status=kind.life_cycle.created)
    give(monkeypatch, "consultation", documents=(at_once,))
    pen = pen_of(world, tablet=tablet)
    pen.push(pen.create("consultation", pictures=[f"sha256:{name_of(PICTURE)}"]))
    desk = world.sign_in("supervisor")
    assert [(each["state"], each["awaited"]) for each in desk.get("/api/documents").json["items"]] == [
        ("media_incomplete", 1)
    ]
    upload(tablet, PICTURE)
    assert [each["state"] for each in desk.get("/api/documents").json["items"]] == ["ready"]
