"""I3, I6, I7: once, in one order, without a gap."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sync.verdict import is_decided
from tests.simulation.ledger import Ledger
from tests.simulation.memory import Memory
from tests.simulation.tablets import SimulatedTablet
from tests.simulation.trace import must

Receipt = Mapping[str, Any]


def a_receipt_is_for_ever(memory: Memory, receipt: Receipt, where: str) -> None:
    """I3: ∀ hash: the first decided receipt seen anywhere = every decided receipt seen later."""
    if not is_decided(receipt["verdict"]):
        return
    text = json.dumps(receipt, sort_keys=True)
    known = memory.receipts.setdefault(receipt["hash"], text)
    must(known == text, "I3", f"{where} says of one operation {text}, it was {known}")


def every_revision_has_one_operation(ledger: Ledger) -> None:
    """I3: ∀ record: {receipt.rev of its operations that took effect} = {1 … record.rev}, rev 1 by exactly one creation."""
    for record in ledger.records.values():
        took = [op for op in ledger.decided.values() if op.record_id == record["id"] and op.receipt.get("rev")]
        revs = {op.receipt["rev"] for op in took}
        must(revs == set(range(1, record["rev"] + 1)), "I3", f"revisions {sorted(revs)} of a record at {record['rev']}")
        creations = [op for op in took if ".create@" in op.type]
        must(len(creations) == 1, "I3", f"a record was created {len(creations)} times")


def official_numbers_are_used_once(ledger: Ledger) -> None:
    """I3: official numbers are unique and, by prefix and day, gapless from 1."""
    series: dict[str, list[int]] = {}
    for record in ledger.records.values():
        must(record["no"] is not None, "I3", "a record has no official number")
        prefix, last = record["no"].rsplit("-", 1)
        series.setdefault(prefix, []).append(int(last))
    for prefix, numbers in series.items():
        must(sorted(numbers) == list(range(1, len(numbers) + 1)), "I3", f"numbers {sorted(numbers)} of {prefix}")


def the_feed_only_grows_at_its_end(ledger: Ledger, memory: Memory) -> None:
    """I7: in every scope the visible seqs are 1 … head, and what was visible before is a prefix of what is visible now."""
    for scope, rows in ledger.feed.items():
        seqs = [seq for seq, _item, _ref in rows]
        must(seqs == list(range(1, len(rows) + 1)), "I7", f"seqs of {scope}: {seqs}")
        must(
            ledger.heads.get(scope) == len(rows), "I7", f"{scope} has head {ledger.heads.get(scope)}, rows {len(rows)}"
        )
        seen = memory.feed.get(scope, [])
        must(rows[: len(seen)] == seen, "I7", f"{scope}: something became visible below what was visible already")
    memory.feed = dict(ledger.feed)


def a_cursor_skips_nothing(tablet: SimulatedTablet, ledger: Ledger, epoch: str) -> None:
    """I6: cursor c of a scope ⇒ ∀ ref whose newest feed row is ≤ c: the tablet shows its present state."""
    head = tablet.disk["head"]
    if not head or head["epoch"] != epoch or head["bootstrap"] is not None:
        return
    rows = {row["id"]: row for row in tablet.disk["base"]}
    conflicts = {row["id"]: row for row in tablet.disk["conflicts"]}
    by_id = {op["op_id"]: op for op in tablet.ops}
    for scope, cursor in head["cursors"].items():
        entries = ledger.feed.get(scope, [])
        must(cursor <= len(entries), "I6", f"{tablet.name} claims {cursor} of {scope}, which ends at {len(entries)}")
        newest = {ref: (seq, item) for seq, item, ref in entries}
        for ref, (seq, item) in newest.items():
            if seq <= cursor:
                _is_reflected(item, ref, ledger, rows, conflicts, by_id, f"{tablet.name} at {cursor} of {scope}")


def _is_reflected(
    item: str,
    ref: str,
    ledger: Ledger,
    rows: Mapping[str, Mapping[str, Any]],
    conflicts: Mapping[str, Mapping[str, Any]],
    ops: Mapping[str, Mapping[str, Any]],
    who: str,
) -> None:
    name = ref.split(":", 1)[-1]
    if item == "record":
        held = rows.get(name)
        must(held is not None, "I6", f"{who} lacks a record")
        assert held is not None
        must(
            held["rev"] >= ledger.records[name]["rev"],
            "I6",
            f"{who} shows revision {held['rev']} of {ledger.records[name]['rev']}",
        )
    elif item == "gone":
        must(name not in rows, "I6", f"{who} still shows a record that left the scope")
    elif item == "conflict":
        held = conflicts.get(name)
        known = held is not None and (held["resolved_by"] is None or is_being_resolved(held, ops))
        settled = ledger.conflicts[name]["resolved_by"] is not None
        must(known != settled, "I6", f"{who} does not know how a conflict stands")
    elif item == "receipt" and name in ops:
        receipt, stored = ops[name]["receipt"], ledger.decided[name].receipt
        same = receipt is not None and receipt["verdict"] == stored["verdict"]
        must(same, "I6", f"{who} holds {receipt} of an operation of which the server says {stored}")


def is_being_resolved(conflict: Mapping[str, Any], ops: Mapping[str, Mapping[str, Any]]) -> bool:
    """Somebody chose on this tablet, and the bank has not said yet what became of it."""
    chosen_by = ops.get(conflict["resolved_by"])
    return chosen_by is not None and chosen_by["state"] == "waiting"


def tablets_believe_the_ledger(tablets: Sequence[SimulatedTablet], ledger: Ledger) -> None:
    """I3: a decided receipt on a tablet = the one the server stored for these bytes."""
    stored = {op.hash: op.receipt for op in ledger.decided.values()}
    for tablet in tablets:
        for op in tablet.ops:
            receipt = op["receipt"]
            if receipt is not None and is_decided(receipt["verdict"]) and op["hash"] in stored:
                must(
                    receipt == stored[op["hash"]],
                    "I3",
                    f"{tablet.name} believes {receipt}, stored is {stored[op['hash']]}",
                )
