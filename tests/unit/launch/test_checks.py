"""What hinders a start is told in one line that says what to do."""

from pathlib import Path

import pytest

from server.launch import checks
from server.launch.checks import NotReady


def test_a_port_in_use_is_told_with_another_to_choose() -> None:
    with checks.listen("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(NotReady, match=rf"^Port {port} on 127.0.0.1 is already in use; .*PORT={port + 1}$"):
            checks.listen("127.0.0.1", port)


def test_an_address_of_another_machine_is_told() -> None:
    with pytest.raises(NotReady, match=r"^192\.0\.2\.1 is not an address of this machine"):
        checks.listen("192.0.2.1", 0)


def test_a_folder_that_is_missing_is_made(tmp_path: Path) -> None:
    checks.require_writable(tmp_path / "new" / "data")
    assert list((tmp_path / "new" / "data").iterdir()) == []


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(NotReady, match=r"^The data folder .*/file/data cannot be written \(Not a directory\)"):
        checks.require_writable(tmp_path / "file" / "data")


def test_the_libraries_that_documents_need_are_here() -> None:
    checks.require_libraries()


def test_a_missing_library_is_told_by_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "LIBRARIES", {"libnowhere.so.9": "libnowhere9"})
    with pytest.raises(NotReady, match=r"apt-get install -y libnowhere9$"):
        checks.require_libraries()


def test_a_data_folder_has_one_instance_at_a_time(tmp_path: Path) -> None:
    with checks.claim(tmp_path), pytest.raises(NotReady, match=r"^Another instance is using the data folder"):
        checks.claim(tmp_path)
    checks.claim(tmp_path).close()


def test_the_address_of_an_instance_is_known_while_it_runs(tmp_path: Path) -> None:
    assert checks.address_of_holder(tmp_path) is None
    with checks.claim(tmp_path) as lock:
        lock.write("https://192.168.1.20:8123")
        lock.flush()
        assert checks.address_of_holder(tmp_path) == "https://192.168.1.20:8123"
    assert checks.address_of_holder(tmp_path) is None
