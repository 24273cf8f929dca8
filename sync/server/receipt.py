"""How a decision is told to the tablet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sync.operation import Operation
from sync.server.compact_json import writer

if TYPE_CHECKING:
    from sync.server.state import Moment

_encode = writer(ascii=True)


def receipt_of(operation: Operation, moment: Moment, **said: Any) -> dict[str, Any]:
    """The receipt with what identifies the operation first; members without a value are left out."""
    kept = {key: value for key, value in said.items() if value is not None}
    return {**_identity(operation), **kept, "decided_at": moment.decided_at}


def stored(operation: Operation, at: str, code: str | None = None) -> dict[str, Any]:
    """The receipt of an operation that is durable and not decided; `code` says why where a person must know."""
    why = {} if code is None else {"code": code}
    return {**_identity(operation), "verdict": "stored", **why, "decided_at": at}


def receipt_text(receipt: Mapping[str, Any]) -> str:
    """The one form in which a receipt is stored and sent, so that a replay is byte for byte the same."""
    return _encode(receipt)


def _identity(operation: Operation) -> dict[str, Any]:
    return {
        "op_id": operation.op_id,
        "hash": operation.hash,
        "device_id": operation.device_id,
        "op_seq": operation.op_seq,
    }
