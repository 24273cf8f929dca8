"""The top level belongs to the customer, files stay small, and nothing of the machine they were written on leaks in."""

import re

import pytest

from tests.structure.repository import ROOT, files, relative, text, written_by_hand

TOP_LEVEL = {
    *("README.md", "CHANGELOG.md", "Makefile", "pyproject.toml", ".ci"),
    *("server", "sync", "pwa", "pdf_templates", "tests"),
    *("package.json", "package-lock.json", ".npmrc", "tsconfig.json", "eslint.config.js"),
    *(".prettierrc", ".prettierignore", ".gitignore", ".gitattributes"),
}
SOURCE = (".py", ".ts", ".vue", ".js", ".mjs", ".css", ".html")
LONGEST = 400
# A silence of each tool, and what must follow it: a reason in words.
SILENCE = re.compile(
    r"(?:#\s*noqa\b|#\s*type:\s*ignore\b|eslint-disable[\w-]*|@ts-expect-error|@ts-ignore)(?P<rest>.*)"
)
CODES = re.compile(r"\[[^\]]*\]|\b[A-Z]+[0-9]+\b|[@\w-]+/[\w-]+|\bno-[\w-]+")
SLEEP = re.compile(r"\btime\.sleep\(|\basyncio\.sleep\(|wait_for_timeout\(|waitForTimeout\(")
VAGUE = {"utils", "helpers", "common", "manager", "misc", "util", "helper", "managers"}


def test_the_top_level_holds_only_what_the_layout_names() -> None:
    assert {relative(path).split("/")[0] for path in files()} <= TOP_LEVEL


def test_no_source_file_is_longer_than_a_person_reads() -> None:
    long = {relative(path): len(text(path).splitlines()) for path in written_by_hand(*SOURCE)}
    assert {name: lines for name, lines in long.items() if lines > LONGEST} == {}


def test_no_file_is_named_for_nothing_in_particular() -> None:
    assert [relative(path) for path in files() if VAGUE & {*path.relative_to(ROOT).parts[:-1], path.stem}] == []


def test_every_silenced_rule_has_its_reason_on_the_line() -> None:
    silent = [
        f"{relative(path)}:{number}: {line.strip()}"
        for path in written_by_hand(".py", ".ts", ".vue", ".js")
        if path.name != "test_layout.py"
        for number, line in enumerate(text(path).splitlines(), 1)
        if (found := SILENCE.search(line)) and len(re.findall(r"[A-Za-z]{2,}", CODES.sub("", found["rest"]))) < 2
    ]
    assert silent == []


def test_no_test_sleeps() -> None:
    asleep = [
        f"{relative(path)}:{number}"
        for path in written_by_hand(".py", ".ts")
        if re.match(r"tests/(?!bench/)", relative(path)) and path.name != "test_layout.py"
        for number, line in enumerate(text(path).splitlines(), 1)
        if SLEEP.search(line)
    ]
    assert asleep == []


@pytest.mark.parametrize("place", ["/work/", "/root/", "/home/", "/Users/"])
def test_no_file_names_a_folder_of_the_machine_it_was_written_on(place: str) -> None:
    kept = (*SOURCE, ".md", ".toml", ".json", ".yaml", ".lock", "")
    leaks = [
        f"{relative(path)}:{number}"
        for path in files()
        if path.suffix in kept and path.name != "test_layout.py"
        for number, line in enumerate(text(path).splitlines(), 1)
        if re.search(rf"(?<![\w.\])}}@]){re.escape(place)}", line)
    ]
    assert leaks == []
