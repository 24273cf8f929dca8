"""I1, I2, I4, I13, I19: what a person captured is somewhere, whole, and the tablet says truly where."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from server.records import all_kinds
from tests.simulation.ledger import Ledger
from tests.simulation.memory import Committed, Memory
from tests.simulation.tablets import STATES, SimulatedTablet
from tests.simulation.trace import must

Raw = Mapping[str, bytes]
# A conflict needs nobody once somebody else has resolved it.
LEAVES = ("applied", "merged", "conflict")


def nothing_is_lost(memory: Memory, tablets: Sequence[SimulatedTablet], intake: Raw) -> None:
    """I1: ∀ operation whose capture resolved: its bytes are in the tablet's outbox or in the server's intake, at every instant."""
    on_disks = {op["hash"]: op["text"] for tablet in tablets for op in tablet.ops}
    for hash, op in memory.committed.items():
        if hash in memory.lost:
            continue
        where = "in neither place" if hash not in on_disks and hash not in intake else None
        must(where is None, "I1", f"{op.tablet}'s operation {op.op_seq} is {where}")


def loss_of_a_device_is_detected(ledger: Ledger, memory: Memory) -> None:
    """I2: two different lines under one (device, op_seq), both sent by that device ⇒ the device is quarantined."""
    lines: dict[tuple[str, int], set[str]] = defaultdict(set)
    for hash, op in memory.committed.items():
        sent = json.loads(op.text)
        if hash in ledger.intake and ledger.intake[hash].state != "foreign_device":
            lines[sent["device_id"], sent["op_seq"]].add(hash)
    for (device, seq), hashes in lines.items():
        known = ledger.device_states.get(device) == "quarantined" or device in memory.released
        must(len(hashes) < 2 or known, "I2", f"two operations under number {seq} of one tablet, and nobody noticed")


def what_was_sent_is_kept_as_sent(memory: Memory, ledger: Ledger) -> None:
    """I4: ∀ operation in the intake, whatever its verdict: intake.raw = the submitted bytes; ∀ conflict: mine = submitted."""
    for hash, op in memory.committed.items():
        kept = ledger.intake.get(hash)
        if kept is not None:
            must(kept.raw == op.text.encode(), "I4", f"{op.tablet}'s operation {op.op_seq} was changed in the intake")
    by_id = {op.op_id: op for op in memory.committed.values()}
    for conflict in ledger.conflicts.values():
        if conflict["id"] in by_id:
            _conflict_holds_what_was_sent(conflict, by_id[conflict["id"]])


def _conflict_holds_what_was_sent(conflict: dict[str, Any], op: Committed) -> None:
    sent = json.loads(op.text)
    given = {code: change["to"] for code, change in (sent["patch"] or {}).items()}
    given |= (sent["command"] or {}).get("args", {})
    given = all_kinds()[conflict["kind"]].normalised(given)
    for code, (_base, mine, _theirs) in conflict["fields"].items():
        if code in given:
            must(mine == given[code], "I4", f"the conflict about {code} does not hold what was submitted")


def the_outbox_only_shrinks_when_durable(
    before: Sequence[Mapping[str, Any]], tablet: SimulatedTablet, intake: Raw, verdicts: Callable[[], Mapping[str, str]]
) -> None:
    """I13: an operation leaves the tablet only when nobody's turn is left, the server holds it, and op_seq ≤ durable_through.

    Between two looks it may have been decided, and left; then the server's verdict tells whose turn it was.
    """
    now = {op["hash"] for op in tablet.ops}
    through = tablet.disk["head"]["durable_through"] if tablet.disk["head"] else 0
    for op in before:
        if op["hash"] in now:
            continue
        over = op["state"] in ("done", "settled") or verdicts().get(op["hash"]) in LEAVES
        allowed = over and op["op_seq"] <= through and op["hash"] in intake
        must(allowed, "I13", f"{tablet.name}'s {op['state']} operation {op['op_seq']} left it (durable: {through})")


def frozen_operations_stay_frozen(before: Sequence[Mapping[str, Any]], tablet: SimulatedTablet) -> None:
    """I3 (a resend is byte-identical): the bytes under one op_seq never change on the tablet, and op_seq has no gap."""
    texts = {op["op_seq"]: op["text"] for op in before}
    numbers = sorted(op["op_seq"] for op in tablet.ops)
    for op in tablet.ops:
        must(texts.get(op["op_seq"], op["text"]) == op["text"], "I3", f"{tablet.name} changed operation {op['op_seq']}")
    head = tablet.disk["head"]
    last = head["op_seq"] if head else 0
    missing = set(range(numbers[0], last + 1)) - set(numbers) if numbers else set()
    through = head["durable_through"] if head else 0
    must(all(seq <= through for seq in missing), "I2", f"{tablet.name} skipped the numbers {sorted(missing)}")
    must(len(numbers) == len(set(numbers)), "I2", f"{tablet.name} used a number twice")


def synced_means_synced(tablet: SimulatedTablet, intake: Raw) -> None:
    """I19: counts = the operations counted; "all synced" (nothing waits) ⇒ every operation is in the server's intake."""
    counted = Counter(op["state"] for op in tablet.ops)
    told = tablet.counts
    must(
        {state: counted[state] for state in STATES} == dict(told),
        "I19",
        f"{tablet.name} says {told}, holds {dict(counted)}",
    )
    if told["waiting"] == 0:
        absent = [op["op_seq"] for op in tablet.ops if op["hash"] not in intake]
        must(not absent, "I19", f"{tablet.name} says all is synced, the server has not {absent}")
