"""Made-up dossiers in great numbers, straight into their tables."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, text

from storage.inbox import insert_new
from storage.tables.dossiers import dossier_events, dossiers

Rows = Sequence[dict[str, Any]]


def add(connection: Connection, made: Rows, events: Rows) -> None:
    """Write what is not there yet: the same rows again change nothing."""
    for table, rows in ((dossiers, made), (dossier_events, events)):
        if rows:
            connection.execute(insert_new(connection, table).on_conflict_do_nothing(), rows)


def learn(connection: Connection) -> None:
    """PostgreSQL: know how large the tables have grown, else they are read whole for a few codes."""
    for table in (dossiers, dossier_events):
        connection.execute(text(f"ANALYZE {table.name}"))
