"""python -m server.store.migrations.regenerate: write 0001_initial.py from the tables.

Until the first release there is one migration: after a change of tables it is made anew. Afterwards migrations are only added.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from alembic import command

from server.store.database import Database
from server.store.migrations import configuration

INITIAL = Path(__file__).parent / "versions" / "0001_initial.py"


def regenerate() -> None:
    INITIAL.parent.mkdir(exist_ok=True)
    INITIAL.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/empty.sqlite3")
        config = configuration()
        with database.engine.connect() as connection, connection.begin():
            config.attributes["connection"] = connection
            command.revision(config, message="initial", autogenerate=True, rev_id="0001")
        database.close()
    for step in (["check", "--fix", "--quiet"], ["format", "--quiet"]):
        subprocess.run([sys.executable, "-m", "ruff", *step, str(INITIAL)], check=True)


if __name__ == "__main__":
    regenerate()
