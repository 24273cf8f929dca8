"""How an inbox finds its records: what a department still has to do by its due time, what it has done by the last change,
and what the system has to do by the time of its step."""

from __future__ import annotations

from sqlalchemy import Index

from server.store.base import only
from server.store.tables.records import RecordRow

Index(
    "ix_records_inbox_open",
    RecordRow.branch_id,
    RecordRow.department,
    RecordRow.status,
    RecordRow.due_at,
    RecordRow.id,
    **only("department IS NOT NULL"),
)
Index(
    "ix_records_inbox_done",
    RecordRow.branch_id,
    RecordRow.department,
    RecordRow.updated_at,
    RecordRow.id,
    **only("department IS NOT NULL"),
)
# What stands open with a clock, counted by state: overdue, escalated, not closed out.
Index(
    "ix_records_clocked",
    RecordRow.branch_id,
    RecordRow.kind,
    RecordRow.status,
    RecordRow.due_at,
    sqlite_where=RecordRow.due_at.is_not(None),
    postgresql_where=RecordRow.due_at.is_not(None),
)
Index(
    "ix_records_steps",
    RecordRow.branch_id,
    RecordRow.step_due_at,
    RecordRow.id,
    sqlite_where=RecordRow.step_due_at.is_not(None),
    postgresql_where=RecordRow.step_due_at.is_not(None),
)
