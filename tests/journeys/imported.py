"""What every process of an instance imports and compiles, done once: `processes.py` forks them from a process that has this."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import gunicorn.app.wsgiapp
import gunicorn.workers.gthread  # noqa: F401  # otherwise imported by the name that gunicorn is given

from server.__main__ import parser
from server.api.context import EXTENSION
from server.app import create_app
from server.commands.migrate import bring_up_to_date
from server.settings import load_settings


def open_one_and_close_it(data: Path) -> None:
    """Much is imported only when an application is made; nothing of it is left running."""
    settings = load_settings({"LOBBYBOOK_DATA": str(data)})
    bring_up_to_date(settings)
    create_app(settings).extensions[EXTENSION].close()


parser()
with TemporaryDirectory() as folder:
    open_one_and_close_it(Path(folder))
