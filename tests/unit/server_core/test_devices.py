"""Tablets: a code good once becomes an identity, and an identity can be stopped."""

import threading

import pytest

from server.services.limit_attempts import PER_ACCOUNT_AND_ADDRESS
from tests.tablets import Tablet, new_key, public_jwk
from tests.worlds import PASSWORD


def enrol(world, code, key, client=None):
    content = {"code": code, "public_key": public_jwk(key), "name": "平板"}
    return (client or world.client()).post("/api/devices/enrol", json=content)


def tablet_of(world, answer, key):
    got = answer.json
    return Tablet(world.client(), key, got["device_id"], got["device_no"], got["branch_id"], got["branch_no"])


def test_tablets_of_a_branch_are_numbered(world):
    assert [world.enrolled_tablet().device_no for _ in range(3)] == ["T1", "T2", "T3"]


def test_a_code_is_good_for_one_tablet(world):
    code = world.enrolment_code()
    assert enrol(world, code, new_key()).status_code == 201
    refused = enrol(world, code, new_key())
    assert (refused.status_code, refused.json["code"], refused.json["field"]) == (422, "enrolment_code_invalid", "code")


def test_a_code_ends(world):
    code = world.enrolment_code()
    world.clock.pass_by(minutes=world.settings.enrolment_minutes, seconds=1)
    assert enrol(world, code, new_key()).json["code"] == "enrolment_code_invalid"


def test_a_code_may_be_typed_in_any_case_with_spaces(world):
    code = world.enrolment_code()
    assert enrol(world, f" {code.lower().replace('-', ' ')} ", new_key()).status_code == 201


def test_after_a_lost_answer_the_same_tablet_gets_the_same_identity(world):
    code, key = world.enrolment_code(), new_key()
    first, again = enrol(world, code, key), enrol(world, code, key)
    assert first.json == again.json


def test_a_key_cannot_be_enrolled_twice(world):
    key = new_key()
    enrol(world, world.enrolment_code(), key)
    assert enrol(world, world.enrolment_code(), key).json["code"] == "key_already_enrolled"


def test_guessing_codes_is_slowed_down(world):
    answers = [enrol(world, f"GUESS-{number}", new_key()).status_code for number in range(6)]
    assert answers == [422] * 5 + [429]


@pytest.mark.parametrize(
    "damage",
    [{"crv": "P-384"}, {"x": "A" * 43}, {"x": "short"}, {"kty": "RSA"}, {"y": 7}, {"surprise": True}],
)
def test_what_is_not_a_point_on_the_curve_is_no_key(world, damage):
    content = {"code": world.enrolment_code(), "public_key": public_jwk(new_key()) | damage, "name": "平板"}
    answer = world.client().post("/api/devices/enrol", json=content)
    assert answer.status_code == 422


def test_a_private_key_sent_by_mistake_is_not_accepted(world):
    content = {"code": world.enrolment_code(), "public_key": public_jwk(new_key()) | {"d": "secret"}, "name": "平板"}
    assert world.client().post("/api/devices/enrol", json=content).status_code == 422


def test_the_code_stands_in_the_fragment_of_the_link(world):
    made = world.sign_in("manager").post("/api/enrolment-codes", {}).json
    assert made["link"].endswith(f"/enrol#code={made['code']}")
    assert made["qr_svg"].startswith("<svg")


def test_a_manager_makes_codes_for_no_other_branch(world):
    other = world.other_branch()
    manager = world.sign_in("manager")
    assert manager.post("/api/enrolment-codes", {"branch_id": other.id}).json["code"] == "wrong_branch"
    assert manager.get(f"/api/devices?branch_id={other.id}").json["code"] == "wrong_branch"


def test_the_secrets_are_sealed_at_rest(world):
    tablet = world.enrolled_tablet()
    world.person("lobby")
    given = tablet.sign_in("lobby", PASSWORD).json
    sealed = world.services.devices.sealed(tablet.device_id)
    import base64

    for secret in (given["device_share"], given["recovery_secret"]):
        assert all(base64.urlsafe_b64decode(secret + "=") not in stored for stored in sealed)


