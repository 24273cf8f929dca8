"""Everything that many seeds share: the node process, the populated bank, a quiet log. Runs a seed and tells how it failed."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.simulation.bank import Template
from tests.simulation.log import Log, quiet_log
from tests.simulation.node import REPOSITORY, Node
from tests.simulation.simulation import Outcome, simulate
from tests.simulation.template import opened_template
from tests.simulation.trace import Trace, Violated

# Every so many seeds are run a second time, with right clocks on all tablets, and must come to the same (I16).
COMPARED_EVERY = 4
LOG_LINES = 12


@dataclass(frozen=True)
class Failure:
    """`invariant` is its number, or what else ended the simulation."""

    seed: int
    dialect: str
    invariant: str
    what: str
    steps: tuple[str, ...]

    def __str__(self) -> str:
        steps = "\n  ".join(self.steps)
        again = f"make simulate SEED={self.seed} DB={self.dialect}"
        return f"{self.what}\n\nthe last steps:\n  {steps}\n\nreplay it: {again}"


@dataclass
class Stage:
    dialect: str
    template: Template
    node: Node
    log: Log

    def run(self, seed: int, *, everything: bool = False) -> tuple[Failure | None, dict[str, int]]:
        """The first violation, if any, and how often each fault was exercised."""
        trace = Trace(everything=everything)
        self.log.lines.clear()
        try:
            outcome = simulate(self.template, self.node, seed, trace)
            if seed % COMPARED_EVERY == 0:
                self._compare(seed, outcome, trace)
        except Violated as violated:
            return self._failure(seed, violated.invariant, str(violated), trace), trace.counts
        except Exception as error:  # a mistake of harness or engine is a failure of the seed like any other
            what = "".join(traceback.format_exception(error))
            return self._failure(seed, type(error).__name__, what, trace), trace.counts
        return None, trace.counts

    def _compare(self, seed: int, skewed: Outcome, trace: Trace) -> None:
        """I16: ∀ skew of the tablets' clocks: the same verdicts, revisions, merges and numbers."""
        right = simulate(self.template, self.node, seed, Trace(), skewed=False)
        for one, other in zip(skewed.decisions, right.decisions, strict=False):
            if one != other:
                raise Violated("I16", f"with wrong clocks {one}, with right ones {other}")
        if len(skewed.decisions) != len(right.decisions):
            raise Violated(
                "I16", f"{len(skewed.decisions)} decisions with wrong clocks, {len(right.decisions)} with right ones"
            )
        trace.note("the same with right clocks", count="compared with right clocks")

    def _failure(self, seed: int, invariant: str, what: str, trace: Trace) -> Failure:
        log = [f"log: {line}" for line in list(self.log.lines)[-LOG_LINES:]]
        return Failure(seed, self.dialect, invariant, what, (*trace.steps, *log))


@contextmanager
def opened_stage(dialect: str, folder: Path, root: Path = REPOSITORY) -> Iterator[Stage]:
    """`root` is the tree whose tablet engine runs."""
    with quiet_log() as log, Node(root) as node, opened_template(dialect, folder) as template:
        yield Stage(dialect, template, node, log)
