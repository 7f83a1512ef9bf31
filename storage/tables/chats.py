"""The tables of pulled chats (web, console) and of what is known of a chat address."""

from sqlalchemy import Boolean, Column, Integer, String, Table, Text, UniqueConstraint

from storage.tables.types import RowId, UtcDateTime, metadata

addresses = Table(
    "addresses",
    metadata,
    Column("address", String(120), primary_key=True),
    Column("seq", Integer, nullable=False, server_default="0"),
    Column("erased_seq", Integer, nullable=False, server_default="0"),
    Column("blocked", Boolean, nullable=False, server_default="0"),
    Column("seen_at", UtcDateTime, nullable=False, index=True),
)

messages = Table(
    "messages",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("address", String(120), nullable=False),
    Column("seq", Integer, nullable=False),
    Column("mine", Boolean, nullable=False),
    Column("content", Text, nullable=False),
    Column("replaces", String(32), nullable=False, server_default=""),
    Column("inbox_id", RowId),
    Column("at", UtcDateTime, nullable=False, index=True),
    UniqueConstraint("address", "seq"),
)
