"""Photographs added at the desk, on both databases: the tablet's lane, for whoever is signed in."""

import base64
import hashlib

import pytest

from server.records import all_kinds
from sync.attachments import MAX_FILE_BYTES, PART_BYTES
from tests.pushes import pen_of

PICTURE = b"\xff\xd8\xff" + bytes(range(256)) * 1500  # two parts
SIZE = len(PICTURE)
NAME = hashlib.sha256(PICTURE).hexdigest()
PART = {"Content-Type": "application/offset+octet-stream", "Tus-Resumable": "1.0.0"}


@pytest.fixture
def desk(world_on_both):
    return world_on_both.sign_in("supervisor")


def announce(desk, size=SIZE, csrf=None):
    said = {"sha256": NAME, "use": "photo"}
    metadata = ",".join(f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in said.items())
    headers = {"Upload-Length": str(size), "Upload-Metadata": metadata, "X-CSRF-Token": csrf or desk.csrf}
    return desk.client.post("/api/uploads", headers=headers)


def add(desk, offset, content=PICTURE):
    part = content[offset : offset + PART_BYTES]
    headers = PART | {"Upload-Offset": str(offset), "X-CSRF-Token": desk.csrf}
    return desk.client.patch(f"/api/uploads/{NAME}", data=part, headers=headers)


def lost_item(desk):
    kind = all_kinds()["lost_item"]
    photos = next(each.code for each in kind.fields if each.type == "photos")
    values = {**kind.example, photos: [f"sha256:{NAME}"]}
    return desk.post("/api/records", {"kind": kind.code, "values": values})


def test_a_picture_from_the_desk_is_shown_with_the_record_that_names_it(desk):
    announced = announce(desk)
    assert (announced.status_code, announced.headers["Location"]) == (201, f"/api/uploads/{NAME}")
    states = [add(desk, offset).headers["Upload-State"] for offset in (0, PART_BYTES)]
    assert states == ["receiving", "verified"]
    assert desk.get(f"/api/files/{NAME}").status_code == 404, "nothing names it yet"
    assert lost_item(desk).status_code == 201
    shown = desk.get(f"/api/files/{NAME}")
    assert (shown.status_code, shown.mimetype, shown.data) == (200, "image/jpeg", PICTURE)


def test_it_goes_on_from_where_the_server_has_it(desk):
    announce(desk)
    add(desk, 0)
    again = desk.client.get(f"/api/uploads/{NAME}")
    assert (again.json["state"], again.json["offset"]) == ("receiving", PART_BYTES)
    assert announce(desk).json["offset"] == PART_BYTES
    assert add(desk, PART_BYTES).headers["Upload-State"] == "verified"


def test_other_bytes_than_announced_are_dropped(desk):
    announce(desk)
    add(desk, 0)
    assert add(desk, PART_BYTES, PICTURE[:-1] + b"\0").json["code"] == "file_damaged"
    assert announce(desk).json["offset"] == 0


def test_it_is_no_larger_than_from_a_tablet(desk):
    assert announce(desk, size=MAX_FILE_BYTES + 1).json["code"] == "file_too_large"


def test_a_tablet_and_the_desk_may_send_the_same_picture(world_on_both, desk):
    """Parts of two senders never mix; what is whole is whole for both."""
    announce(desk)
    add(desk, 0)
    tablet = pen_of(world_on_both).tablet
    assert tablet.get(f"/sync/files/{NAME}").json["code"] == "file_not_announced"


@pytest.mark.parametrize("name", ["auditor", "management"])
def test_who_captures_nothing_sends_nothing(world, name):
    assert announce(world.sign_in(name)).json["code"] == "not_permitted"


def test_a_stale_page_sends_nothing(world):
    assert announce(world.sign_in("supervisor"), csrf="x").json["code"] == "csrf_invalid"
    assert announce(world.sign_in("supervisor")).status_code == 201
