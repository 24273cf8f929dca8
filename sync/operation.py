"""An operation: one thing a person did, as it travels from tablet to server (sync/README.md, MUST-1 to MUST-6).

`parse` tells whether a text is one at all. What it says is judged elsewhere: a well-formed operation may still be refused.
"""

import json
import re
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from typing import Any

from sync.fields import FieldJudge, wrong_moment
from sync.server.value import value

_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\Z", re.ASCII)
_TYPE = re.compile(r"([a-z][a-z0-9_]*)\.([a-z][a-z0-9_]*)@([1-9][0-9]{0,3})\Z", re.ASCII)
_SAFE_INTEGER = 2**53 - 1
_CHANGE = {"from", "to"}
MAX_DEPS, MAX_FIELDS, MAX_REASON = 50, 100, 500
_wrong_reason = FieldJudge({"type": "text", "max": MAX_REASON, "multiline": True}).check
_wrong_version = FieldJudge({"type": "text", "max": 40}).check


class Unparseable(ValueError):
    """The text is no operation; `at` names the first member that is wrong."""

    def __init__(self, at: str) -> None:
        super().__init__(at)
        self.at = at


@dataclass(frozen=True)
class OperationType:
    """`parcel.close@1` (kind, verb, version): the kind of record, what is done to it, and the version of that vocabulary."""

    kind: str
    verb: str
    version: int


@value
class Operation:
    """`base_rev` or `base_after` says what the person saw: a revision, or an operation not yet decided. Times are UTC text
    with milliseconds, `clock_offset` is in milliseconds (server minus tablet)."""

    op_id: str
    device_id: str
    op_seq: int
    type: OperationType
    record_id: str
    actor_id: str
    grant_id: str
    base_rev: int | None
    base_after: str | None
    patch: dict[str, dict[str, Any]]
    args: dict[str, Any]
    reason: str | None
    deps: tuple[str, ...]
    replaces: str | None
    occurred_at: str
    clock_offset: int
    app_version: str
    hash: str = field(default="")


def content_hash(text: str) -> str:
    """SHA-256 of the operation's UTF-8 bytes, in hex: under this name the server stores it."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def parse(text: str, hash: str | None = None) -> Operation:
    """The operation in a text, of which `hash` is the content hash if that is known. Raises Unparseable naming the first member
    that is wrong; unknown members are left alone."""
    try:
        raw = _DECODER.decode(text)
    except (ValueError, RecursionError):
        raise Unparseable("json") from None
    if not isinstance(raw, dict):
        raise Unparseable("json")
    base_rev, base_after = _base(raw.get("base"))
    args, reason = _command(raw.get("command"))
    return Operation(
        op_id=_uuid(raw, "op_id"),
        device_id=_uuid(raw, "device_id"),
        op_seq=_integer(raw, "op_seq", 1),
        type=_type(raw.get("type")),
        record_id=_uuid(raw, "record_id"),
        actor_id=_uuid(raw, "actor_id"),
        grant_id=_uuid(raw, "grant_id"),
        base_rev=base_rev,
        base_after=base_after,
        patch=_patch(raw.get("patch")),
        args=args,
        reason=reason,
        deps=_deps(raw.get("deps")),
        replaces=None if raw.get("replaces") is None else _uuid(raw, "replaces"),
        occurred_at=_moment(raw.get("occurred_at")),
        clock_offset=_integer(raw, "clock_offset", -_SAFE_INTEGER),
        app_version=_short(raw.get("app_version")),
        hash=content_hash(text) if hash is None else hash,
    )


def _no_constant(_name: str) -> None:
    raise ValueError("NaN and Infinity are not JSON")


_DECODER = json.JSONDecoder(parse_constant=_no_constant)


def _uuid(raw: dict[str, Any], name: str) -> str:
    value = raw.get(name)
    if not isinstance(value, str) or not _UUID.match(value):
        raise Unparseable(name)
    return value


def _integer(raw: dict[str, Any], name: str, low: int) -> int:
    value = raw.get(name)
    if isinstance(value, float) and value.is_integer():
        value = int(value)  # JSON knows one kind of number: 3.0 is 3
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= _SAFE_INTEGER:
        raise Unparseable(name)
    return value


def _type(value: Any) -> OperationType:
    known = _read_type(value) if isinstance(value, str) else None
    if known is None:
        raise Unparseable("type")
    return known


@lru_cache(maxsize=1024)  # of the few that tablets speak, hundreds in one push
def _read_type(value: str) -> OperationType | None:
    found = _TYPE.match(value)
    return None if found is None else OperationType(found[1], found[2], int(found[3]))


def _base(value: Any) -> tuple[int | None, str | None]:
    if value is None:
        return None, None
    if not isinstance(value, dict) or len(value) != 1:
        raise Unparseable("base")
    try:
        return (_integer(value, "rev", 1), None) if "rev" in value else (None, _uuid(value, "after"))
    except Unparseable:
        raise Unparseable("base") from None


def _patch(value: Any) -> dict[str, dict[str, Any]]:
    if value is None:
        return {}
    if not isinstance(value, dict) or len(value) > MAX_FIELDS:
        raise Unparseable("patch")
    for change in value.values():
        if not isinstance(change, dict) or change.keys() != _CHANGE:
            raise Unparseable("patch")
    return value


def _command(value: Any) -> tuple[dict[str, Any], str | None]:
    if value is None:
        return {}, None
    if not isinstance(value, dict):
        raise Unparseable("command")
    args, reason = value.get("args", {}), value.get("reason")
    if not isinstance(args, dict) or len(args) > MAX_FIELDS:
        raise Unparseable("command")
    if reason is not None and _wrong_reason(reason) is not None:
        raise Unparseable("command")
    return args, reason


def _deps(value: Any) -> tuple[str, ...]:
    if value is None:
        return ()
    if not isinstance(value, list) or len(value) > MAX_DEPS:
        raise Unparseable("deps")
    if any(not isinstance(each, str) or not _UUID.match(each) for each in value):
        raise Unparseable("deps")
    return tuple(value)


def _moment(value: Any) -> str:
    if wrong_moment(value) is not None:
        raise Unparseable("occurred_at")
    return str(value)


def _short(value: Any) -> str:
    if _wrong_version(value) is not None:
        raise Unparseable("app_version")
    return str(value)
