"""The faults stop: everything that needs no person must drain, in a bounded number of rounds."""

from __future__ import annotations

from dataclasses import dataclass

from tests.simulation.bank import FLOOR, Bank
from tests.simulation.files import FileLane
from tests.simulation.network import Network
from tests.simulation.tablets import SimulatedTablet
from tests.simulation.trace import Trace, must
from tests.simulation.troubles import Troubles
from tests.simulation.watch import Watch
from tests.worlds import CAST

ROUNDS = 8


@dataclass
class Quiescence:
    bank: Bank
    tablets: list[SimulatedTablet]
    network: Network
    lane: FileLane
    troubles: Troubles
    watch: Watch
    trace: Trace

    def reach(self) -> None:
        """Rounds of syncing on a perfect network until one round changes nothing (I18: at most ROUNDS of them)."""
        self.trace.note("the faults stop")
        self._set_right()
        for _ in range(ROUNDS):
            before = self._state()
            for tablet in self.tablets:
                self._lift_quarantine(tablet)
                self.network.sync(tablet)
                self.lane.drain(tablet)
            self.bank.clock.pass_by(minutes=20)  # beyond the waits between two tries
            self.bank.work(self.bank.decide_stored)
            if self._state() == before:
                break
        else:
            must(False, "I18", f"the tablets were not at rest after {ROUNDS} rounds")
        self.watch.at_rest()

    def _set_right(self) -> None:
        """Rights are given back, everybody signs in again, late requests have arrived."""
        while self.network.given_up:
            self.network.deliver_late()
        for name in FLOOR:
            self.troubles.set_roles(name, (CAST[name][0],))
        for tablet in self.tablets:
            if not tablet.alive:
                tablet.start()
            tablet.calm()
            while tablet.held:
                tablet.release("commit")
            for request in list(tablet.requests):
                tablet.unreachable(request)
            for file in list(tablet.file_requests):
                tablet.file_unreachable(file)
            self.troubles.sign_in(tablet, tablet.worker.name)

    def _lift_quarantine(self, tablet: SimulatedTablet) -> None:
        """A person has looked into it."""
        device = self.bank.services.devices.device(tablet.identity.device_id)
        assert device is not None
        if device.state == "quarantined":
            self.watch.memory.released.add(device.id)
            release = self.bank.services.change_device_state.release
            self.bank.work(lambda: release(device.id, device.branch_id, None, "查明", self.bank.clock()))

    def _state(self) -> list[tuple[object, ...]]:
        return [
            (tuple((op["op_seq"], op["state"], str(op["receipt"])) for op in tablet.look()["ops"]),
             tuple(sorted((row["id"], row["rev"]) for row in tablet.disk["base"])),
             tuple((row["name"], row["state"], row["offset"]) for row in tablet.disk["uploads"]))
            for tablet in self.tablets
        ]  # fmt: skip
