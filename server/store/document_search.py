"""SQLite's own index of what documents say: a virtual table beside the declared ones, which no table definition can describe.

It holds the pieces of `document_texts.text` (server/domain/search_words.py) under the document's `no`, and nothing to read.
"""

from __future__ import annotations

from sqlalchemy import Connection

NAME = "document_search"
# No positions: a piece says only that it occurs; the text itself says whether the words do.
CREATE = (
    f"CREATE VIRTUAL TABLE IF NOT EXISTS {NAME} USING fts5"
    "(grams, content='', detail='none', tokenize='unicode61 remove_diacritics 0')"
)


def make_index(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(CREATE)


def is_declared(name: str | None, kind: str, *_: object) -> bool:
    """For comparing the database with the declared tables."""
    return kind != "table" or not (name or "").startswith(NAME)
