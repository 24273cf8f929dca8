"""I8, I18: what holds when the faults have stopped and everything that needs no person was done."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sync.verdict import fate, took_effect
from tests.simulation.invariants.answers import carried, expected_row, scopes_of
from tests.simulation.invariants.order import is_being_resolved
from tests.simulation.ledger import Ledger
from tests.simulation.tablets import SimulatedTablet
from tests.simulation.trace import must


def a_tablet_shows_what_the_bank_holds(tablet: SimulatedTablet, ledger: Ledger) -> None:
    """I8: at quiescence, ∀ tablet, ∀ scope it may carry: its rows = the server's records, projected; its open conflicts = the
    server's; a record without unfinished operations has no row of the tablet's own."""
    scopes = scopes_of(ledger.branch_id, tablet.identity.device_id, tablet.worker.role)
    expected = carried(ledger, scopes)
    shown = {row["id"]: row for row in tablet.disk["base"]}
    must(shown.keys() == expected.keys(), "I8", f"{tablet.name} holds {len(shown)} records of {len(expected)}")
    for name, record in expected.items():
        wanted = expected_row(record)
        held = {key: shown[name].get(key) for key in wanted}
        must(held == wanted, "I8", f"{tablet.name} shows {held}, the bank holds {wanted}")
    _same_conflicts(tablet, ledger, set(expected))
    _no_row_of_its_own(tablet, shown)


def what_is_shown_follows_from_the_disk(tablet: SimulatedTablet) -> None:
    """I8: at every instant, ∀ optimistic row: it is the server's row with the operations that are not in it yet, in order."""
    stale = tablet.stale()
    must(not stale, "I8", f"{tablet.name} shows {len(stale)} rows that do not follow from its disk any more")


def rows_are_of_the_present_entitlement(tablet: SimulatedTablet, entitlement: str) -> None:
    """I12, I13: at quiescence, ∀ tablet: what it shows was downloaded under the entitlement the server told it last, wholly."""
    head = tablet.disk["head"]
    must(head["bootstrap"] is None, "I13", f"{tablet.name} did not finish its download")
    must(head["entitlement"] == entitlement, "I12", f"{tablet.name} still shows what somebody else was entitled to")


def _same_conflicts(tablet: SimulatedTablet, ledger: Ledger, records: set[str]) -> None:
    kept = {
        each["id"] for each in ledger.conflicts.values() if each["record_id"] in records and not each["resolved_by"]
    }
    ops = {op["op_id"]: op for op in tablet.ops}
    held = {each["id"] for each in tablet.disk["conflicts"] if not each["resolved_by"] or is_being_resolved(each, ops)}
    must(held == kept, "I8", f"{tablet.name} knows {len(held)} open conflicts of {len(kept)}")


def _no_row_of_its_own(tablet: SimulatedTablet, shown: Mapping[str, Mapping[str, Any]]) -> None:
    unfinished = {op["record_id"] for op in tablet.ops if op["state"] in ("waiting", "attention")}
    for row in tablet.disk["local"]:
        if row["id"] not in unfinished:
            base = shown.get(row["id"])
            must(
                base is not None and _said(row) == _said(base),
                "I8",
                f"{tablet.name} shows a record as nobody decided it",
            )


def _said(row: Mapping[str, Any]) -> dict[str, Any]:
    return {key: row[key] for key in ("rev", "status", "values", "no")}


def what_waits_waits_for_a_person(tablet: SimulatedTablet, ledger: Ledger) -> None:
    """I18: at quiescence, ∀ operation of a tablet: it is decided, or it waits for one that a person must correct (refused or
    conflicting without effect), or for one that never reached anybody, or its type is unknown to this server, or it came from
    a copy of the tablet under an identity already used, which is a person's matter too."""
    by_id = ledger.decided
    for op in tablet.ops:
        receipt = op["receipt"]
        must(receipt is not None, "I18", f"{tablet.name}'s operation {op['op_seq']} has no receipt")
        stored = by_id.get(op["op_id"])
        if stored is None and ledger.intake[op["hash"]].state == "identity_reuse":
            continue
        must(stored is not None, "I18", f"{tablet.name}'s operation {op['op_seq']} was never decided ({receipt})")
        assert stored is not None
        must(receipt["verdict"] == stored.verdict, "I18", f"{tablet.name} holds {receipt}, decided is {stored.receipt}")
        if fate(stored.verdict) == "waiting":
            _waits_rightly(stored.receipt, ledger, f"{tablet.name}'s operation {op['op_seq']}")


def _waits_rightly(receipt: Mapping[str, Any], ledger: Ledger, who: str) -> None:
    seen: set[str] = set()
    while fate(receipt["verdict"]) == "waiting":
        name = receipt.get("by") or receipt.get("waits_for")
        if name is None:
            must(receipt.get("code") == "unknown_type", "I18", f"{who} waits for nothing: {receipt}")
            return
        must(name not in seen, "I18", f"{who} waits in a circle")
        seen.add(name)
        blocker = ledger.decided.get(name)
        if blocker is None:
            set_apart = ("identity_reuse", "foreign_device", "unparseable")
            arrived = {json.loads(each.raw)["op_id"] for each in ledger.intake.values() if each.state not in set_apart}
            must(name not in arrived, "I18", f"{who} waits for an operation that has arrived")
            return
        must(not took_effect(blocker.receipt), "I18", f"{who} waits for an operation that took effect")
        corrected = [each for each in ledger.decided.values() if _replaces(ledger, each.hash) == name]
        receipt = corrected[-1].receipt if corrected else blocker.receipt
        must(not (corrected and took_effect(receipt)), "I18", f"{who} waits though its blocker was corrected")


def _replaces(ledger: Ledger, hash: str) -> Any:
    return json.loads(ledger.intake[hash].raw).get("replaces")
