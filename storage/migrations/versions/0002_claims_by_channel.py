"""Claims walk the rows of one channel, so that those of a channel on hold cost nothing."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    _walk("channel", "lane", "due_at", "id")


def downgrade() -> None:
    _walk("lane", "due_at", "id")


def _walk(*columns: str) -> None:
    still_open = sa.text("ended_at IS NULL")
    op.drop_index("ix_outbox_due", "outbox")
    op.create_index("ix_outbox_due", "outbox", columns, sqlite_where=still_open, postgresql_where=still_open)
