"""`python -m tests.simulation --db sqlite --seeds 1000`, or `--seed 7` to replay one with everything it did."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.simulation.stage import Failure, Stage, opened_stage


def main(arguments: list[str]) -> int:
    wanted = _parsed(arguments)
    with tempfile.TemporaryDirectory(prefix="lobby-sim-") as folder, opened_stage(wanted.db, Path(folder)) as stage:
        if wanted.seed is not None:
            return _replay(stage, wanted.seed)
        return _many(stage, range(wanted.first, wanted.first + wanted.seeds))


def _parsed(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.simulation", description=__doc__)
    parser.add_argument("--db", choices=("sqlite", "postgres"), default="sqlite")
    parser.add_argument("--seeds", type=int, default=200, help="how many seeds to run")
    parser.add_argument("--first", type=int, default=0, help="the first of them")
    parser.add_argument("--seed", type=int, help="replay this one, telling every step")
    return parser.parse_args(arguments)


def _replay(stage: Stage, seed: int) -> int:
    failure, counts = stage.run(seed, everything=True)
    _tell(counts)
    return _ended(failure)


def _many(stage: Stage, seeds: range) -> int:
    """Stops at the first seed that violates an invariant."""
    total: Counter[str] = Counter()
    started = time.monotonic()
    for done, seed in enumerate(seeds, start=1):
        failure, counts = stage.run(seed)
        total.update(counts)
        if failure is not None:
            return _ended(failure)
        if done % 20 == 0 or done == len(seeds):
            pace = (time.monotonic() - started) / done
            print(f"{done} of {len(seeds)} seeds hold on {stage.dialect}, {pace:.2f} s each", flush=True)
    _tell(total)
    return 0


def _tell(counts: dict[str, int]) -> None:
    print("exercised: " + ", ".join(f"{name} {count}" for name, count in sorted(counts.items())))


def _ended(failure: Failure | None) -> int:
    if failure is not None:
        print(failure, file=sys.stderr)
    return 1 if failure is not None else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
