"""The document centre's lists, newest first: any filter alone or with others, and words looked for in what documents say.

Words are looked for twice. First in the newest documents of the filter, one by one: a word that many documents say is found
there at once. Then, if that was not enough, through the index of pieces, which knows the few that say a rare one. In both the
document's own text decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import and_, false, func, select, text
from sqlalchemy.orm import Session

from server.domain.document_life import Document
from server.domain.search_stretches import SHORTEST, branch_mark, stretches
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
LAST_CODE = "\x7f"
STEPS = (300, 3_000, *[30_000] * 100)
NEXT_ON_SQLITE = text(
    f"SELECT rowid FROM {NAME} WHERE {NAME} MATCH :asked AND rowid > :after AND rowid < :before ORDER BY rowid DESC LIMIT :size"
)
# By the index: reading every document, which is thought cheaper for a common word, unpacks what each of them says.
BY_INDEX = text("SELECT set_config('enable_seqscan', 'off', true)")
SOME_ON_POSTGRESQL = text(
    "WITH found AS MATERIALIZED (SELECT no FROM document_texts WHERE grams @@ CAST(:asked AS tsquery)) "
    "SELECT no FROM found WHERE no > :after AND no < :before LIMIT :size"
)
FEW = 2 << SHORTEST
"""So many of a stretch are looked through at once; of one that has more, its parts. No shortest one does."""
UNTIDY = 1000
"""Documents around a day's border that are looked at for where it lies: the clock may have been set back between them."""


class Said(NamedTuple):
    """The words looked for, those of the signer among them, who must also be found among the signers."""

    words: Sequence[str]
    signer: str | None


class DocumentList:
    def __init__(self, database: Database) -> None:
        self._database = database

    def page(self, branch_id: str, wanted: DocumentQuery, after: str | None, limit: int) -> list[Document]:
        """From the document on after which the page before ended."""
        asked = [wanted_words(each) for each in (wanted.text, wanted.signer) if each]
        if not all(asked):
            return []  # nothing but punctuation was looked for
        said = Said([word for words in asked for word in words], wanted.signer)
        with self._database.read() as session:
            conditions = self._conditions(session, branch_id, wanted, after)
            if not said.words:
                return _documents(session, conditions, limit)
            return self._saying(session, branch_id, conditions, said, limit)

    def asked_by(self, branch_id: str) -> list[str]:
        """Whoever ever asked for a document of the branch."""
        query = select(TABLE.c.requested_by).where(TABLE.c.branch_id == branch_id, TABLE.c.requested_by.is_not(None))
        with self._database.read() as session:
            return sorted(session.execute(query.distinct()).scalars())

    def holds(self, branch_id: str, ids: Sequence[str], codes: Sequence[str]) -> bool:
        """Whether any of these is a document of one of those codes."""
        query = select(TABLE.c.id).where(TABLE.c.branch_id == branch_id, TABLE.c.id.in_(ids), TABLE.c.code.in_(codes))
        with self._database.read() as session:
            return session.execute(query.limit(1)).first() is not None

    def _conditions(self, session: Session, branch_id: str, wanted: DocumentQuery, after: str | None) -> list[Any]:
        conditions = [TABLE.c.branch_id == branch_id, *_matching(wanted)]
        if wanted.serial:
            conditions += _serials(session, branch_id, wanted.serial.upper())
        if wanted.first is not None:
            conditions += _not_before(session, branch_id, wanted)
        if wanted.before is not None:
            conditions += _not_after(session, branch_id, wanted)
        if after is not None:
            place = select(TABLE.c.no).where(TABLE.c.branch_id == branch_id, TABLE.c.id == after)
            conditions.append(TABLE.c.no < (session.execute(place).scalar() or 0))
        return conditions

    def _saying(
        self, session: Session, branch_id: str, conditions: list[Any], said: Said, limit: int
    ) -> list[Document]:
        newest = select(TABLE.c.branch_id, TABLE.c.no).where(*conditions).order_by(TABLE.c.no.desc())
        looked = newest.limit(WINDOW).subquery()
        near = _with_text(looked.c).where(*self._says(said)).order_by(TABLE.c.no.desc()).limit(limit)
        found = list(session.execute(near).scalars())
        if len(found) < limit:
            last = session.execute(newest.offset(WINDOW - 1).limit(1)).first()
            if last is not None:
                found += self._farther(session, branch_id, conditions, said, last.no, limit - len(found))
        return _documents(session, [*conditions[:1], TABLE.c.no.in_(found)], limit) if found else []

    def _farther(
        self, session: Session, branch_id: str, conditions: list[Any], said: Said, before: int, limit: int
    ) -> list[int]:
        """Step by step through those that have the pieces, newest first: mostly the first steps hold enough."""
        found: list[int] = []
        have = self._having if self._database.dialect == "postgresql" else self._having_on_sqlite
        oldest = select(TABLE.c.no).where(*conditions).order_by(TABLE.c.no).limit(1)
        after = (session.execute(oldest).scalar() or 1) - 1
        for some in have(session, branch_id, said.words, after, before):
            among = _with_text(TABLE.c).where(*conditions, TABLE.c.no.in_(some), *self._says(said))
            found += session.execute(among.order_by(TABLE.c.no.desc()).limit(limit - len(found))).scalars()
            if len(found) >= limit:
                break
        return found

    def _having_on_sqlite(
        self, session: Session, branch_id: str, words: Sequence[str], after: int, before: int
    ) -> Iterator[Sequence[int]]:
        asked = " AND ".join(_pieces(words, '"%s"', '"%s"*'))
        for size in STEPS:
            some = (
                session.execute(NEXT_ON_SQLITE, {"asked": asked, "after": after, "before": before, "size": size})
                .scalars()
                .all()
            )
            if some:
                yield some
            if len(some) < size:
                return
            before = some[-1]

    def _having(
        self, session: Session, branch_id: str, words: Sequence[str], after: int, before: int
    ) -> Iterator[Sequence[int]]:
        """Stretch by stretch: the index gives them in no order."""
        asked = " & ".join([branch_mark(branch_id), *_pieces(words, "%s", "%s:*")])
        session.execute(BY_INDEX)
        waiting = list(stretches(after, before))[::-1]
        while waiting:
            stretch = waiting.pop()
            within = {"asked": f"{asked} & {stretch.mark}", "after": after, "before": before}
            some = session.execute(SOME_ON_POSTGRESQL, {**within, "size": FEW + 1}).scalars().all()
            if len(some) > FEW:
                waiting += stretch.parts[::-1]
            elif some:
                yield sorted(some, reverse=True)

    def _says(self, said: Said) -> list[Any]:
        """The text itself decides."""
        inside = func.strpos if self._database.dialect == "postgresql" else func.instr
        signs = [TABLE.c.signers.contains(said.signer, autoescape=True)] if said.signer else []
        return [*(inside(TEXTS.c.text, word) > 0 for word in said.words), *signs]


