"""Runs the phases of `make test`, each with its time, and ends with the test runners' own closing lines.

A phase is left out only when the folder it would test holds no test at all. A failing phase never stops the later
ones: one run tells everything that is wrong, and the exit code is 1.
"""

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
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
        Step("ruff", [str(BIN / "ruff"), "check", "--quiet", "."]),
        Step("ruff format", [str(BIN / "ruff"), "format", "--check", "--quiet", "."]),
        Step("mypy", [str(BIN / "mypy"), "--no-error-summary"]),
        Step("import-linter", [str(BIN / "lint-imports")]),
        Step("eslint", [*NPM, "lint"]),
        Step("prettier", [*NPM, "format"]),
        Step("vue-tsc", [*NPM, "types"]),
    ],
    "unit": [
        pytest("pytest", ("unit", "contract", "structure", "sync"), "-n", "2"),
        Step("vitest", [*NPM, "unit"], ("tests/*/**/*.test.ts",)),
    ],
    "sync": [pytest("simulation", ("simulation",), "-n", "2")],
    "journeys": [pytest("journeys", ("journeys",), "-n", "2", "--dist", "worksteal")],
}

# `12 passed, 1 skipped in 3.21s` of pytest -q, with or without its rule of equals signs; `Tests  45 passed (45)` of vitest.
CLOSING = re.compile(r"^=*\s*(?:\d+ \w+, )*\d+ \w+ in [\d.]+s|^no tests ran in|^\s*Tests\s+\d+ ")
COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def closing_line(lines: Iterable[str]) -> str | None:
    """The line with which a test runner sums itself up, exactly as it printed it."""
    return next((line for line in reversed(list(lines)) if CLOSING.search(COLOUR.sub("", line))), None)


def run(step: Step) -> tuple[int, list[str]]:
    """Runs a step, showing its output as it comes."""
    lines: list[str] = []
    # The closing lines are read by machines too, so nobody colours them.
    plain = {name: value for name, value in os.environ.items() if name != "FORCE_COLOR"} | {"NO_COLOR": "1"}
    with subprocess.Popen(
        step.command, cwd=ROOT, env=plain, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as child:
        assert child.stdout is not None
        for line in child.stdout:
            sys.stdout.write(line)
            sys.stdout.flush()
            lines.append(line.rstrip("\n"))
    return child.returncode, lines


@dataclass
class Report:
    """What ran, how long it took, and how each runner closed."""

    rows: list[str]
    closings: list[str]
    failed: bool = False

    def add(self, phase: str, step: Step, code: int, seconds: float, lines: list[str]) -> None:
        self.failed = self.failed or code != 0
        self.rows.append(f"  {phase:<9} {step.name:<14} {'ok' if code == 0 else 'FAILED':<7} {seconds:6.1f} s")
        closing = closing_line(lines)
        if closing is not None:
            self.closings.append(closing)


def run_phases(names: Iterable[str], clock: Callable[[], float]) -> Report:
    report = Report([], [])
    for name in names:
        for step in PHASES[name]:
            if not step.has_work():
                report.rows.append(f"  {name:<9} {step.name:<14} no tests yet")
                continue
            print(f"\n── {name}: {step.name}", flush=True)
            started = clock()
            code, lines = run(step)
            report.add(name, step, code, clock() - started, lines)
    return report


def main(names: list[str]) -> int:
    report = run_phases(names, time.monotonic)
    print("\n── phases", *report.rows, sep="\n")
    if report.closings:
        print("", *report.closings, sep="\n", flush=True)
    return 1 if report.failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
