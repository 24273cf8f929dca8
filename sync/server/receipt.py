"""How a decision is told to the tablet."""

from typing import Any

from sync.operation import Operation
from sync.server.state import Moment


def receipt_of(operation: Operation, moment: Moment, **said: Any) -> dict[str, Any]:
    """The receipt with what identifies the operation first; members without a value are left out."""
    identity = {
        "op_id": operation.op_id,
        "hash": operation.hash,
        "device_id": operation.device_id,
        "op_seq": operation.op_seq,
    }
    kept = {key: value for key, value in said.items() if value is not None}
    return {**identity, **kept, "decided_at": moment.decided_at}
