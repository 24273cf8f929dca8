"""The error codes: written down, in both languages, each with a status, and every code that is raised is in the table."""

import re
from http import HTTPStatus
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import server.services
from server.api.error_tables import error_table, table_as_markdown
from server.domain.errors import DomainError

SERVER = Path(server.services.__file__).parent.parent
RAISED = re.compile(r"(?:Problem|error_response)\(\s*\"([a-z_]+)\"")


def test_every_code_has_a_status_of_http_and_both_messages():
    for entry in error_table().values():
        assert HTTPStatus(entry.status).value >= 400
        assert re.search(r"[\u4e00-\u9fff]", entry.zh), entry.code
        assert entry.en.isascii(), entry.code


def test_every_problem_a_route_raises_is_in_the_table():
    for file in (SERVER / "api").rglob("*.py"):
        assert set(RAISED.findall(file.read_text())) <= error_table().keys(), file.name


def test_every_domain_error_is_in_the_table():
    for module in walk_packages(server.services.__path__, "server.services."):
        import_module(module.name)
    assert {error.code for error in DomainError.__subclasses__()} <= error_table().keys()


def test_the_readme_lists_the_table_as_it_is():
    assert table_as_markdown() in (SERVER / "api" / "README.md").read_text()
