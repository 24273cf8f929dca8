"""Many documents as one ZIP: as they were issued, with a list, each written down before it leaves."""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path

from tests.filings import closed, issue, listed
from tests.pushes import pen_of
from tests.worlds import World


def test_an_archive_holds_each_file_as_it_was_issued_and_a_list(world_on_both: World) -> None:
    pen, desk = pen_of(world_on_both), world_on_both.sign_in("teller")
    closed(pen)
    closed(pen)
    issue(world_on_both).issue_all()
    wanted = listed(desk)
    answer = desk.post("/api/documents/archive", {"ids": [each["id"] for each in wanted], "reason": "监管检查"})
    assert (answer.status_code, answer.mimetype) == (200, "application/zip")
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        assert archive.testzip() is None
        hashes = {hashlib.sha256(archive.read(name)).hexdigest() for name in archive.namelist() if name.endswith("pdf")}
        contents = archive.read("目录.csv").decode("utf-8-sig")
    assert hashes == {each["sha256"] for each in wanted}
    assert all(each["serial"] in contents for each in wanted)
    entries = world_on_both.services.audit_pages.newest(
        world_on_both.branch.id, before_seq=None, action="document.archived", limit=5
    )
    assert len(entries) == 2
    assert "监管检查" in repr(entries)


def test_a_damaged_file_is_named_and_does_not_end_the_others(world: World) -> None:
    pen, desk = pen_of(world), world.sign_in("teller")
    closed(pen)
    closed(pen, question="另一个问题，想了解提前还款。")
    issue(world).issue_all()
    first, second = listed(desk)
    (place,) = (each for each in Path(world.settings.file_store).rglob("*") if first["sha256"] in each.name)
    place.write_bytes(b"something else")
    answer = desk.post("/api/documents/archive", {"ids": [first["id"], second["id"]], "reason": "归档"})
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        assert [name.split()[0] for name in archive.namelist() if name.endswith("pdf")] == [second["serial"]]
        assert "已损坏" in archive.read("目录.csv").decode("utf-8-sig")


def test_what_is_not_issued_or_not_there_gives_no_archive(world: World) -> None:
    closed(pen_of(world))
    desk = world.sign_in("teller")
    (waiting,) = listed(desk)
    ask = {"reason": "归档"}
    assert desk.post("/api/documents/archive", {**ask, "ids": [waiting["id"]]}).json["code"] == "document_not_issued"
    assert desk.post("/api/documents/archive", {**ask, "ids": ["unknown"]}).status_code == 404
    assert desk.post("/api/documents/archive", {**ask, "ids": [str(n) for n in range(501)]}).json["code"] == (
        "too_many_documents"
    )
    assert desk.post("/api/documents/archive", {"ids": [waiting["id"]]}).json["field"] == "reason"
