"""One seed: tablets, bank, network and troubles under one scheduler, watched by the invariants."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from random import Random

from tests.simulation.bank import Bank, Template, opened_bank
from tests.simulation.desk import Desk
from tests.simulation.files import FileLane
from tests.simulation.gremlin import Gremlin
from tests.simulation.memory import Memory
from tests.simulation.network import Network
from tests.simulation.node import Node
from tests.simulation.people import Order, People
from tests.simulation.quiescence import Quiescence
from tests.simulation.tablets import SimulatedTablet
from tests.simulation.trace import Trace
from tests.simulation.troubles import Troubles
from tests.simulation.watch import Watch
from tests.simulation.workload import Workload

STEPS = (40, 80)
DOINGS = {"people": 34, "meeting": 7, "sync": 22, "network": 40, "trouble": 18, "desk": 6, "gremlin": 4}
LOOK_CLOSELY_EVERY = 6


@dataclass
class Outcome:
    """What a seed came to: for comparison with the same seed under right clocks, and for the summary."""

    decisions: list[tuple[object, ...]]
    counts: dict[str, int]


@dataclass
class Simulation:
    """`skewed`: the tablets' clocks may be wrong by years. Everything else depends on the seed alone."""

    seed: int
    bank: Bank
    node: Node
    trace: Trace
    skewed: bool = True
    tablets: list[SimulatedTablet] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.random = self._source("what happens")
        self.order = Order()
        self.memory = Memory()
        self.workload = Workload(self._source("words"), self.bank.clock(), ("credit_dept", "customer_service_dept"))
        self.node.call(do="forget")
        self.tablets = [self._tablet(number) for number in range(self.random.choice((2, 3, 3, 4)))]
        self.watch = Watch(self.bank, self.tablets, self.memory, self.order, self.workload, self.trace)
        self.network = Network(
            self.bank, self._source("network"), self.trace, self.watch.answered, self.watch.look_in_between
        )
        self.lane = FileLane(self.bank, self._source("files"), self.trace, self.tablets)
        self.people = People(self._source("people"), self.workload, self.trace, self.order)
        self.troubles = Troubles(
            self.bank, self._source("troubles"), self._source("clocks"), self.trace, self.tablets, self.skewed,
            self.watch.roll_back,
        )  # fmt: skip
        self.watch.roles = self.troubles.roles
        self.gremlin = Gremlin(
            self.bank, self.bank.template.identities[-1], self.bank.template.workers[-1], self._source("gremlin"),
            self.workload, self.trace, self._stealable,
        )  # fmt: skip
        self.desk = Desk(self.bank, self._source("desk"), self.workload, self.trace, self.order)

    def run(self) -> Outcome:
        self._begin_the_day()
        for step in range(self.random.randint(*STEPS)):
            self._step()
            self.lane.step()
            self.watch.glance()
            if step % LOOK_CLOSELY_EVERY == 0:
                self.watch.look_closely()
        quiescence = Quiescence(self.bank, self.tablets, self.network, self.lane, self.troubles, self.watch, self.trace)
        quiescence.reach()
        self.watch.gremlin_kept(self.gremlin)
        decisions = self.watch.decisions()
        for decision in decisions:
            self.trace.count(f"verdict {decision[3]}")
        return Outcome(decisions, self.trace.counts)

    def _begin_the_day(self) -> None:
        """A few records that everybody has, so that people soon meet."""
        for tablet in self.tablets[: self.random.choice((0, 1, 1, 2))]:
            for _ in range(2):
                self.people.capture(tablet)
        if self.random.random() < 0.8:
            for tablet in (*self.tablets, *self.tablets):
                self.network.sync(tablet)

    def _step(self) -> None:
        doing = self.random.choices(list(DOINGS), list(DOINGS.values()))[0]
        getattr(self, f"_{doing}")()

    def _people(self) -> None:
        tablet = self.random.choice(self.tablets)
        if not tablet.alive:
            tablet.start()
        task = self.people.act(tablet)
        if task is not None:
            self.watch.done(tablet, task)

    def _meeting(self) -> None:
        one, other = self.random.sample(self.tablets, 2)
        if one.alive and other.alive:
            for tablet, task in self.people.meet(one, other):
                self.watch.done(tablet, task)

    def _sync(self) -> None:
        tablet = self.random.choice(self.tablets)
        if not tablet.alive:
            tablet.start()
        if not tablet.is_busy("sync") or self.random.random() < 0.15:
            self.trace.note(f"{tablet.name} begins to sync")
            tablet.run("sync", tab=self.random.choice((0, 0, 0, 1)))
        hurry = self.random.choice((0, 0, 2, 6))
        for _ in range(hurry):
            if tablet.requests:
                self.network.carry(tablet.requests[0])

    def _network(self) -> None:
        """Something on its way arrives, or a held commit goes on; two requests may meet."""
        held = [tablet for tablet in self.tablets if tablet.held]
        if held and self.random.random() < 0.4:
            outcome = self.random.choice(("commit", "commit", "abort"))
            self.trace.note(f"{held[0].name}'s held commit: {outcome}")
            return held[0].release(outcome)
        if self.network.given_up and self.random.random() < 0.3:
            return self.network.deliver_late()
        under_way = [request for tablet in self.tablets for request in tablet.requests]
        if len(under_way) > 1 and self.random.random() < 0.3:
            first, second = self.random.sample(under_way, 2)
            return self.network.carry_two(first, second)
        if under_way:
            request = self.random.choice(under_way)
            if self.random.random() < 0.06:
                return self.network.carry_two(request, request)
            return self.network.carry(request)
        return None

    def _trouble(self) -> None:
        self.troubles.strike()

    def _desk(self) -> None:
        self.desk.act()

    def _gremlin(self) -> None:
        self.gremlin.act()

    def _stealable(self) -> list[str]:
        """Lines of honest tablets, sent already or not, and what the desk did."""
        return [op["text"] for tablet in self.tablets for op in tablet.ops if json.loads(op["text"])]

    def _tablet(self, number: int) -> SimulatedTablet:
        template = self.bank.template
        identity, worker = template.identities[number], template.workers[number]
        made = SimulatedTablet(f"T{number}", identity, worker, self.node, self.bank, self.seed * 8 + number)
        made.files = self.workload.files
        made.enrol()
        made.start()
        return made

    def _source(self, of: str) -> Random:
        return Random(f"{self.seed} {of}")


def simulate(template: Template, node: Node, seed: int, trace: Trace, *, skewed: bool = True) -> Outcome:
    """Runs one seed. Raises Violated, with the trace telling how it came to that."""
    with opened_bank(template, seed, Random(f"{seed} bank")) as bank:
        return Simulation(seed, bank, node, trace, skewed).run()
