"""Writes what documents can be found by, in the transaction that changes them (server/domain/search_words.py)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Text, bindparam, cast, delete, insert, select, text
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Session

from server.domain.search_stretches import marks_of
from server.domain.search_words import grams, searchable
from server.store.base import table_of
from server.store.document_search import NAME
from server.store.tables.documents import DocumentTextRow

TEXTS = table_of(DocumentTextRow)
ADD = insert(TEXTS)
FORGET = text(f"INSERT INTO {NAME} ({NAME}, rowid, grams) VALUES ('delete', :no, :grams)")
LEARN = text(f"INSERT INTO {NAME} (rowid, grams) VALUES (:no, :grams)")
AS_VECTOR = cast(bindparam("of_text", type_=Text()), TSVECTOR())


@dataclass(frozen=True)
class Described:
    """A document by its number, and all that it can be found by."""

    branch_id: str
    no: int
    words: str


def described(branch_id: str, no: int, said: Sequence[str]) -> Described:
    return Described(branch_id, no, searchable(said))


def describe(session: Session, document: Described) -> None:
    """In place of what was known of the document."""
    mine = (TEXTS.c.branch_id == document.branch_id, TEXTS.c.no == document.no)
    before = session.execute(select(TEXTS.c.text).where(*mine)).scalar()
    if before == document.words:
        return
    if before is not None:
        session.execute(delete(TEXTS).where(*mine))
        if not _has_vectors(session):
            session.execute(FORGET, {"no": document.no, "grams": _joined(before)})
    describe_new(session, [document])


def describe_new(session: Session, documents: Sequence[Described]) -> None:
    """Documents of which nothing was known."""
    rows = [{"branch_id": each.branch_id, "no": each.no, "text": each.words} for each in documents]
    if _has_vectors(session):
        pieces = [{"of_text": marked(each.branch_id, each.no, each.words)} for each in documents]
        session.execute(ADD.values(grams=AS_VECTOR), [row | piece for row, piece in zip(rows, pieces, strict=True)])
        return
    session.execute(ADD, rows)
    session.execute(LEARN, [{"no": each.no, "grams": _joined(each.words)} for each in documents])


def _has_vectors(session: Session) -> bool:
    """PostgreSQL keeps a document's pieces in its row; SQLite has an index beside the table."""
    return session.get_bind().dialect.name == "postgresql"


def marked(branch_id: str, no: int, words: str) -> str:
    """For PostgreSQL, whose index gives no order: the pieces, and in which stretch of the documents they are."""
    return " ".join([*grams(words), *marks_of(branch_id, no)])


def _joined(words: str) -> str:
    return " ".join(grams(words))
