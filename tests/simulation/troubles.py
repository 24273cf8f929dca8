"""What goes wrong beyond the network: processes end, clocks jump, rights change, tablets are copied, servers are restored."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from server.services.edit_user import AccountChange
from tests.simulation.bank import FLOOR, Bank
from tests.simulation.crashes import POINTS, dying_at
from tests.simulation.tablets import SimulatedTablet
from tests.simulation.trace import Trace
from tests.worlds import CAST

YEAR = 365 * 24 * 3600 * 1000
TROUBLES = {
    "tablet_dies": 14,
    "disk_fails": 14,
    "time_passes": 16,
    "hours_pass": 3,
    "clock_jumps": 8,
    "rights_change": 6,
    "somebody_else_signs_in": 8,
    "worker_works": 10,
    "server_restarts": 3,
    "snapshot": 2,
    "tablet_is_copied": 2,
    "epoch_changes": 2,
}


@dataclass
class Troubles:
    """`skewed` draws the tablets' clocks from a source of its own, so that a run with right clocks is the same otherwise."""

    bank: Bank
    random: Random
    clocks: Random
    trace: Trace
    tablets: list[SimulatedTablet]
    skewed: bool
    on_roll_back: Callable[[SimulatedTablet], None]
    roles: dict[str, tuple[str, ...]] = field(default_factory=dict)
    copied: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.roles = {name: (CAST[name][0],) for name in FLOOR}

    def strike(self) -> None:
        trouble = self.random.choices(list(TROUBLES), list(TROUBLES.values()))[0]
        self.trace.note(trouble.replace("_", " "), count=trouble)
        getattr(self, f"_{trouble}")()

    def sign_in(self, tablet: SimulatedTablet, name: str) -> None:
        """Online, with a new grant; refused to somebody without a role for tablets."""
        found = self.bank.sign_in(name, tablet.identity)
        if found is not None:
            tablet.worker = found
        self.trace.note(f"{tablet.name}: {name} signs in{'' if found else ', refused'}")

    def set_roles(self, name: str, roles: tuple[str, ...]) -> None:
        self.roles[name] = roles
        user = self.bank.template.people[name]
        wanted = AccountChange(roles=roles)
        self.bank.work(lambda: self.bank.services.edit_user.change(user.id, wanted, None, self.bank.clock()))

    def begin_epoch(self) -> None:
        self.bank.work(self.bank.begin_epoch)

    def _tablet_dies(self) -> None:
        tablet = self.random.choice(self.tablets)
        self.trace.note(f"{tablet.name} dies")
        tablet.crash()

    def _disk_fails(self) -> None:
        tablet = self.random.choice(self.tablets)
        nth, what = (
            self.random.choice((1, 1, 2, 3)),
            self.random.choice(("abort", "die_before", "die_after", "hold", "hold")),
        )
        self.trace.note(f"{tablet.name}: commit {nth} from now will {what}", count=f"disk {what}")
        if tablet.alive:
            tablet.plan(nth, what)

    def _time_passes(self) -> None:
        self.bank.clock.pass_by(seconds=self.random.choice((1, 20, 90, 600)))

    def _hours_pass(self) -> None:
        self.bank.clock.pass_by(hours=self.random.choice((1, 3)))

    def _clock_jumps(self) -> None:
        tablet = self.random.choice(self.tablets)
        jump = self.clocks.choice((0, 90_000, -90_000, 3 * YEAR, -5 * YEAR, -40 * YEAR, self.clocks.randrange(10**7)))
        if self.skewed:
            tablet.skew = jump

    def _rights_change(self) -> None:
        """Mostly given back later; the grants and sessions of before are void either way."""
        name = self.random.choice(FLOOR)
        mine = (CAST[name][0],)
        options = (mine, (*mine, "teller"), ("teller",), ("auditor",), ("wealth_manager",))
        self.set_roles(name, self.random.choice(options))

    def _somebody_else_signs_in(self) -> None:
        self.sign_in(self.random.choice(self.tablets), self.random.choice(FLOOR))

    def _worker_works(self) -> None:
        hook = None
        if self.random.random() < 0.3:
            hook = dying_at(self.random.choice(POINTS), self.random.choice((1, 2)))
        with self.bank.interruption.during(hook):
            self.bank.work(self.bank.decide_stored)

    def _server_restarts(self) -> None:
        self.bank.restart()

    def _snapshot(self) -> None:
        self.random.choice(self.tablets).snapshot()

    def _tablet_is_copied(self) -> None:
        """At most one in a seed: a disk put back to an older state, which goes on under the same identity."""
        tablet = self.random.choice(self.tablets)
        if self.copied:
            return
        self.copied.add(tablet.name)
        self.trace.note(f"{tablet.name} is put back to an older state", count="rolled back")
        self.on_roll_back(tablet)

    def _epoch_changes(self) -> None:
        self.begin_epoch()
