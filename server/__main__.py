"""python -m server …: every file of server/commands that has `add_parser` is a command."""

from __future__ import annotations

import argparse
import sys
from importlib import import_module
from pkgutil import iter_modules

from sqlalchemy.exc import OperationalError

import server.commands
from server.domain.errors import DomainError
from server.services.secret_box import SecretUnusable
from server.settings import SettingsError


def parser(wanted: str = "") -> argparse.ArgumentParser:
    """Of one command alone if that is all that is wanted: the others bring much with them that it does not need."""
    top = argparse.ArgumentParser(prog="python -m server", description="Lobbybook 厅堂台账")
    subparsers = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    names = sorted(module.name for module in iter_modules(server.commands.__path__) if not module.ispkg)
    asked = wanted.replace("-", "_")
    for name in [asked] if asked in names else names:
        module = import_module(f"server.commands.{name}")
        if hasattr(module, "add_parser"):
            module.add_parser(subparsers)
    return top


def main(arguments: list[str] | None = None) -> int:
    words = sys.argv[1:] if arguments is None else arguments
    args = parser(words[0] if words else "").parse_args(words)
    try:
        return int(args.run(args) or 0)
    except (SettingsError, SecretUnusable) as error:
        return _failed(str(error))
    except DomainError as error:
        return _failed(f"refused: {error.code}" + (f" ({error.field})" if error.field else ""))
    except OperationalError as error:
        return _failed(f"the database does not answer: {error.orig}")
    except OSError as error:
        return _failed(f"{error.strerror}: {error.filename}" if error.filename else str(error))


def _failed(reason: str) -> int:
    print(f"python -m server: {reason}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
