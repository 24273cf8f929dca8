"""Alembic's entry: always online, always on the connection and in the transaction it is handed."""

from alembic import context

import server.store.tables  # noqa: F401 - fills the metadata
from server.store.base import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    compare_type=True,
    user_module_prefix="base.",
    # Our SQLite connections begin for themselves, so a failed migration leaves nothing behind there too.
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
