"""`make test` ends with what the test runners said themselves."""

import os
import time
from pathlib import Path

import pytest

from tests import phases
from tests.phases import Step, closing_line


@pytest.mark.parametrize(
    "line",
    [
        "======================== 12 passed in 3.21s ========================",
        "============= 1 failed, 11 passed, 2 skipped in 63.05s (0:01:03) =============",
        "12 passed in 0.50s",
        "====== 28 passed, 2 warnings, 180 subtests passed in 39.57s ======",
        "      Tests  45 passed (45)",
        "      Tests  1 failed | 44 passed (45)",
    ],
)
def test_a_closing_line_is_taken_as_it_was_printed(line: str) -> None:
    assert closing_line(["collected 12 items", line, ""]) == line


def test_output_without_one_has_none() -> None:
    assert closing_line(["All checks passed!", "Contracts: 3 kept, 0 broken."]) is None


def test_a_failing_step_stops_none_of_those_after_it_and_fails_the_run(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    steps = [Step("one", ["sh", "-c", "echo it is wrong; exit 3"]), Step("other", ["echo", "12 passed in 3.21s"])]
    monkeypatch.setattr(phases, "PHASES", {"unit": steps})
    assert phases.main(["unit"]) == 1
    assert capfd.readouterr().out.endswith("\n12 passed in 3.21s\n")


def test_checks_run_side_by_side_and_each_says_its_own_in_one_piece(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)  # whoever opens it waits for the other
    told = f"echo begins; {{}} {pipe}; echo ends"
    steps = [
        Step("one", ["timeout", "20", "sh", "-c", told.format(": >")]),
        Step("other", ["timeout", "20", "sh", "-c", told.format(": <")]),
    ]
    monkeypatch.setattr(phases, "PHASES", {"check": steps})
    report = phases.run_phases(["check"], time.monotonic)
    out = capfd.readouterr().out
    assert not report.failed
    for step in steps:
        assert f"── check: {step.name}\nbegins\nends\n" in out
