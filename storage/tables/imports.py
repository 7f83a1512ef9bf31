"""The tables of imports: each one, its rows, what they hold, and which one of a kind is shown."""

from sqlalchemy import Boolean, Column, Date, Integer, String, Table, Text

from storage.tables.types import RowId, UtcDateTime, metadata

imports = Table(
    "imports",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("kind", String(20), nullable=False),
    Column("file", String(120), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("as_of", Date, nullable=False),
    Column("began_at", UtcDateTime, nullable=False),
    Column("ended_at", UtcDateTime),
    Column("state", String(12), nullable=False, index=True),
    Column("rows", Integer, nullable=False, server_default="0"),
    Column("added", Integer, nullable=False, server_default="0"),
    Column("changed", Integer, nullable=False, server_default="0"),
    Column("gone", Integer, nullable=False, server_default="0"),
    Column("previous", RowId),
    Column("announced", Boolean, nullable=False, server_default="0"),
    Column("swept", Boolean, nullable=False, server_default="0"),
    sqlite_autoincrement=True,
)

live_imports = Table(
    "live_imports",
    metadata,
    Column("kind", String(20), primary_key=True),
    Column("import_id", RowId, nullable=False),
)

import_rows = Table(
    "import_rows",
    metadata,
    Column("import_id", RowId, primary_key=True),
    Column("code", String(60), primary_key=True),
    Column("digest", String(64), nullable=False, index=True),
)

import_bodies = Table(
    "import_bodies",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("body", Text, nullable=False),
    Column("made", Text, nullable=False, server_default=""),
    Column("maker", String(64), nullable=False, server_default=""),
)
"""`body` is the row as it was read, `made` what the code of that `maker` made of it."""
