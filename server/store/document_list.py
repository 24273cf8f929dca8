"""The document centre's lists, newest first: any filter alone or with others, and words looked for in what documents say.

Words are looked for twice. First in the newest documents of the filter, one by one: a word that many documents say is found
there at once. Then, if that was not enough, through the index of pairs, which knows the few that say a rare one. In both the
document's own text decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Text, and_, bindparam, cast, func, literal_column, select, text
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.orm import Session

from server.domain.document_life import Document
from server.domain.search_words import grams_of_word, wanted_words
from server.services.ports_documents import DocumentQuery
from server.store.base import table_of
from server.store.database import Database
from server.store.document_search import NAME
from server.store.document_store import COLUMNS, TABLE
from server.store.tables.documents import DocumentTextRow

TEXTS = table_of(DocumentTextRow)
WINDOW = 3000
"""Newest documents that are looked through one by one."""
UNTIDY = 1000
"""Documents around a day's border that are looked at for where it lies: the clock may have been set back between them."""


class DocumentList:
    def __init__(self, database: Database) -> None:
        self._database = database

    def page(self, branch_id: str, wanted: DocumentQuery, after: str | None, limit: int) -> list[Document]:
        """From the document on after which the page before ended."""
        words = [*wanted_words(wanted.text or ""), *wanted_words(wanted.signer or "")]
        with self._database.read() as session:
            conditions = self._conditions(session, branch_id, wanted, after)
            if not words:
                return _documents(session, conditions, limit)
            return self._saying(session, conditions, words, limit)

    def asked_by(self, branch_id: str) -> list[str]:
        """Whoever ever asked for a document of the branch."""
        query = select(TABLE.c.requested_by).where(TABLE.c.branch_id == branch_id, TABLE.c.requested_by.is_not(None))
        with self._database.read() as session:
            return sorted(session.execute(query.distinct()).scalars())

    def _conditions(self, session: Session, branch_id: str, wanted: DocumentQuery, after: str | None) -> list[Any]:
        conditions = [TABLE.c.branch_id == branch_id, *_matching(wanted)]
        if wanted.first is not None:
            conditions += _not_before(session, branch_id, wanted)
        if wanted.before is not None:
            conditions += _not_after(session, branch_id, wanted)
        if after is not None:
            place = select(TABLE.c.no).where(TABLE.c.branch_id == branch_id, TABLE.c.id == after)
            conditions.append(TABLE.c.no < (session.execute(place).scalar() or 0))
        return conditions

    def _saying(self, session: Session, conditions: list[Any], words: Sequence[str], limit: int) -> list[Document]:
        newest = select(TABLE.c.branch_id, TABLE.c.no).where(*conditions).order_by(TABLE.c.no.desc())
        looked = newest.limit(WINDOW).subquery()
        said = and_(*(_says(self._database.dialect, word) for word in words))
        near = (
            select(looked.c.no)
            .join(TEXTS, and_(TEXTS.c.branch_id == looked.c.branch_id, TEXTS.c.no == looked.c.no))
            .where(said)
            .order_by(looked.c.no.desc())
            .limit(limit)
        )
        found = list(session.execute(near).scalars())
        if len(found) < limit:
            last = session.execute(newest.offset(WINDOW - 1).limit(1)).first()
            if last is not None:
                found += self._farther(session, conditions, words, last.no, limit - len(found))
        return _documents(session, [*conditions[:1], TABLE.c.no.in_(found)], limit) if found else []

    def _farther(
        self, session: Session, conditions: list[Any], words: Sequence[str], before: int, limit: int
    ) -> list[int]:
        said = and_(*(_says(self._database.dialect, word) for word in words))
        of_text = and_(TEXTS.c.branch_id == TABLE.c.branch_id, TEXTS.c.no == TABLE.c.no)
        found = _found_by_pairs(self._database.dialect, words)
        query = select(TABLE.c.no).join(TEXTS, of_text).where(*conditions, said)
        query = (
            query.join(found, and_(found.c.no == TABLE.c.no, found.c.no < before))
            .order_by(found.c.no.desc())
            .limit(limit)
        )
        return list(session.execute(query).scalars())


def _documents(session: Session, conditions: Sequence[Any], limit: int) -> list[Document]:
    query = select(*COLUMNS).where(*conditions).order_by(TABLE.c.no.desc()).limit(limit)
    return [Document(*row) for row in session.execute(query)]


def _found_by_pairs(dialect: str, words: Sequence[str]) -> Any:
    """The numbers of the documents that have all pairs of the words, newest first."""
    pairs = [pair for word in words for pair in grams_of_word(word)]
    single = [word for word in words if len(word) == 1]
    if dialect == "postgresql":
        asked = " & ".join([*pairs, *(f"{each}:*" for each in single)])
        vector = cast(bindparam("pairs", asked, type_=Text()), TSQUERY())
        return select(TEXTS.c.no).where(TEXTS.c.grams.op("@@")(vector)).cte("found").prefix_with("MATERIALIZED")
    asked = " AND ".join([*(f'"{each}"' for each in pairs), *(f'"{each}"*' for each in single)])
    match = text(f"SELECT rowid AS no FROM {NAME} WHERE {NAME} MATCH :asked").bindparams(asked=asked)
    return match.columns(literal_column("no")).subquery("found")


def _says(dialect: str, word: str) -> Any:
    inside = func.strpos if dialect == "postgresql" else func.instr
    return inside(TEXTS.c.text, word) > 0


def _matching(wanted: DocumentQuery) -> list[Any]:
    exact = {"code": wanted.code, "state": wanted.state}
    conditions: list[Any] = [TABLE.c[name] == value for name, value in exact.items() if value]
    if wanted.requested_by:
        conditions.append(TABLE.c.requested_by == wanted.requested_by)
    if wanted.by_itself:
        conditions.append(TABLE.c.requested_by.is_(None))
    if wanted.period:
        conditions += _starts_with(TABLE.c.period, wanted.period)
    if wanted.serial:
        conditions += _starts_with(TABLE.c.serial, wanted.serial.upper())
    if wanted.signer:
        conditions.append(TABLE.c.signers.contains(wanted.signer, autoescape=True))
    return conditions


def _starts_with(column: Any, start: str) -> list[Any]:
    """As a range, which an index answers whatever the database thinks of the order of letters: both are plain ASCII."""
    return [column.like(f"{_literal(start)}%", escape="\\")]


def _literal(start: str) -> str:
    return start.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _not_before(session: Session, branch_id: str, wanted: DocumentQuery) -> list[Any]:
    """The day, and from which place in the list on it begins: so that nothing older is read only to be left out."""
    since = (TABLE.c.branch_id == branch_id, TABLE.c.requested_at >= wanted.first)
    nearest = select(TABLE.c.no).where(*since).order_by(TABLE.c.requested_at, TABLE.c.no).limit(UNTIDY).subquery()
    first = session.execute(select(func.min(nearest.c.no))).scalar()
    return [TABLE.c.requested_at >= wanted.first, TABLE.c.no >= (first or 0)]


def _not_after(session: Session, branch_id: str, wanted: DocumentQuery) -> list[Any]:
    until = (TABLE.c.branch_id == branch_id, TABLE.c.requested_at < wanted.before)
    newest = (TABLE.c.requested_at.desc(), TABLE.c.no.desc())
    nearest = select(TABLE.c.no).where(*until).order_by(*newest).limit(UNTIDY).subquery()
    last = session.execute(select(func.max(nearest.c.no))).scalar()
    return [TABLE.c.requested_at < wanted.before, TABLE.c.no <= (last or 0)]
