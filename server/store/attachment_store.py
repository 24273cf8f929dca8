"""Which files were announced, which are here, and which records name them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, delete, exists, select

from server.domain.attachments import Announced, Attachment
from server.store.among import among
from server.store.base import table_of
from server.store.database import Database
from server.store.insertion import insertion
from server.store.tables.attachments import AttachmentRow, RecordFileRow, UploadRow

UPLOADS, ATTACHMENTS, NAMED = table_of(UploadRow), table_of(AttachmentRow), table_of(RecordFileRow)
ANNOUNCED = (UPLOADS.c.sha256, UPLOADS.c.size, UPLOADS.c.use, UPLOADS.c.record_id)
ATTACHED = tuple(ATTACHMENTS.c[name] for name in Attachment.__dataclass_fields__)
MISSING = ~exists().where(ATTACHMENTS.c.branch_id == NAMED.c.branch_id, ATTACHMENTS.c.sha256 == NAMED.c.sha256)


class AttachmentStore:
    def __init__(self, database: Database) -> None:
        self._database = database

    def announced(self, branch_id: str, device_id: str, sha256: str) -> Announced | None:
        query = select(*ANNOUNCED).where(*_of(branch_id, device_id, sha256))
        with self._database.read() as session:
            found = session.execute(query).one_or_none()
        return None if found is None else Announced(*found)

    def announce(self, branch_id: str, device_id: str, announced: Announced, at: datetime) -> None:
        """In place of what the tablet said of it before."""
        values = {"branch_id": branch_id, "device_id": device_id, **vars(announced), "announced_at": at}
        with self._database.write() as session:
            session.execute(delete(UPLOADS).where(*_of(branch_id, device_id, announced.sha256)))
            session.execute(insertion(self._database.dialect, UploadRow).values(values).on_conflict_do_nothing())

    def attachment(self, branch_id: str, sha256: str) -> Attachment | None:
        query = select(*ATTACHED).where(ATTACHMENTS.c.branch_id == branch_id, ATTACHMENTS.c.sha256 == sha256)
        with self._database.read() as session:
            found = session.execute(query).one_or_none()
        return None if found is None else Attachment(*found)

    def add(self, attachment: Attachment) -> bool:
        adding = insertion(self._database.dialect, AttachmentRow).values(vars(attachment)).on_conflict_do_nothing()
        with self._database.write() as session:
            return bool(session.execute(adding.returning(ATTACHMENTS.c.sha256)).all())

    def name(self, branch_id: str, named: Mapping[str, Iterable[str]]) -> None:
        """From a record to the files it names. What it named before stays: an earlier revision still shows it."""
        rows = [
            {"branch_id": branch_id, "record_id": record_id, "sha256": sha256}
            for record_id, files in named.items()
            for sha256 in files
        ]
        if rows:
            with self._database.write() as session:
                session.execute(insertion(self._database.dialect, RecordFileRow).on_conflict_do_nothing(), rows)

    def missing(self, branch_id: str, record_ids: Iterable[str]) -> dict[str, list[str]]:
        """From a record to the files it names that are not here; records that lack none are not in it."""
        of_records = among(self._database.dialect, NAMED.c.record_id, record_ids)
        query = select(NAMED.c.record_id, NAMED.c.sha256).where(NAMED.c.branch_id == branch_id, of_records, MISSING)
        found: dict[str, list[str]] = {}
        with self._database.read() as session:
            for record_id, sha256 in session.execute(query.order_by(NAMED.c.record_id, NAMED.c.sha256)):
                found.setdefault(record_id, []).append(sha256)
        return found

    def naming(self, branch_id: str, sha256: str) -> list[str]:
        """The records that name this file."""
        query = select(NAMED.c.record_id).where(NAMED.c.branch_id == branch_id, NAMED.c.sha256 == sha256)
        with self._database.read() as session:
            return list(session.execute(query.order_by(NAMED.c.record_id)).scalars())

    def complete_records(self, branch_id: str, sha256: str) -> Sequence[str]:
        named = self.naming(branch_id, sha256)
        missing = self.missing(branch_id, named)
        return [record_id for record_id in named if record_id not in missing]


def _of(branch_id: str, device_id: str, sha256: str) -> tuple[ColumnElement[bool], ...]:
    return UPLOADS.c.branch_id == branch_id, UPLOADS.c.device_id == device_id, UPLOADS.c.sha256 == sha256
