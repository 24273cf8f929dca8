"""GET /api/reference and its sets: named by their content, kept for ever, packed when the browser takes it."""

from __future__ import annotations

import gzip
import hashlib
import json

from server.reference.schema import SETS
from tests.worlds import World


def manifest(world: World) -> dict:
    return world.sign_in("lobby").get("/api/reference").json


def people(world: World) -> dict[str, dict]:
    hash = next(each["hash"] for each in manifest(world)["sets"] if each["name"] == "user")
    items = world.sign_in("lobby").get(f"/api/reference/sets/{hash}").json["items"]
    return {each["code"]: each for each in items}


def test_the_manifest_lists_every_set_and_the_people(world: World) -> None:
    assert {each["name"] for each in manifest(world)["sets"]} == {*SETS, "user"}


def test_those_who_work_with_records_of_the_branch_can_be_chosen(world: World) -> None:
    lobby, admin = world.person("lobby"), world.person("admin")
    known = people(world)
    assert (known[lobby.id]["zh"], known[lobby.id]["status"]) == (lobby.name, "in_force")
    assert known[admin.id]["status"] == "expired"


def test_somebody_new_can_be_chosen_within_a_minute(world: World) -> None:
    before = manifest(world)["version"]
    safety = world.person("safety")
    world.clock.pass_by(minutes=1)
    assert safety.id in people(world)
    assert manifest(world)["version"] != before


def test_everybody_who_may_sign_in_reads_it(world: World) -> None:
    for name in ("lobby", "supervisor", "credit", "admin", "auditor"):
        assert world.sign_in(name).get("/api/reference").status_code == 200


def test_a_set_has_the_hash_it_is_asked_by_and_as_many_items_as_announced(world: World) -> None:
    desk = world.sign_in("lobby")
    for each in desk.get("/api/reference").json["sets"]:
        answer = desk.get(f"/api/reference/sets/{each['hash']}")
        assert hashlib.sha256(answer.data).hexdigest() == each["hash"]
        assert (answer.json["name"], len(answer.json["items"])) == (each["name"], each["count"])


def test_a_set_may_be_kept_for_ever_but_by_no_shared_cache(world: World) -> None:
    desk = world.sign_in("lobby")
    answer = desk.get(f"/api/reference/sets/{manifest(world)['sets'][0]['hash']}")
    assert answer.headers["Cache-Control"] == "private, max-age=31536000, immutable"


def test_a_set_is_packed_for_who_takes_gzip(world: World) -> None:
    desk = world.sign_in("lobby")
    address = f"/api/reference/sets/{manifest(world)['sets'][0]['hash']}"
    plain, packed = desk.get(address), desk.get(address, headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert len(packed.data) < len(plain.data)


def test_an_unchanged_manifest_is_not_sent_again(world: World) -> None:
    desk = world.sign_in("lobby")
    etag = desk.get("/api/reference").headers["ETag"]
    assert desk.get("/api/reference", headers={"If-None-Match": etag}).status_code == 304


def test_an_unknown_set_is_not_found(world: World) -> None:
    answer = world.sign_in("lobby").get(f"/api/reference/sets/{'0' * 64}")
    assert (answer.status_code, answer.json["code"]) == (404, "not_found")


def test_a_stranger_reads_nothing(world: World) -> None:
    assert world.client().get("/api/reference").status_code == 401


def test_the_part_names_the_same_version_as_the_manifest(world: World) -> None:
    assert world.services.parts["reference"].version(world.branch.id) == manifest(world)["version"]


def test_the_document_describes_every_item_field_all_sets_share(world: World) -> None:
    desk = world.sign_in("lobby")
    described = desk.get("/api/openapi.json").json["components"]["schemas"]["ReferenceItem"]
    for each in desk.get("/api/reference").json["sets"]:
        for item in json.loads(desk.get(f"/api/reference/sets/{each['hash']}").data)["items"]:
            assert set(described["required"]) <= item.keys()
