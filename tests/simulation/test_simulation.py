"""200 seeds on SQLite, 50 on PostgreSQL: every invariant holds under every fault (I1–I13, I16, I18, I19)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.simulation.stage import Stage, opened_stage

# Seeds run in groups, so that one line of the report stands for several and two processes share the work evenly.
GROUP = 5
GROUPS = [
    *(("sqlite", first) for first in range(0, 200, GROUP)),
    *(pytest.param("postgres", first, marks=pytest.mark.postgres) for first in range(0, 50, GROUP)),
]

pytestmark = pytest.mark.simulation


@pytest.fixture(scope="module")
def stages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Stage]]:
    with ExitStack() as stack:
        yield _OpenedWhenAsked(stack, tmp_path_factory)


class _OpenedWhenAsked(dict[str, Stage]):
    def __init__(self, stack: ExitStack, folders: pytest.TempPathFactory) -> None:
        super().__init__()
        self._stack = stack
        self._folders = folders

    def __missing__(self, dialect: str) -> Stage:
        folder: Path = self._folders.mktemp(dialect)
        self[dialect] = self._stack.enter_context(opened_stage(dialect, folder))
        return self[dialect]


@pytest.mark.parametrize(("dialect", "first"), GROUPS)
def test_every_invariant_holds_under_every_fault(stages: dict[str, Stage], dialect: str, first: int) -> None:
    for seed in range(first, first + GROUP):
        failure, _counts = stages[dialect].run(seed)
        assert failure is None, str(failure)
