"""Writes what documents can be found by, in the transaction that changes them (server/domain/search_words.py)."""

from __future__ import annotations

from sqlalchemy import Text, bindparam, cast, delete, insert, select, text
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Session

from server.domain.search_stretches import marks_of
from server.domain.search_words import grams, searchable
from server.store.base import table_of
from server.store.document_search import NAME
from server.store.tables.documents import DocumentTextRow

TEXTS = table_of(DocumentTextRow)
FORGET = text(f"INSERT INTO {NAME} ({NAME}, rowid, grams) VALUES ('delete', :no, :grams)")
LEARN = text(f"INSERT INTO {NAME} (rowid, grams) VALUES (:no, :grams)")
AS_VECTOR = cast(bindparam("of_text", type_=Text()), TSVECTOR())


def describe(session: Session, branch_id: str, no: int, said: list[str]) -> None:
    """In place of what was known of the document."""
    words = searchable(said)
    mine = (TEXTS.c.branch_id == branch_id, TEXTS.c.no == no)
    before = session.execute(select(TEXTS.c.text).where(*mine)).scalar()
    if before == words:
        return
    if before is not None:
        session.execute(delete(TEXTS).where(*mine))
    row = {"branch_id": branch_id, "no": no, "text": words}
    if session.get_bind().dialect.name == "postgresql":
        session.execute(insert(TEXTS).values(**row, grams=AS_VECTOR), {"of_text": marked(branch_id, no, words)})
        return
    session.execute(insert(TEXTS).values(**row, grams=None))
    if before is not None:
        session.execute(FORGET, {"no": no, "grams": _joined(before)})
    session.execute(LEARN, {"no": no, "grams": _joined(words)})


def marked(branch_id: str, no: int, words: str) -> str:
    """For PostgreSQL, whose index gives no order: the pieces, and in which stretch of the documents they are."""
    return " ".join([*grams(words), *marks_of(branch_id, no)])


def _joined(words: str) -> str:
    return " ".join(grams(words))
