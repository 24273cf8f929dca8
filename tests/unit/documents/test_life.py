"""What a change of a record means for its document, and what files promise."""

import pytest

from server.documents.clean_text import clean_text
from server.documents.discovery import all_documents
from server.documents.reasons import REASONS, reason_text
from server.domain.document_life import STATES, step_after_change
from server.records import all_kinds
from server.store.files import FileStore


@pytest.mark.parametrize(
    ("state", "change", "step"),
    [
        (None, {"entered": True}, "first"),
        (None, {"changed": True}, None),
        (None, {"entered": True, "voided": True}, None),
        ("ready", {"changed": True}, None),
        ("rendering", {"changed": True}, "next"),
        ("issued", {"changed": True}, "next"),
        ("issued", {}, None),
        ("failed", {"changed": True}, "again"),
        ("issued", {"voided": True, "changed": True}, "void"),
        ("rendering", {"voided": True}, "void"),
        ("voided", {"changed": True}, None),
        ("superseded", {"changed": True}, None),
    ],
)
def test_a_change_asks_for_a_step(state, change, step):
    assert step_after_change(state, **{"entered": False, "voided": False, "changed": False} | change) == step


def test_the_table_of_states_is_the_lifes():
    assert set(STATES) >= {"waiting", "media_incomplete", "ready", "rendering", "issued", "failed"}


def test_every_document_a_kind_gives_rise_to_is_defined():
    named = {document.code for kind in all_kinds().values() for document in kind.documents}
    assert named <= set(all_documents())


def test_documents_and_records_never_take_numbers_from_each_other():
    """One prefix is one counter: a shared one would leave gaps in the register of serials."""
    records = {kind.prefix for kind in all_kinds().values()}
    assert records.isdisjoint(definition.prefix for definition in all_documents().values())


def test_every_reason_is_told_in_both_languages():
    for code, (zh, en) in REASONS.items():
        assert reason_text(code, "zh") == zh
        assert reason_text(code, "en") == en
        assert en.isascii()


def test_a_file_is_what_its_name_says_or_is_not_handed_out(tmp_path):
    store = FileStore(tmp_path)
    name = store.put(b"one")
    assert store.put(b"one") == name
    assert store.get(name) == b"one"
    next(tmp_path.rglob(name)).write_bytes(b"two")
    assert store.get(name) is None
    assert store.put(b"one") == name
    assert store.get(name) == b"one"


def test_a_missing_file_is_none_and_no_half_file_stays_behind(tmp_path):
    store = FileStore(tmp_path)
    assert store.get("0" * 64) is None
    store.put(b"one")
    assert [path.name for path in tmp_path.rglob(".new-*")] == []


def test_text_keeps_lines_and_names_of_any_script():
    assert clean_text("第一行\r\n第二行\t阿依古丽·买买提 O’Brien") == "第一行\n第二行 阿依古丽·买买提 O’Brien"
