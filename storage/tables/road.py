"""The tables of the road: what arrived, where each conversation stands, what is to be sent."""

from sqlalchemy import Boolean, Column, Index, Integer, String, Table, Text, UniqueConstraint

from storage.tables.types import LONG_AGO, RowId, UtcDateTime, metadata

inbox = Table(
    "inbox",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("channel", String(16), nullable=False),
    Column("external_id", String(160), nullable=False),
    Column("conversation", String(160), nullable=False),
    Column("body", Text, nullable=False),
    Column("trace", String(32), nullable=False),
    Column("received_at", UtcDateTime, nullable=False),
    Column("handled_at", UtcDateTime),
    Column("result", String(16), nullable=False, server_default=""),
    UniqueConstraint("channel", "external_id"),
    sqlite_autoincrement=True,
)
Index(
    "ix_inbox_open",
    inbox.c.conversation,
    inbox.c.id,
    sqlite_where=inbox.c.handled_at.is_(None),
    postgresql_where=inbox.c.handled_at.is_(None),
)
Index("ix_inbox_received_at", inbox.c.received_at)

conversations = Table(
    "conversations",
    metadata,
    Column("id", String(160), primary_key=True),
    Column("address", String(120), nullable=False, index=True),
    Column("actor", String(64), nullable=False),
    Column("state", Text, nullable=False, server_default="{}"),
    Column("epoch", Integer, nullable=False, server_default="0"),
    Column("leased_until", UtcDateTime, nullable=False, default=LONG_AGO),
    Column("updated_at", UtcDateTime, nullable=False, index=True),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("channel", String(16), nullable=False),
    Column("address", String(120), nullable=False),
    Column("lane", Integer, nullable=False),
    Column("series", String(80), nullable=False, server_default=""),
    Column("content", Text, nullable=False),
    Column("due_at", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime),
    Column("leased_until", UtcDateTime, nullable=False, default=LONG_AGO),
    Column("claim", Integer, nullable=False, server_default="0"),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("created_at", UtcDateTime, nullable=False),
    Column("ended_at", UtcDateTime),
    Column("status", String(12), nullable=False, server_default="queued"),
    Column("error", String(200), nullable=False, server_default=""),
    Column("provider_message_id", String(64), nullable=False, server_default=""),
    Column("forget", Boolean, nullable=False, server_default="0"),
    Column("trace", String(32), nullable=False, server_default=""),
    sqlite_autoincrement=True,
)
_open = outbox.c.ended_at.is_(None)
Index(
    "ix_outbox_series",
    outbox.c.address,
    outbox.c.lane,
    outbox.c.series,
    outbox.c.id,
    sqlite_where=_open,
    postgresql_where=_open,
)
Index(
    "ix_outbox_due",
    outbox.c.channel,
    outbox.c.lane,
    outbox.c.due_at,
    outbox.c.id,
    sqlite_where=_open,
    postgresql_where=_open,
)
Index("ix_outbox_ended_at", outbox.c.ended_at)

holds = Table(
    "holds",
    metadata,
    Column("key", String(120), primary_key=True),
    Column("until", UtcDateTime, nullable=False),
)

leases = Table(
    "leases",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("holder", String(64), nullable=False),
    Column("until", UtcDateTime, nullable=False),
    Column("epoch", Integer, nullable=False),
)
