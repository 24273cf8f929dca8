"""Runs the phases of `make test`, each with its time, and ends with the test runners' own closing lines.

A phase is left out only when the folder it would test holds no test at all. A failing phase never stops the later
ones: one run tells everything that is wrong, and the exit code is 1.
"""

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
PYTEST = [str(BIN / "python"), "-m", "pytest"]
NPM = ["npm", "run", "--silent"]


@dataclass(frozen=True)
class Step:
    """One command of a phase. `tests` are the patterns of which at least one file must exist for it to run."""

    name: str
    command: list[str]
    tests: tuple[str, ...] = ()

    def has_work(self) -> bool:
        return not self.tests or any(True for pattern in self.tests for _ in ROOT.glob(pattern))


def pytest(name: str, folders: Iterable[str], *options: str) -> Step:
    present = [f"tests/{folder}" for folder in folders if any((ROOT / "tests" / folder).rglob("test_*.py"))]
    return Step(name, [*PYTEST, *options, *present], tuple(f"tests/{folder}/**/test_*.py" for folder in folders))


PHASES: dict[str, list[Step]] = {
    "check": [
        # The long ones first, so that none is left over when the others are through.
        Step("eslint", [*NPM, "lint"]),
        Step("vue-tsc", [*NPM, "types"]),
        Step("prettier", [*NPM, "format"]),
        Step("mypy", [str(BIN / "mypy"), "--no-error-summary"]),
        Step("import-linter", [str(BIN / "lint-imports")]),
        Step("ruff", [str(BIN / "ruff"), "check", "--quiet", "."]),
        Step("ruff format", [str(BIN / "ruff"), "format", "--check", "--quiet", "."]),
    ],
    "unit": [
        pytest("pytest", ("unit", "contract", "structure", "sync"), "-n", "2", "--dist", "worksteal"),
        Step("vitest", [*NPM, "unit"], ("tests/*/**/*.test.ts",)),
    ],
    "sync": [pytest("simulation", ("simulation",), "-n", "2")],
    "journeys": [pytest("journeys", ("journeys",), "-n", "2", "--dist", "worksteal")],
}
# Test runners use every core by themselves.
AT_ONCE = {"check": 2}

# `12 passed, 1 skipped in 3.21s` of pytest -q, with or without its rule of equals signs; `Tests  45 passed (45)` of vitest.
CLOSING = re.compile(r"^=*\s*(?:\d+ [a-z ]+, )*\d+ [a-z ]+ in [\d.]+s|^no tests ran in|^\s*Tests\s+\d+ ")
COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def closing_line(lines: Iterable[str]) -> str | None:
    """The line with which a test runner sums itself up, exactly as it printed it."""
    return next((line for line in reversed(list(lines)) if CLOSING.search(COLOUR.sub("", line))), None)


@dataclass(frozen=True)
class Outcome:
    code: int
    seconds: float
    lines: list[str]


def run(step: Step, show: Callable[[str], None], clock: Callable[[], float]) -> Outcome:
    lines: list[str] = []
    # The closing lines are read by machines too, so nobody colours them.
    plain = {name: value for name, value in os.environ.items() if name != "FORCE_COLOR"} | {"NO_COLOR": "1"}
    started = clock()
    with subprocess.Popen(
        step.command, cwd=ROOT, env=plain, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as child:
        assert child.stdout is not None
        for line in child.stdout:
            show(line)
            lines.append(line.rstrip("\n"))
    return Outcome(child.returncode, clock() - started, lines)


def show_now(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


def run_alone(name: str, step: Step, clock: Callable[[], float]) -> Outcome:
    """Its output is shown as it comes."""
    show_now(f"\n── {name}: {step.name}\n")
    return run(step, show_now, clock)


def run_beside_others(name: str, step: Step, clock: Callable[[], float]) -> Outcome:
    """Its output is shown in one piece."""
    said: list[str] = [f"\n── {name}: {step.name}\n"]
    outcome = run(step, said.append, clock)
    show_now("".join(said))
    return outcome


@dataclass
class Report:
    """What ran, how long it took, and how each runner closed."""

    rows: list[str]
    closings: list[str]
    failed: bool = False

    def add(self, phase: str, step: Step, outcome: Outcome) -> None:
        self.failed = self.failed or outcome.code != 0
        ended = "ok" if outcome.code == 0 else "FAILED"
        self.rows.append(f"  {phase:<9} {step.name:<14} {ended:<7} {outcome.seconds:6.1f} s")
        closing = closing_line(outcome.lines)
        if closing is not None:
            self.closings.append(closing)


def run_steps(name: str, steps: list[Step], clock: Callable[[], float]) -> Iterator[Outcome]:
    """In their order, however they end."""
    at_once = AT_ONCE.get(name, 1)
    one = run_alone if at_once == 1 else run_beside_others
    with ThreadPoolExecutor(at_once) as pool:
        yield from pool.map(lambda step: one(name, step, clock), steps)


def run_phases(names: Iterable[str], clock: Callable[[], float]) -> Report:
    report = Report([], [])
    for name in names:
        steps = [step for step in PHASES[name] if step.has_work()]
        report.rows += [f"  {name:<9} {step.name:<14} no tests yet" for step in PHASES[name] if step not in steps]
        for step, outcome in zip(steps, run_steps(name, steps, clock), strict=True):
            report.add(name, step, outcome)
    return report


def main(names: list[str]) -> int:
    report = run_phases(names, time.monotonic)
    print("\n── phases", *report.rows, sep="\n")
    if report.closings:
        print("", *report.closings, sep="\n", flush=True)
    return 1 if report.failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