def test_a_signature_holds_for_its_own_request_only(world):
    tablet = world.enrolled_tablet()
    world.person("lobby")
    body = (
        b'{"username":"lobby","password":"' + PASSWORD.encode() + b'","device_id":"' + tablet.device_id.encode() + b'"}'
    )
    good = tablet.headers("POST", "/api/session", body)
    for target, content in (("/api/session?x=1", body), ("/api/session", body + b" ")):
        answer = tablet.client.post(target, data=content, headers=good, content_type="application/json")
        assert answer.json["code"] == "signature_invalid"
    assert (
        tablet.client.post("/api/session", data=body, headers=good, content_type="application/json").status_code == 200
    )


@pytest.mark.parametrize("signature", ["", "no", "A" * 86, "=" * 10, "ä", "A" * 88])
def test_a_malformed_signature_is_refused(world, signature):
    tablet = world.enrolled_tablet()
    headers = {"X-Device-Id": tablet.device_id, "X-Signature": signature}
    body = {"username": "lobby", "password": "x", "device_id": tablet.device_id}
    answer = tablet.client.post("/api/session", json=body, headers=headers)
    assert (answer.status_code, answer.json["code"]) == (401, "signature_invalid")


def test_a_revoked_tablet_is_out_at_once(world):
    tablet = world.signed_in_tablet()
    manager = world.sign_in("manager")
    answer = manager.post(f"/api/devices/{tablet.device_id}/revoke", {"reason": "平板遗失"})
    assert answer.json["state"] == "revoked"
    assert tablet.client.get("/api/session").status_code == 401
    assert tablet.sign_in("lobby", PASSWORD).json["code"] == "device_revoked"


def test_a_released_tablet_is_back(world):
    tablet = world.signed_in_tablet()
    manager = world.sign_in("manager")
    manager.post(f"/api/devices/{tablet.device_id}/revoke", {"reason": "平板遗失"})
    manager.post(f"/api/devices/{tablet.device_id}/release", {"reason": "已找回"})
    assert tablet.sign_in("lobby", PASSWORD).status_code == 200


def test_quarantine_holds_a_tablet_without_shutting_it_out(world):
    tablet = world.signed_in_tablet()
    world.services.change_device_state.quarantine(tablet.device_id, "identity_reuse", world.clock())
    assert world.services.devices.device(tablet.device_id).state == "quarantined"
    assert tablet.sign_in("lobby", PASSWORD).status_code == 200


def test_quarantine_never_lifts_a_revocation(world):
    tablet = world.enrolled_tablet()
    change, at = world.services.change_device_state, world.clock()
    change.revoke(tablet.device_id, world.branch.id, None, "遗失", at)
    change.quarantine(tablet.device_id, "identity_reuse", at)
    assert world.services.devices.device(tablet.device_id).state == "revoked"


def test_a_tablet_of_another_branch_is_not_even_confirmed(world):
    tablet = world.enrolled_tablet(world.other_branch())
    manager = world.sign_in("manager")
    for device_id in (tablet.device_id, "nothing"):
        answer = manager.post(f"/api/devices/{device_id}/revoke", {"reason": "试试"})
        assert (answer.status_code, answer.json["code"]) == (404, "not_found")


def test_the_administrator_reaches_tablets_of_every_branch(world):
    tablet = world.enrolled_tablet(world.other_branch())
    answer = world.sign_in("admin").post(f"/api/devices/{tablet.device_id}/revoke", {"reason": "平板遗失"})
    assert answer.status_code == 200


def test_tablets_enrolled_at_the_same_instant_get_numbers_of_their_own(world_on_both):
    world = world_on_both
    codes = [world.enrolment_code() for _ in range(PER_ACCOUNT_AND_ADDRESS)]  # one more at once would be throttled
    answers = []
    threads = [
        threading.Thread(target=lambda code=code: answers.append(enrol(world, code, new_key()))) for code in codes
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answer.json.get("device_no", "?") for answer in answers) == ["T1", "T2", "T3", "T4", "T5"]
