"""Dossiers: what sources told of them, who may see more, who follows."""

import sqlalchemy as sa
from alembic import op

from storage.tables.types import RowId, UtcDateTime

revision = "0003"
down_revision = "0002"

TABLES = (
    "dossier_sources",
    "lookup_misses",
    "check_attempts",
    "follows",
    "proofs",
    "dossier_snapshots",
    "dossier_events",
    "dossiers",
)


def upgrade() -> None:
    _told()
    _people()


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)


def _told() -> None:
    op.create_table(
        "dossiers",
        sa.Column("code", sa.String(48), primary_key=True),
        sa.Column("source", sa.String(40), nullable=False),
        sa.Column("told_at", UtcDateTime(), nullable=False),
        sa.Column("facts_told", sa.Text(), nullable=False, server_default=""),
        *_facts(),
    )
    op.create_table(
        "dossier_events",
        sa.Column("id", RowId, primary_key=True, autoincrement=True),
        sa.Column("source", sa.String(40), nullable=False),
        sa.Column("event_id", sa.String(80), nullable=False),
        sa.Column("code", sa.String(48), nullable=False),
        *_change(),
        sa.Column("arrived_at", UtcDateTime(), nullable=False),
        sa.UniqueConstraint("source", "event_id", name="uq_dossier_events_source_event_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_dossier_events_code", "dossier_events", ["code"])
    op.create_table(
        "dossier_snapshots",
        sa.Column("code", sa.String(48), primary_key=True),
        sa.Column("import_id", RowId, primary_key=True),
        *_change(),
        *_facts(),
    )
    op.create_table(
        "dossier_sources",
        sa.Column("name", sa.String(40), primary_key=True),
        sa.Column("told_at", UtcDateTime(), nullable=False),
    )


def _people() -> None:
    op.create_table(
        "proofs",
        sa.Column("address", sa.String(120), primary_key=True),
        sa.Column("code", sa.String(48), primary_key=True),
        sa.Column("proven_at", UtcDateTime(), nullable=False),
        sa.Column("until", UtcDateTime()),
    )
    op.create_index("ix_proofs_until", "proofs", ["until"])
    op.create_table(
        "follows",
        sa.Column("address", sa.String(120), primary_key=True),
        sa.Column("code", sa.String(48), primary_key=True),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("consent", sa.String(20), nullable=False),
        sa.Column("followed_at", UtcDateTime(), nullable=False),
        sa.Column("heard_status", sa.SmallInteger(), nullable=False),
        sa.Column("heard_at", UtcDateTime(), nullable=False),
        sa.Column("pending_at", UtcDateTime()),
    )
    op.create_index("ix_follows_code", "follows", ["code"])
    pending = sa.text("pending_at IS NOT NULL")
    op.create_index(
        "ix_follows_pending", "follows", ["pending_at"], sqlite_where=pending, postgresql_where=pending
    )
    op.create_table(
        "check_attempts",
        sa.Column("day", sa.String(10), primary_key=True),
        sa.Column("code", sa.String(48), primary_key=True),
        sa.Column("person", sa.String(120), primary_key=True),
        sa.Column("proof", sa.String(8), primary_key=True),
        sa.Column("wrong", sa.Integer(), nullable=False),
    )
    op.create_table(
        "lookup_misses",
        sa.Column("hour", sa.String(13), primary_key=True),
        sa.Column("person", sa.String(40), primary_key=True),
        sa.Column("missed", sa.Integer(), nullable=False),
    )


def _change() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("status", sa.SmallInteger(), nullable=False),
        sa.Column("written", sa.String(120), nullable=False, server_default=""),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False, server_default=""),
    )


def _facts() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("procedure", sa.String(40), nullable=False, server_default=""),
        sa.Column("procedure_name", sa.Text(), nullable=False, server_default=""),
        sa.Column("agency", sa.String(40), nullable=False, server_default=""),
        sa.Column("agency_name", sa.Text(), nullable=False, server_default=""),
        sa.Column("received", UtcDateTime()),
        sa.Column("due", UtcDateTime()),
        sa.Column("finished", UtcDateTime()),
        sa.Column("phone_checks", sa.String(80), nullable=False, server_default=""),
        sa.Column("id_checks", sa.String(80), nullable=False, server_default=""),
    )
