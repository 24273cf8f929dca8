"""The database: tables, migrations, and the implementations of the ports that server/services declares.

Use `Database.write()` and `Database.read()`; nothing else opens a connection.
"""
