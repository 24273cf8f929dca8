"""Keys and certificates of a branch, and what becomes of documents when there is none that holds, on both databases."""

from __future__ import annotations

import json
import multiprocessing
import stat
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.x509 import Certificate

from server.documents.signing import SigningIdentity, judge_file
from server.documents.signing.certificates import BRANCH_LIFE, RENEW_BEFORE, make_authority, make_branch, new_key
from server.documents.signing.identity import fingerprint
from server.domain.people import Branch
from server.services.ports_signing import CertificateUnusable
from server.services.secret_box import SecretBox, SecretUnusable
from server.settings import Settings
from server.store.brought_identity import BroughtIdentity
from server.store.signing_files import SigningFiles
from tests.filings import closed, issue, listed
from tests.papers import AT
from tests.pushes import pen_of
from tests.worlds import World, open_world

BRANCH = Branch("branch", "0113", "城东支行")
BOX = SecretBox(bytes(range(32)), lambda size: bytes(size))
PEM = serialization.Encoding.PEM


def files_in(folder: Path, bank: str = "示范银行") -> SigningFiles:
    return SigningFiles(folder / "signing", BOX, bank)


def made_by(folder: str, number: int) -> str:
    """Another process: which certificate it signs with."""
    return fingerprint(files_in(Path(folder)).of(BRANCH, AT).certificate)


@contextmanager
def bank_with(settings: Settings, identity: SigningIdentity, folder: Path):
    """A bank that brought its own certificate."""
    cert, key, chain = (folder / name for name in ("bank.crt", "bank.key", "chain.pem"))
    write(identity, cert, key, chain)
    with open_world(settings.changed(signing_cert=cert, signing_key=key, signing_chain=chain)) as world:
        yield world


def write(identity: SigningIdentity, cert: Path, key: Path, chain: Path) -> None:
    cert.write_bytes(identity.certificate.public_bytes(PEM))
    chain.write_bytes(b"".join(each.public_bytes(PEM) for each in identity.chain))
    key.touch(mode=0o600)
    key.write_bytes(identity.key.private_bytes(PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))


def issued_file(world: World) -> tuple[dict, bytes]:
    closed(pen_of(world))
    issue(world).issue_all()
    desk = world.sign_in("teller")
    (only,) = listed(desk)
    return only, desk.get(f"/api/documents/{only['id']}/file").data if only["sha256"] else b""


def roots_of(world: World) -> list[Certificate]:
    return list(world.services.parts["signing"].identities.roots())


def test_an_issued_file_is_signed_at_the_moment_of_its_issue(world_on_both: World) -> None:
    document, pdf = issued_file(world_on_both)
    found = judge_file(pdf, roots_of(world_on_both), world_on_both.clock())
    assert found.is_valid
    assert found.signed_at == world_on_both.clock()
    assert document["issued_at"] == "2026-03-02T01:00:00.000Z"
    assert "城东支行" in found.holder


def test_two_documents_of_the_same_records_have_addresses_nobody_can_guess(world: World) -> None:
    pen = pen_of(world)
    closed(pen)
    closed(pen)
    issue(world).issue_all()
    store = world.services.parts["documents"].documents
    found = [store.document(world.branch.id, each["id"]) for each in listed(world.sign_in("teller"))]
    assert len({each.verify_token for each in found}) == 2
    assert {len(each.verify_token) for each in found} == {22}
    assert all(len(each.content_sha256) == len(each.data_sha256) == 64 for each in found)
    assert not {each.sha256 for each in found} & {each.content_sha256 for each in found}


def test_keys_are_sealed_and_their_files_are_their_owners_alone(tmp_path: Path) -> None:
    files_in(tmp_path).of(BRANCH, AT)
    folder = tmp_path / "signing"
    keys = sorted(folder.rglob("*.json"))
    assert [stat.S_IMODE(each.stat().st_mode) for each in keys] == [0o600, 0o600]
    assert {stat.S_IMODE(each.stat().st_mode) for each in (folder, *(key.parent for key in keys))} == {0o700}
    for each in keys:
        assert "PRIVATE" not in each.read_text()
        assert set(json.loads(each.read_text())) == {"certificates", "key"}


def test_a_key_opens_with_the_secret_it_was_sealed_with_and_in_its_own_place(tmp_path: Path) -> None:
    files_in(tmp_path).of(BRANCH, AT)
    with pytest.raises(SecretUnusable):
        SigningFiles(tmp_path / "signing", SecretBox(bytes(32), lambda size: bytes(size)), "示范银行").of(BRANCH, AT)
    moved = tmp_path / "signing" / "branch-other"
    (tmp_path / "signing" / "branch-branch").rename(moved)
    with pytest.raises(SecretUnusable):
        files_in(tmp_path).of(Branch("other", "0113", "城东支行"), AT)


def test_workers_that_need_a_certificate_at_once_sign_with_the_same_one(tmp_path: Path) -> None:
    with multiprocessing.get_context("spawn").Pool(4) as pool:
        used = pool.starmap(made_by, [(str(tmp_path), number) for number in range(8)])
    assert len(set(used)) == 1
    assert len(list((tmp_path / "signing").rglob("*.json"))) == 2
    assert len(files_in(tmp_path).roots()) == 1
    assert list((tmp_path / "signing").rglob(".new-*")) == []


