"""Asks every invariant at its time: after each step, every few steps, at each answer, and at the end."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import text

from server.store.engine import read_only_engine
from sync.verdict import is_decided
from tests.simulation.bank import DURABLE_HOURS, Bank, Reply
from tests.simulation.gremlin import Gremlin
from tests.simulation.invariants import answers, files, meaning, nothing_is_lost, order, rest
from tests.simulation.ledger import Ledger
from tests.simulation.memory import Committed, Memory
from tests.simulation.network import content
from tests.simulation.people import Order
from tests.simulation.tablets import Request, SimulatedTablet
from tests.simulation.trace import Trace, Violated, must
from tests.simulation.workload import Workload


@dataclass
class Watch:
    bank: Bank
    tablets: Sequence[SimulatedTablet]
    memory: Memory
    order: Order
    workload: Workload
    trace: Trace
    roles: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def glance(self) -> None:
        """After every step: what is on the disks and in the intake (I1, I2, I3, I13, I19)."""
        intake = self._intake()
        for tablet in self.tablets:
            before = list(tablet.ops)
            tablet.look()
            self._remember(tablet)
            nothing_is_lost.the_outbox_only_shrinks_when_durable(before, tablet, intake, self._verdicts)
            nothing_is_lost.frozen_operations_stay_frozen(before, tablet)
            nothing_is_lost.synced_means_synced(tablet, intake)
        nothing_is_lost.nothing_is_lost(self.memory, self.tablets, intake)
        self._glance_at_files()

    def _glance_at_files(self) -> None:
        """What the server verified, and its bytes besides (I14, I19)."""
        durable_at = self.bank.clock() - timedelta(hours=DURABLE_HOURS)
        for tablet in self.tablets:
            verified = self.bank.verified_files(tablet.identity.branch_id)
            files.bytes_leave_only_when_the_bank_has_them(self.memory, tablet, verified, durable_at)
            files.sent_means_sent(tablet, verified)

    def look_closely(self) -> dict[str, Ledger]:
        """Every few steps: all the server holds (I2 to I7, I10, I11)."""
        ledgers = {branch_id: self.ledger(branch_id) for branch_id in self._branches()}
        for ledger in ledgers.values():
            self._hold_against(ledger)
        return ledgers

    def _hold_against(self, ledger: Ledger) -> None:
        for op in ledger.decided.values():
            order.a_receipt_is_for_ever(self.memory, op.receipt, "the ledger")
        order.every_revision_has_one_operation(ledger)
        order.official_numbers_are_used_once(ledger)
        order.the_feed_only_grows_at_its_end(ledger, self.memory)
        tablets = [each for each in self.tablets if each.identity.branch_id == ledger.branch_id]
        order.tablets_believe_the_ledger(tablets, ledger)
        nothing_is_lost.what_was_sent_is_kept_as_sent(self.memory, ledger)
        nothing_is_lost.loss_of_a_device_is_detected(ledger, self.memory)
        meaning.poison_blocks_only_its_dependants(ledger)
        meaning.accepted_values_survive(ledger)
        meaning.groups_never_mix(ledger)
        epoch = self.bank.services.epoch()
        for tablet in tablets:
            order.a_cursor_skips_nothing(tablet, ledger, epoch)
            rest.what_is_shown_follows_from_the_disk(tablet)

    def look_in_between(self) -> None:
        """While a request is stopped in the middle of its commit: what others can see already (I7)."""
        for branch_id in self._branches():
            order.the_feed_only_grows_at_its_end(self.ledger(branch_id), self.memory)

    def done(self, tablet: SimulatedTablet, task: int) -> None:
        """A capture that resolved stands on the disk, in the next places of the queue (I1)."""
        ended = tablet.ended.pop(task, None)
        if ended is None:
            return
        if ended.get("error") not in (None, "StoreFailed"):
            raise Violated("I1", f"{tablet.name} failed with {ended['error']}: {ended.get('why')}")
        before = {op["op_seq"] for op in tablet.ops}
        tablet.look()
        self._remember(tablet)
        saved = ended.get("saved", False)
        grown = {op["op_seq"] for op in tablet.ops} - before
        if not saved:
            self.trace.note(f"  not saved: {ended.get('why')}", count="not saved")
        must(bool(grown) == saved, "I1", f"{tablet.name} said saved={saved} and the queue grew by {len(grown)}")

    def answered(self, request: Request, reply: Reply) -> None:
        """The server answered a tablet, whether the tablet ever hears it or not (I3, I9, I12)."""
        if reply.status != 200:
            return
        said = content(reply)
        if request.is_push:
            for receipt in said["receipts"]:
                order.a_receipt_is_for_ever(self.memory, receipt, "an answer")
            return
        answers.a_page_is_whole(said)
        for each in said["scopes"]:
            for item in each.get("items", ()):
                if item["t"] == "receipt":
                    order.a_receipt_is_for_ever(self.memory, item["receipt"], "a pull")
        self._within_rights(request, said)
        self.memory.entitlements[request.tablet.name] = said["entitlement"]

    def roll_back(self, tablet: SimulatedTablet) -> None:
        """What the older state of the disk does not hold is gone with the device, unless the bank has it."""
        intake, held = self._intake(), {op["hash"] for op in tablet.ops}
        self.memory.files.pop(tablet.name, None)
        tablet.roll_back()
        tablet.start()
        gone = held - {op["hash"] for op in tablet.ops}
        self.memory.lost |= {hash for hash in gone if hash not in intake}

    def at_rest(self) -> None:
        """At quiescence (I8, I18)."""
        self.glance()
        ledgers = self.look_closely()
        for tablet in self.tablets:
            rest.what_waits_waits_for_a_person(tablet, ledgers[tablet.identity.branch_id])
            rest.a_tablet_shows_what_the_bank_holds(tablet, ledgers[tablet.identity.branch_id])
            files.all_files_have_arrived(tablet)
            rest.rows_are_of_the_present_entitlement(tablet, self.memory.entitlements[tablet.name])

    def gremlin_kept(self, gremlin: Gremlin) -> None:
        """What the server acknowledged of a dishonest tablet is kept byte for byte too (I4), and decided or set apart (I5)."""
        ledger = self.ledger(gremlin.identity.branch_id)
        kept = ledger.intake
        for hash, line in gremlin.sent.items():
            must(
                hash in kept and kept[hash].raw == line,
                "I4",
                f"an acknowledged line of the gremlin is not kept: {line[:200]!r}",
            )
            if kept[hash].state == "undecided":
                must(
                    ledger.device_states[gremlin.identity.device_id] == "quarantined",
                    "I5",
                    f"undecided: {line[:300]!r}",
                )

    def decisions(self) -> list[tuple[object, ...]]:
        """Verdicts by tablet and place, without ids and times: what must not depend on clocks (I16)."""
        place = {tablet.identity.device_id: tablet.name for tablet in self.tablets}
        found = [
            (place[op.device_id], op.op_seq, op.type, op.verdict, op.receipt.get("rev"), op.receipt.get("code"),
             tuple(op.receipt.get("fields", ())), op.receipt.get("no"))
            for branch_id in self._branches()
            for op in self.ledger(branch_id).decided.values()
            if op.device_id in place
        ]  # fmt: skip
        return sorted(found, key=lambda each: (str(each[0]), int(str(each[1]))))

    def ledger(self, branch_id: str) -> Ledger:
        return self.bank.ledger(branch_id)

    def _branches(self) -> list[str]:
        return list(dict.fromkeys(tablet.identity.branch_id for tablet in self.tablets))

    def _within_rights(self, request: Request, said: Mapping[str, Any]) -> None:
        name, identity = request.by.name, request.tablet.identity
        roles = self.roles.get(name, (request.by.role,))
        must(request.by.role in roles, "I12", f"{name} was answered in a role no longer held")
        allowed = answers.scopes_of(identity.branch_id, identity.device_id, request.by.role)
        written = json.dumps(said, ensure_ascii=False)
        others = [each for each in self.tablets if each.identity.branch_id != identity.branch_id]
        foreign = {op["record_id"] for each in others for op in each.ops}
        answers.nothing_leaves_without_right(said, allowed, request.by.role, written, self.workload.secrets, foreign)

    def _remember(self, tablet: SimulatedTablet) -> None:
        sent = {row["name"] for row in tablet.disk["uploads"] if row["state"] != "loose"}
        self.memory.files.setdefault(tablet.name, set()).update(sent)
        for op in tablet.ops:
            self.order.of(op["record_id"])
            self.order.of(op["op_id"])
            made = Committed(tablet.name, op["op_seq"], op["op_id"], op["text"])
            self.memory.committed.setdefault(op["hash"], made)
            if op["receipt"] is not None and is_decided(op["receipt"]["verdict"]):
                order.a_receipt_is_for_ever(self.memory, op["receipt"], tablet.name)

    def _verdicts(self) -> dict[str, str]:
        ledgers = [self.ledger(branch_id) for branch_id in self._branches()]
        return {op.hash: op.verdict for ledger in ledgers for op in ledger.decided.values()}

    def _intake(self) -> dict[str, bytes]:
        with read_only_engine(self.bank.database.engine).connect() as connection:
            found = connection.execute(text("SELECT hash, raw FROM intake"))
            kept = {row.hash: bytes(row.raw) for row in found}
            connection.rollback()
        return kept