def _with_text(places: Any) -> Any:
    """The documents at these places, with what each says."""
    query = select(TABLE.c.no).join(TEXTS, and_(TEXTS.c.branch_id == TABLE.c.branch_id, TEXTS.c.no == TABLE.c.no))
    if places is TABLE.c:
        return query
    return query.where(TABLE.c.branch_id == places.branch_id, TABLE.c.no == places.no)


def _pieces(words: Sequence[str], whole: str, beginning: str) -> list[str]:
    """What to ask the index for, as it wants whole pieces and beginnings written."""
    asked: dict[str, None] = {}
    for word in words:
        every, begun = grams_of_word(word)
        asked |= dict.fromkeys([*(whole % piece for piece in every), *(beginning % piece for piece in begun)])
    return list(asked)


def _documents(session: Session, conditions: Sequence[Any], limit: int) -> list[Document]:
    query = select(*COLUMNS).where(*conditions).order_by(TABLE.c.no.desc()).limit(limit)
    return [Document(*row) for row in session.execute(query)]


def _matching(wanted: DocumentQuery) -> list[Any]:
    exact = {"code": wanted.code, "state": wanted.state}
    conditions: list[Any] = [TABLE.c[name] == value for name, value in exact.items() if value]
    if wanted.requested_by:
        conditions.append(TABLE.c.requested_by == wanted.requested_by)
    if wanted.by_itself:
        conditions.append(TABLE.c.requested_by.is_(None))
    if wanted.period:
        conditions += _starts_with(TABLE.c.period, wanted.period)
    return conditions


def _starts_with(column: Any, start: str) -> list[Any]:
    """As a range, which an index answers: both are plain ASCII, in the order of its codes."""
    plain = start.encode("ascii", "ignore").decode()
    return [column >= plain, column < plain + LAST_CODE] if plain == start else [false()]


def _serials(session: Session, branch_id: str, start: str) -> list[Any]:
    """Few are found by their index; of many, the newest by reading the list, which `|| ''` leaves no other way for."""
    range_ = _starts_with(TABLE.c.serial, start)
    some = select(TABLE.c.no).where(TABLE.c.branch_id == branch_id, *range_).limit(UNTIDY + 1).subquery()
    if session.execute(select(func.count()).select_from(some)).scalar_one() <= UNTIDY:
        return range_
    return _starts_with(TABLE.c.serial.concat(""), start)


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
