"""Everything that can be set from outside: environment variables with the prefix LOBBYBOOK_ become one frozen object.

`TABLE` is the only list of them: reading, `python -m server --help` and the README's table are made from it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

PREFIX = "LOBBYBOOK_"
REPOSITORY = Path(__file__).resolve().parent.parent


class SettingsError(Exception):
    """A variable holds what it cannot hold; the message names it."""


@dataclass(frozen=True)
class Settings:
    data: Path
    host: str
    port: int
    public_url: str
    tls_cert: Path | None
    tls_key: Path | None
    database_url: str
    file_store: str
    bank_name: str
    secret_file: Path
    signing_cert: Path | None
    signing_key: Path | None
    signing_chain: Path | None
    pwa_folder: Path
    threads: int
    warm_renderer: bool
    log_level: str
    log_format: str
    session_hours: int
    grant_hours: int
    enrolment_minutes: int
    durable_hours: int
    max_body_bytes: int
    trusted_proxies: int

    @property
    def secure(self) -> bool:
        """Whether people reach this server over HTTPS: it decides the cookies' Secure flag."""
        return self.public_url.startswith("https://")

    def changed(self, **values: Any) -> Settings:
        return replace(self, **values)


@dataclass(frozen=True)
class Variable:
    """One row of the table: the default is text, as if it stood in the environment; {data} and the like are filled in."""

    field: str
    default: str
    meaning: str
    parse: Callable[[str], Any] = str

    @property
    def name(self) -> str:
        return PREFIX + self.field.upper()


def _positive(text: str) -> int:
    number = int(text)
    if number <= 0:
        raise ValueError("must be above zero")
    return number


def _not_negative(text: str) -> int:
    number = int(text)
    if number < 0:
        raise ValueError("must not be negative")
    return number


def _port(text: str) -> int:
    number = int(text)
    if not 0 <= number <= 65535:
        raise ValueError("must be a port, 0 to 65535")
    return number


def _path(text: str) -> Path:
    return Path(text).expanduser().resolve()


def _optional_path(text: str) -> Path | None:
    return _path(text) if text else None


def _one_of(*choices: str) -> Callable[[str], str]:
    def parse(text: str) -> str:
        if text not in choices:
            raise ValueError("must be one of " + ", ".join(choices))
        return text

    return parse


def _yes_or_no(text: str) -> bool:
    return _one_of("yes", "no")(text) == "yes"


TABLE: tuple[Variable, ...] = (
    Variable("data", "data", "folder of everything this instance keeps", _path),
    Variable("host", "127.0.0.1", "address to listen on"),
    Variable("port", "8000", "port to listen on; 0 takes a free one", _port),
    Variable("tls_cert", "", "certificate file; with tls_key the server speaks HTTPS itself", _optional_path),
    Variable("tls_key", "", "private key file of that certificate", _optional_path),
    Variable("public_url", "{scheme}://{host}:{port}", "address people and tablets use; https:// makes cookies Secure"),
    Variable("database_url", "sqlite:///{data}/lobbybook.sqlite3", "SQLite file, or postgresql+psycopg://…"),
    Variable("file_store", "{data}/files", "folder of issued documents, photos and signatures"),
    Variable("bank_name", "示范银行", "name of the bank on its documents"),
    Variable(
        "secret_file",
        "{data}/secret.key",
        "the instance's secret, made at first run, readable by its owner only",
        _path,
    ),
    Variable(
        "signing_cert",
        "",
        "the bank's own certificate for documents; without it each branch has one of the installation's authority",
        _optional_path,
    ),
    Variable("signing_key", "", "private key file of that certificate, readable by its owner only", _optional_path),
    Variable("signing_chain", "", "certificates from its issuer to the root, in one PEM file", _optional_path),
    Variable("pwa_folder", str(REPOSITORY / "pwa" / "dist"), "the built tablet app", _path),
    Variable("threads", "48", "threads of the web process; each open live connection holds one", _positive),
    Variable(
        "warm_renderer",
        "yes",
        "yes starts the renderer with the worker, so that no first document waits for it; no saves its memory until then",
        _yes_or_no,
    ),
    Variable("log_level", "info", "debug, info, warning or error", _one_of("debug", "info", "warning", "error")),
    Variable("log_format", "json", "json, or text for a terminal", _one_of("json", "text")),
    Variable("session_hours", "12", "a sign-in ends after this many hours", _positive),
    Variable("grant_hours", "72", "a tablet may capture offline this long after its last online sign-in", _positive),
    Variable("enrolment_minutes", "1440", "an enrolment code is good for this many minutes", _positive),
    Variable(
        "durable_hours",
        "168",
        "after this many hours an operation is surely in a backup and may leave its tablet",
        _positive,
    ),
    Variable("max_body_bytes", "4194304", "largest request body taken, in bytes, as sent", _positive),
    Variable("trusted_proxies", "0", "number of reverse proxies whose X-Forwarded-For is believed", _not_negative),
)


def load_settings(environment: Mapping[str, str]) -> Settings:
    values: dict[str, Any] = {}
    for variable in TABLE:
        text = environment.get(variable.name, "").strip() or variable.default
        scheme = "https" if values.get("tls_cert") else "http"
        try:
            values[variable.field] = variable.parse(_filled(text, {**values, "scheme": scheme}))
        except ValueError as error:
            raise SettingsError(f"{variable.name}={text!r}: {error}") from error
    _check_pairs(values)
    return Settings(**values)


def _filled(text: str, values: Mapping[str, Any]) -> str:
    for key in ("data", "scheme", "host", "port"):
        text = text.replace("{" + key + "}", str(values.get(key, "")))
    return text


def _check_pairs(values: Mapping[str, Any]) -> None:
    for what in ("tls", "signing"):
        if bool(values[f"{what}_cert"]) != bool(values[f"{what}_key"]):
            name = PREFIX + what.upper()
            raise SettingsError(f"{name}_CERT and {name}_KEY go together: set both or none")


def table_as_markdown() -> str:
    """The README's table."""
    rows = [f"| `{v.name}` | `{_shown(v.default) or '–'}` | {v.meaning} |" for v in TABLE]
    return "\n".join(["| variable | default | meaning |", "| - | - | - |", *rows])


def _shown(default: str) -> str:
    return default.replace(str(REPOSITORY) + "/", "")
