"""The README tells what is true now: the commands, the settings, and where things are."""

import re

from server.settings import table_as_markdown
from tests.structure.repository import ROOT, text

README = ROOT / "README.md"
MAKEFILE = ROOT / "Makefile"


def targets() -> set[str]:
    return set(re.findall(r"(?m)^([a-z-]+):.*## ", text(MAKEFILE))) - {"help"}


def test_every_job_of_the_makefile_is_in_the_readme() -> None:
    assert {name for name in targets() if f"make {name}" not in text(README)} == set()


def test_every_make_command_of_the_readme_exists() -> None:
    assert set(re.findall(r"`make ([a-z-]+)", text(README))) <= targets()


def test_every_job_says_what_it_is_for() -> None:
    phony = re.search(r"(?m)^\.PHONY: (.*)$", text(MAKEFILE))
    assert phony is not None
    assert set(phony[1].split()) - {"tools"} == targets() | {"help"}


def test_the_settings_of_the_readme_are_those_of_the_server() -> None:
    shown = re.search(r"<!-- settings: [^>]*-->\n(.*?)<!-- /settings -->", text(README), re.DOTALL)
    assert shown is not None
    assert shown[1].strip() == table_as_markdown()


def test_every_file_the_readme_links_to_is_there() -> None:
    linked = [name for name in re.findall(r"\]\(([^)#]+)", text(README)) if "://" not in name]
    assert [name for name in linked if not (ROOT / name).exists()] == []
