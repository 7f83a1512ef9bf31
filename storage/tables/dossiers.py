"""The tables of dossiers: what sources told, who may see more, who follows; no number of a person."""

from typing import Any

from sqlalchemy import Column, Index, Integer, SmallInteger, String, Table, Text, UniqueConstraint

from storage.tables.types import RowId, UtcDateTime, metadata


def _facts() -> tuple[Column[Any], ...]:
    """What is known of a dossier beside its course; a column belongs to one table only."""
    return (
        Column("procedure", String(40), nullable=False, server_default=""),
        Column("procedure_name", Text, nullable=False, server_default=""),
        Column("agency", String(40), nullable=False, server_default=""),
        Column("agency_name", Text, nullable=False, server_default=""),
        Column("received", UtcDateTime),
        Column("due", UtcDateTime),
        Column("finished", UtcDateTime),
        Column("phone_checks", String(80), nullable=False, server_default=""),
        Column("id_checks", String(80), nullable=False, server_default=""),
    )


def _change() -> tuple[Column[Any], ...]:
    """One state of a dossier as a source told it."""
    return (
        Column("status", SmallInteger, nullable=False),
        Column("written", String(120), nullable=False, server_default=""),
        Column("at", UtcDateTime, nullable=False),
        Column("note", Text, nullable=False, server_default=""),
    )


dossiers = Table(
    "dossiers",
    metadata,
    Column("code", String(48), primary_key=True),
    Column("source", String(40), nullable=False),
    Column("told_at", UtcDateTime, nullable=False),
    Column("facts_told", Text, nullable=False, server_default=""),
    *_facts(),
)

dossier_events = Table(
    "dossier_events",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("source", String(40), nullable=False),
    Column("event_id", String(80), nullable=False),
    Column("code", String(48), nullable=False, index=True),
    *_change(),
    Column("arrived_at", UtcDateTime, nullable=False),
    UniqueConstraint("source", "event_id"),
    sqlite_autoincrement=True,
)

dossier_snapshots = Table(
    "dossier_snapshots",
    metadata,
    Column("code", String(48), primary_key=True),
    Column("import_id", RowId, primary_key=True),
    *_change(),
    *_facts(),
)

Index("ix_dossier_snapshots_import_id", dossier_snapshots.c.import_id, dossier_snapshots.c.code)

proofs = Table(
    "proofs",
    metadata,
    Column("address", String(120), primary_key=True),
    Column("code", String(48), primary_key=True),
    Column("proven_at", UtcDateTime, nullable=False),
    Column("until", UtcDateTime, index=True),
)

follows = Table(
    "follows",
    metadata,
    Column("address", String(120), primary_key=True),
    Column("code", String(48), primary_key=True, index=True),
    Column("language", String(2), nullable=False),
    Column("consent", String(20), nullable=False),
    Column("followed_at", UtcDateTime, nullable=False),
    Column("heard_status", SmallInteger, nullable=False),
    Column("heard_at", UtcDateTime, nullable=False),
    Column("pending_at", UtcDateTime),
)
_pending = follows.c.pending_at.is_not(None)
Index("ix_follows_pending", follows.c.pending_at, sqlite_where=_pending, postgresql_where=_pending)

check_attempts = Table(
    "check_attempts",
    metadata,
    Column("day", String(10), primary_key=True),
    Column("code", String(48), primary_key=True),
    Column("person", String(120), primary_key=True),
    Column("proof", String(8), primary_key=True),
    Column("wrong", Integer, nullable=False),
)

lookup_misses = Table(
    "lookup_misses",
    metadata,
    Column("hour", String(13), primary_key=True),
    Column("person", String(40), primary_key=True),
    Column("missed", Integer, nullable=False),
)

dossier_sources = Table(
    "dossier_sources",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("told_at", UtcDateTime, nullable=False),
)
