"""The repository as structure tests see it: every file that is, or is about to be, in git."""

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


@cache
def files() -> tuple[Path, ...]:
    """Tracked files and new ones that git would take, without what .gitignore names."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    return tuple(path for name in sorted(set(listed.split("\0"))) if name and (path := ROOT / name).is_file())


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def written_by_hand(*suffixes: str) -> list[Path]:
    """Source files with one of these endings; the migrations are written by a tool."""
    return [path for path in files() if path.suffix in suffixes and "migrations/versions" not in relative(path)]
