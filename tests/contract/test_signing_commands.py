"""The command line of signing: what an instance makes when it is set up, what it shows, and what it proves."""

from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509

from server.__main__ import main
from server.documents.signing.identity import fingerprint
from tests.conftest import settings_for
from tests.filings import closed, issue
from tests.pushes import pen_of
from tests.worlds import open_world


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sqlite_url: str) -> Path:
    """The folder of the instance that the environment describes."""
    monkeypatch.setenv("LOBBYBOOK_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("LOBBYBOOK_DATABASE_URL", sqlite_url)
    return tmp_path / "data"


def test_setting_up_makes_an_authority_once_and_its_key_is_its_owners(data: Path) -> None:
    assert main(["migrate"]) == 0
    (key,) = (data / "signing").rglob("*.json")
    before = key.read_bytes()
    assert main(["migrate"]) == 0
    assert (key.read_bytes(), stat.S_IMODE(key.stat().st_mode)) == (before, 0o600)


def test_the_root_is_exported_and_shown_by_its_fingerprint(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["migrate"])
    assert main(["signing", "--json", "--out", str(tmp_path / "root.pem")]) == 0
    (root,) = json.loads(capsys.readouterr().out)
    exported = x509.load_pem_x509_certificate((tmp_path / "root.pem").read_bytes())
    assert (root["what"], root["sha256"]) == ("root", fingerprint(exported))
    assert root["days_left"] > 7000


def test_a_certificate_that_cannot_be_used_stops_no_start_and_is_said(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("CERT", "KEY"):
        monkeypatch.setenv(f"LOBBYBOOK_SIGNING_{name}", str(data / "missing.pem"))
    assert main(["migrate"]) == 0
    assert "none will be issued" in capsys.readouterr().err
    with pytest.raises(SystemExit, match=r"missing\.pem"):
        main(["signing"])


def test_every_file_of_the_archive_is_proved_and_a_damaged_one_is_named(
    data: Path, tmp_path: Path, sqlite_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with open_world(settings_for(sqlite_url, tmp_path)) as world:
        pen = pen_of(world)
        closed(pen)
        closed(pen)
        issue(world).issue_all()

    def proved() -> tuple[int, dict[str, Any]]:
        code = main(["verify", "--json", "--files"])
        return code, json.loads(capsys.readouterr().out)["files"]

    capsys.readouterr()  # the world's own log
    code, told = proved()
    assert (code, told) == (0, {"proved": 2, "wrong": []})
    first = min((each for each in (data / "files").rglob("*") if each.is_file()), key=lambda each: each.name)
    first.write_bytes(first.read_bytes() + b"\n")
    code, told = proved()
    assert (code, told["proved"], [each["why"] for each in told["wrong"]]) == (1, 2, ["missing"])
