"""The instance's secret: made once, for its owner alone, and never usable for another purpose."""

import os

import pytest

from server.services.secret_box import SecretBox, SecretUnusable, load_secret

BOX = SecretBox(b"s" * 32, os.urandom)


def test_the_secret_is_made_once_and_is_private(tmp_path):
    file = tmp_path / "secret.key"
    first = load_secret(file, os.urandom)
    assert load_secret(file, os.urandom) == first
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_damaged_secret_file_is_said(tmp_path):
    file = tmp_path / "secret.key"
    file.write_text("not a secret")
    with pytest.raises(SecretUnusable, match=r"secret\.key"):
        load_secret(file, os.urandom)


def test_what_is_sealed_opens_for_its_own_purpose_and_row_only():
    sealed = BOX.seal("share", b"content", "device-1")
    assert b"content" not in sealed
    assert BOX.open("share", sealed, "device-1") == b"content"
    for purpose, row in (("recovery", "device-1"), ("share", "device-2")):
        with pytest.raises(SecretUnusable):
            BOX.open(purpose, sealed, row)


def test_another_secret_opens_nothing():
    with pytest.raises(SecretUnusable):
        SecretBox(b"t" * 32, os.urandom).open("share", BOX.seal("share", b"content", "d"), "d")


def test_one_text_hashes_differently_for_each_purpose():
    assert BOX.keyed_hash("csrf", "x") != BOX.keyed_hash("attempts", "x")
