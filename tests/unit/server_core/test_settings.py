"""Settings come from the environment, with one table that says all of them."""

from pathlib import Path

import pytest

from server.settings import TABLE, Settings, SettingsError, load_settings, table_as_markdown


def test_everything_has_a_default():
    assert load_settings({}).port == 8000


def test_the_table_and_the_settings_name_the_same():
    assert {variable.field for variable in TABLE} == set(Settings.__dataclass_fields__)


def test_files_follow_the_data_folder(tmp_path):
    settings = load_settings({"LOBBYBOOK_DATA": str(tmp_path)})
    assert settings.database_url == f"sqlite:///{tmp_path}/lobbybook.sqlite3"
    assert settings.secret_file == tmp_path / "secret.key"
    assert Path(settings.file_store) == tmp_path / "files"


@pytest.mark.parametrize(
    ("name", "value"),
    [("PORT", "http"), ("PORT", "70000"), ("THREADS", "0"), ("LOG_LEVEL", "loud"), ("MAX_BODY_BYTES", "-1")],
)
def test_a_value_that_cannot_be_is_refused_by_name(name, value):
    with pytest.raises(SettingsError, match=f"LOBBYBOOK_{name}"):
        load_settings({f"LOBBYBOOK_{name}": value})


def test_a_certificate_without_its_key_is_refused():
    with pytest.raises(SettingsError, match="go together"):
        load_settings({"LOBBYBOOK_TLS_CERT": "a.pem"})


def test_a_certificate_makes_the_address_https(tmp_path):
    pair = {"LOBBYBOOK_TLS_CERT": str(tmp_path / "c"), "LOBBYBOOK_TLS_KEY": str(tmp_path / "k")}
    assert load_settings(pair).secure


def test_the_written_table_shows_no_path_of_this_machine():
    assert str(Path.cwd()) not in table_as_markdown()
    assert "`LOBBYBOOK_DATABASE_URL`" in table_as_markdown()