def test_a_branch_gets_its_next_certificate_before_the_present_one_ends_and_both_stay_trusted(tmp_path: Path) -> None:
    files = files_in(tmp_path)
    first, ends = files.of(BRANCH, AT), AT + BRANCH_LIFE
    assert files.of(BRANCH, ends - RENEW_BEFORE - timedelta(days=1)) == first
    second = files.of(BRANCH, ends - RENEW_BEFORE + timedelta(days=1))
    assert second.certificate != first.certificate
    assert second.root == first.root
    assert files_in(tmp_path).of(BRANCH, ends).certificate == second.certificate


def test_an_authority_that_would_end_before_what_it_signs_has_a_successor_and_stays_trusted(tmp_path: Path) -> None:
    files = files_in(tmp_path)
    first = files.authority(AT)
    later = first.certificate.not_valid_after_utc - timedelta(days=30)
    assert files.of(BRANCH, later).root != first.certificate
    assert len(files.roots()) == 2


def test_a_branch_with_a_new_name_signs_under_it(tmp_path: Path) -> None:
    files = files_in(tmp_path)
    before = files.of(BRANCH, AT)
    after = files.of(Branch("branch", "0113", "滨江支行"), AT)
    assert before.certificate.subject != after.certificate.subject


def test_a_clock_that_was_behind_gets_a_certificate_that_held_then(tmp_path: Path) -> None:
    files = files_in(tmp_path)
    files.of(BRANCH, AT)
    long_ago = AT - timedelta(days=90)
    assert files.of(BRANCH, long_ago).holds_at(long_ago)
    assert files.of(BRANCH, AT).holds_at(AT)


def test_a_bank_signs_with_the_certificate_it_brought(settings: Settings, tmp_path: Path) -> None:
    root = make_authority("某银行", AT - timedelta(days=365))
    brought = make_branch(root, "某银行", "电子单据", "", AT - timedelta(days=365))
    with bank_with(settings, brought, tmp_path) as world:
        document, pdf = issued_file(world)
        found = judge_file(pdf, roots_of(world), world.clock())
        assert (document["state"], found.is_valid) == ("issued", True)
        assert found.fingerprint == fingerprint(brought.certificate)


def test_a_certificate_that_ended_issues_nothing_until_it_is_replaced(settings: Settings, tmp_path: Path) -> None:
    old = AT - BRANCH_LIFE - timedelta(days=365)
    root = make_authority("某银行", old)
    with bank_with(settings, make_branch(root, "某银行", "电子单据", "", old), tmp_path) as world:
        failed, _ = issued_file(world)
        assert (failed["state"], failed["reason"], failed["sha256"]) == ("failed", "signing_expired", None)
        assert failed["reason_text"] == "签名证书已过期或尚未生效，请联系技术支持更换证书后重试"
        fresh = make_branch(root, "某银行", "电子单据", "", AT - timedelta(days=365))
        write(fresh, *(tmp_path / name for name in ("bank.crt", "bank.key", "chain.pem")))
        desk = world.sign_in("teller")
        assert desk.post(f"/api/documents/{failed['id']}/retry").status_code == 202
        issue(world).issue_all()
        (done,) = listed(desk)
        assert (done["state"], done["serial"]) == ("issued", failed["serial"])


def test_a_key_that_cannot_be_used_fails_the_document_and_says_so(world: World) -> None:
    (world.settings.data / "signing").write_text("in the way")
    failed, _ = issued_file(world)
    assert (failed["state"], failed["reason"]) == ("failed", "signing")


def test_what_a_bank_brings_is_refused_with_the_file_that_is_wrong(tmp_path: Path) -> None:
    root = make_authority("某银行", AT)
    identity = make_branch(root, "某银行", "电子单据", "", AT)
    cert, key, chain = (tmp_path / name for name in ("bank.crt", "bank.key", "chain.pem"))

    def said() -> str:
        with pytest.raises(CertificateUnusable) as refused:
            BroughtIdentity(cert, key, chain, files_in(tmp_path)).of(BRANCH, AT)
        return str(refused.value)

    assert "bank.crt" in said()
    write(identity, cert, key, chain)
    key.chmod(0o644)
    assert "0600" in said()
    write(SigningIdentity(new_key(), identity.certificate, identity.chain), cert, key, chain)
    key.chmod(0o600)
    assert "is not the key" in said()
    write(SigningIdentity(identity.key, identity.certificate, ()), cert, key, chain)
    assert "chain.pem holds no certificate" in said()


def test_a_certificate_file_that_was_taken_away_is_not_waited_for(tmp_path: Path) -> None:
    files = files_in(tmp_path)
    files.of(BRANCH, AT)
    files.of(Branch("branch", "0113", "滨江支行"), AT)
    (tmp_path / "signing" / "branch-branch" / "0001.json").unlink()
    assert files_in(tmp_path).of(Branch("branch", "0113", "江南支行"), AT).holds_at(AT)
