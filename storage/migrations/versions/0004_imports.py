"""Imports: each one, its rows, what they hold, and which one of a kind is shown."""

import sqlalchemy as sa
from alembic import op

from storage.tables.types import RowId, UtcDateTime

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "imports",
        sa.Column("id", RowId, primary_key=True, autoincrement=True),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("file", sa.String(120), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("began_at", UtcDateTime(), nullable=False),
        sa.Column("ended_at", UtcDateTime()),
        sa.Column("state", sa.String(12), nullable=False),
        *(
            sa.Column(name, sa.Integer(), nullable=False, server_default="0")
            for name in ("rows", "added", "changed", "gone")
        ),
        sa.Column("previous", RowId),
        sa.Column("announced", sa.Boolean(), nullable=False, server_default="0"),
        sa.Column("swept", sa.Boolean(), nullable=False, server_default="0"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_imports_state", "imports", ["state"])
    op.create_table(
        "live_imports",
        sa.Column("kind", sa.String(20), primary_key=True),
        sa.Column("import_id", RowId, nullable=False),
    )
    op.create_table(
        "import_rows",
        sa.Column("import_id", RowId, primary_key=True),
        sa.Column("code", sa.String(60), primary_key=True),
        sa.Column("digest", sa.String(64), nullable=False),
    )
    op.create_index("ix_import_rows_digest", "import_rows", ["digest"])
    op.create_table(
        "import_bodies",
        sa.Column("digest", sa.String(64), primary_key=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("made", sa.Text(), nullable=False, server_default=""),
        sa.Column("maker", sa.String(64), nullable=False, server_default=""),
    )
    op.create_index("ix_dossier_snapshots_import_id", "dossier_snapshots", ["import_id", "code"])


def downgrade() -> None:
    op.drop_index("ix_dossier_snapshots_import_id", "dossier_snapshots")
    for table in ("import_bodies", "import_rows", "live_imports", "imports"):
        op.drop_table(table)
