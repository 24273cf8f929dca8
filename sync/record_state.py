"""The three honest states of a record, and the fourth that needs a person: derived from receipts and documents alone.

`saved` on this tablet only · `received` by the bank · `issued` as a document · `attention` (sync/README.md, MUST-40 to 42).
"""

from collections.abc import Sequence
from typing import Literal

from sync.verdict import fate

RecordState = Literal["saved", "received", "issued", "attention"]


def record_state(verdicts: Sequence[str | None], documents: Sequence[str]) -> RecordState:
    """`verdicts` of the record's own operations on this tablet (None: no receipt yet), `documents` the states of its documents.

    The least sure thing decides: one operation without a receipt, and the record is only saved here.
    """
    fates = [None if verdict is None else fate(verdict) for verdict in verdicts]
    if "attention" in fates:
        return "attention"
    if None in fates:
        return "saved"
    waiting = "waiting" in fates or not documents or any(state != "issued" for state in documents)
    return "received" if waiting else "issued"


def all_synced(outbox: int, uploads: int) -> bool:
    """Whether the tablet may say that everything has arrived: counts of what has no receipt, never a guess."""
    return outbox == 0 and uploads == 0
