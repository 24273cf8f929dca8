"""The signature of a file: what holds, what does not, and whose certificate may sign."""

from __future__ import annotations

import io
import re
import subprocess
from datetime import timedelta
from functools import cache
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError
from pyhanko.pdf_utils.generic import pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.general import SigningError

from server.documents.signing import SigningIdentity, judge_file, sign_file
from server.documents.signing.certificates import (
    BRANCH_LIFE,
    DOCUMENT_SIGNING,
    LONGEST_NAME,
    make_authority,
    make_branch,
    shown_name,
)
from tests.papers import AT, made, sheet

AUTHORITY = make_authority("示范银行", AT)
BRANCH = make_branch(AUTHORITY, "示范银行", "城东支行", "0113", AT)
ROOTS = [AUTHORITY.certificate]


@cache
def paper() -> bytes:
    return made(sheet()).pdf


@cache
def signed() -> bytes:
    return sign_file(paper(), BRANCH, "城东支行", AT)


def appended(pdf: bytes) -> bytes:
    """A further revision, as an editor writes one that leaves what was signed in place."""
    writer, out = IncrementalPdfFileWriter(io.BytesIO(pdf)), io.BytesIO()
    writer.root[pdf_name("/Note")] = pdf_string("added")
    writer.update_root()
    writer.write(out)
    return out.getvalue()


def test_the_signature_names_the_branch_its_certificate_and_the_moment_of_the_issue() -> None:
    found = judge_file(signed(), ROOTS, AT)
    assert found.is_valid
    assert (found.holder, found.signed_at) == ("示范银行 城东支行电子单据签名", AT)
    assert found.issuer == shown_name(AUTHORITY.certificate.subject)
    assert (found.valid_from, found.valid_until) == (AT - timedelta(days=1), AT + BRANCH_LIFE)


def test_what_was_rendered_stands_unchanged_before_the_signature() -> None:
    assert signed().startswith(paper())
    assert made(sheet()).pdf == paper()


def test_a_single_changed_byte_is_found_wherever_it_is() -> None:
    for at in (len(signed()) // 3, len(signed()) // 2, len(paper()) - 40):
        changed = bytearray(signed())
        changed[at] ^= 1
        assert not judge_file(bytes(changed), ROOTS, AT).is_valid, at


def test_what_is_appended_after_the_signature_is_found() -> None:
    longer = appended(signed())
    assert longer.startswith(signed())
    assert judge_file(longer, ROOTS, AT).standing == "altered"


def test_a_second_signature_does_not_pass_for_the_first() -> None:
    stranger = make_branch(make_authority("别的银行", AT), "别的银行", "支行", "0114", AT)
    assert judge_file(sign_file(paper(), stranger, "支行", AT), ROOTS, AT).holder == "别的银行 支行电子单据签名"
    with pytest.raises(SigningError):
        sign_file(signed(), stranger, "支行", AT)


def test_another_banks_certificate_of_the_same_name_is_not_trusted() -> None:
    stranger = make_branch(make_authority("示范银行", AT), "示范银行", "城东支行", "0113", AT)
    assert judge_file(sign_file(paper(), stranger, "城东支行", AT), ROOTS, AT).standing == "untrusted"


def test_a_certificate_that_had_ended_at_the_issue_is_not_trusted_and_one_that_ended_since_is() -> None:
    assert judge_file(signed(), ROOTS, AT + BRANCH_LIFE + timedelta(days=1)).standing == "untrusted"
    assert judge_file(signed(), ROOTS, AT + BRANCH_LIFE - timedelta(days=1)).is_valid


@pytest.mark.parametrize(("content", "standing"), [(b"", "unreadable"), (b"%PDF-1.7\nnothing", "unreadable")])
def test_what_is_no_document_is_no_fault(content: bytes, standing: str) -> None:
    assert judge_file(content, ROOTS, AT).standing == standing
    assert judge_file(paper(), ROOTS, AT).standing == "unsigned"


def test_poppler_finds_the_whole_file_signed(tmp_path: Path) -> None:
    file = tmp_path / "signed.pdf"
    file.write_bytes(signed())
    said = subprocess.run(["pdfsig", "-nocert", str(file)], capture_output=True, text=True, check=False).stdout
    for part in ("ETSI.CAdES.detached", "Total document signed", "Signature is Valid", "SHA-256"):
        assert part in said


def test_a_branch_signs_documents_and_neither_servers_nor_certificates() -> None:
    usage = BRANCH.certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    assert (usage.digital_signature, usage.content_commitment, usage.key_cert_sign) == (True, True, False)
    purposes = BRANCH.certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    assert list(purposes) == [DOCUMENT_SIGNING]
    verifier = PolicyBuilder().store(Store(ROOTS)).time(AT).build_server_verifier(x509.DNSName("localhost"))
    with pytest.raises(VerificationError):
        verifier.verify(BRANCH.certificate, [])


def test_no_certificate_outlives_the_authority_that_signed_it() -> None:
    late = AUTHORITY.certificate.not_valid_after_utc - timedelta(days=100)
    branch = make_branch(AUTHORITY, "示范银行", "城东支行", "0113", late)
    assert branch.certificate.not_valid_after_utc == AUTHORITY.certificate.not_valid_after_utc


def test_a_very_long_name_fits_a_certificate() -> None:
    bank = "中国示范商业银行股份有限公司" * 5
    branch = make_branch(make_authority(bank, AT), bank, "城东支行" * 9, "0113", AT)
    assert {len(str(part.value).encode()) <= LONGEST_NAME for part in branch.certificate.subject} == {True}


def test_a_certificate_that_no_other_one_stands_behind_is_trusted_as_it_stands() -> None:
    alone = SigningIdentity(BRANCH.key, BRANCH.certificate, ())
    assert judge_file(sign_file(paper(), alone, "城东支行", AT), [alone.root], AT).is_valid


def test_the_room_for_a_signature_is_not_much_more_than_it_takes() -> None:
    digits = re.search(rb"/Contents <([0-9A-Fa-f]+)>", signed())
    assert digits is not None
    assert 256 < len(digits[1]) - len(digits[1].rstrip(b"0")) < 1536


def test_an_rsa_key_with_a_long_chain_has_room_to_sign() -> None:
    """What a bank may bring: the largest usual key, and names as long as they get."""
    bank = "中国示范商业银行股份有限公司" * 5
    root = make_authority(bank, AT)
    key = rsa.generate_private_key(65537, 4096)
    issued = (
        x509.CertificateBuilder()
        .subject_name(root.certificate.subject)
        .issuer_name(root.certificate.subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(AT)
        .not_valid_after(AT + timedelta(days=30))
        .add_extension(BRANCH.certificate.extensions.get_extension_for_class(x509.KeyUsage).value, critical=True)
        .sign(root.key, SHA256())
    )
    identity = SigningIdentity(key, issued, (root.certificate,))
    assert judge_file(sign_file(paper(), identity, "城东支行" * 20, AT), [root.certificate], AT).is_valid
