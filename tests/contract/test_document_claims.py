"""Who makes a document, and what becomes of it when a renderer fails, on both databases."""

from __future__ import annotations

import errno
import threading
from datetime import timedelta

from server.documents.faults import RendererLost, RendererStopped, RenderFault
from server.services.issue_document import LEASE
from tests.filings import Broken, closed, correct, documents, issue, listed
from tests.pushes import pen_of
from tests.worlds import World


def test_two_renderers_never_make_the_same_document(world_on_both: World) -> None:
    pen = pen_of(world_on_both)
    for _ in range(6):
        closed(pen)
    store, at = documents(world_on_both).documents, world_on_both.clock()
    taken: list[str] = []

    def claim_all(token: str) -> None:
        while (document := store.claim(at, at + LEASE, token)) is not None:
            taken.append(document.id)

    threads = [threading.Thread(target=claim_all, args=(f"token-{number}",)) for number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == sorted(set(taken))
    assert len(taken) == 6


def test_a_renderer_that_died_blocks_its_document_only_until_the_lease_ends(world_on_both: World) -> None:
    closed(pen_of(world_on_both))
    store, clock = documents(world_on_both).documents, world_on_both.clock
    dead = store.claim(clock(), clock() + LEASE, "dead")
    assert dead is not None
    assert not issue(world_on_both).issue_one()
    clock.now += LEASE + timedelta(seconds=1)
    issue(world_on_both).issue_all()
    (only,) = listed(world_on_both.sign_in("teller"))
    assert only["state"] == "issued"
    assert not store.settle(dead, state="failed", reason="crashed")


def test_a_lost_renderer_is_tried_again_three_times_then_a_person_looks(world_on_both: World) -> None:
    closed(pen_of(world_on_both))
    desk, clock = world_on_both.sign_in("teller"), world_on_both.clock
    for _ in range(3):
        issue(world_on_both, renderer=Broken(RendererLost("timeout"))).issue_one()
        clock.pass_by(minutes=1)
    (failed,) = listed(desk)
    assert (failed["state"], failed["reason"]) == ("failed", "timeout")
    assert failed["reason_text"] == "出具超时，已多次重试"
    assert desk.post(f"/api/documents/{failed['id']}/retry").status_code == 202
    issue(world_on_both).issue_all()
    (done,) = listed(desk)
    assert (done["state"], done["serial"]) == ("issued", failed["serial"])


def test_a_worker_that_ends_gives_its_document_back(world_on_both: World) -> None:
    closed(pen_of(world_on_both))
    assert not issue(world_on_both, renderer=Broken(RendererStopped())).issue_one()
    assert [item["state"] for item in listed(world_on_both.sign_in("teller"))] == ["ready"]


def test_a_document_that_failed_its_check_is_not_issued_and_a_correction_makes_it_again(world_on_both: World) -> None:
    pen, desk = pen_of(world_on_both), world_on_both.sign_in("teller")
    created = closed(pen, question="字形缺失\U00012000。")
    issue(world_on_both).issue_all()
    (failed,) = listed(desk)
    assert (failed["state"], failed["reason"], failed["sha256"]) == ("failed", "missing_glyph", None)
    refused = desk.get(f"/api/documents/{failed['id']}/file")
    assert (refused.status_code, refused.json["code"]) == (409, "document_not_issued")
    correct(pen, created, 3, "字形齐全。")
    issue(world_on_both).issue_all()
    assert [item["state"] for item in listed(desk)] == ["issued"]


def test_one_document_that_cannot_be_made_does_not_hold_up_the_others(world: World) -> None:
    pen = pen_of(world)
    closed(pen, question="字形缺失\U00012000。")
    closed(pen)
    issue(world).issue_all()
    assert sorted(item["state"] for item in listed(world.sign_in("teller"))) == ["failed", "issued"]


def test_an_unforeseen_error_is_the_documents_and_not_the_workers(world: World) -> None:
    closed(pen_of(world))
    told: list[Exception] = []
    issue(world, renderer=Broken(ZeroDivisionError()), failed=told.append).issue_all()
    assert [item["reason"] for item in listed(world.sign_in("teller"))] == ["template"]
    assert len(told) == 1


class FullDisk:
    """Where nothing can be kept."""

    def put(self, content: bytes) -> str:
        raise OSError(errno.ENOSPC, "full")

    def get(self, sha256: str) -> bytes | None:
        return None


def test_a_full_disk_is_told_and_the_document_is_made_by_itself_when_there_is_room(world_on_both: World) -> None:
    closed(pen_of(world_on_both))
    desk, clock = world_on_both.sign_in("teller"), world_on_both.clock
    for _ in range(5):  # however long it takes to make room
        issue(world_on_both, files=FullDisk()).issue_all()
        (failed,) = listed(desk)
        assert (failed["state"], failed["reason"], failed["sha256"]) == ("failed", "not_kept", None)
        assert "存储空间不足" in failed["reason_text"]
        assert not issue(world_on_both).issue_one()
        clock.pass_by(minutes=3)
    issue(world_on_both).issue_all()
    (done,) = listed(desk)
    assert (done["state"], done["serial"], done["reason"]) == ("issued", failed["serial"], None)


def test_serials_have_no_gaps(world_on_both: World) -> None:
    pen = pen_of(world_on_both)
    for _ in range(2):
        closed(pen)
    turns = issue(world_on_both, renderer=Broken(RenderFault("blank_page")))
    turns.issue_all()
    closed(pen)
    issue(world_on_both).issue_all()
    serials = sorted(item["serial"] for item in listed(world_on_both.sign_in("teller")))
    assert [serial[-4:] for serial in serials] == ["0001", "0002", "0003"]
