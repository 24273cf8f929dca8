"""The arrows of the front end, also for `import()` and `@/…`, which the linter's rule on import statements does not see."""

import re
from pathlib import Path, PurePosixPath

import pytest

from tests.structure.repository import ROOT, relative, text, written_by_hand

IMPORT = re.compile(
    r"""(?:^\s*(?:import|export)\b[^'"()]*?\bfrom\s*|^\s*import\s*|\bimport\s*\(\s*)['"]([^'"]+)['"]""", re.MULTILINE
)
ALIASES = {"@sync/": "sync/", "@/": "pwa/src/"}
# A folder → the folders it must not know.
MUST_NOT_KNOW = {
    "sync": ("pwa", "server", "tests"),
    "pwa/src/device": ("pwa/src/screens", "pwa/src/desk", "pwa/src/forms", "pwa/src/fields", "pwa/src/components"),
    "pwa/src/fields": ("pwa/src/screens", "pwa/src/desk", "pwa/src/forms"),
    "pwa/src/components": ("pwa/src/screens", "pwa/src/desk", "pwa/src/forms"),
    "pwa/src/forms": ("pwa/src/screens", "pwa/src/desk"),
    "pwa/src/bell": ("pwa/src/screens", "pwa/src/desk", "pwa/src/device"),
    "pwa/src/told": ("pwa/src/bell", "pwa/src/screens", "pwa/src/desk", "pwa/src/device", "pwa/src/components"),
    "pwa/src/screens": ("pwa/src/desk",),
    "pwa/src/desk": ("pwa/src/device", "pwa/src/screens"),
}


def within(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder + "/")


def targets(path: Path) -> list[str]:
    """What a file imports, as paths from the root of the repository; packages keep their names."""
    return [resolved(path, name) for name in IMPORT.findall(text(path))]


def resolved(path: Path, name: str) -> str:
    for alias, folder in ALIASES.items():
        if name.startswith(alias):
            return folder + name.removeprefix(alias)
    if not name.startswith("."):
        return name
    return PurePosixPath((path.parent / name).resolve().relative_to(ROOT)).as_posix()


@pytest.mark.parametrize("folder", sorted(MUST_NOT_KNOW))
def test_no_import_goes_against_the_arrows(folder: str) -> None:
    against = [
        f"{relative(path)} → {target}"
        for path in written_by_hand(".ts", ".vue")
        if within(relative(path), folder)
        for target in targets(path)
        if any(within(target, forbidden) for forbidden in MUST_NOT_KNOW[folder])
    ]
    assert against == []


# A check digit is the library's business, wherever it is asked for.
LIBRARIES_OF_THE_ENGINE = ("stdnum",)


def test_the_engine_imports_only_itself() -> None:
    outside = [
        f"{relative(path)} → {target}"
        for path in written_by_hand(".ts")
        if within(relative(path), "sync")
        for target in targets(path)
        if not within(target, "sync") and not target.startswith(LIBRARIES_OF_THE_ENGINE)
    ]
    assert outside == []
