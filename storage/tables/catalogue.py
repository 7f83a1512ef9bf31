"""What people tell us about the catalogue; no person is kept with it."""

from sqlalchemy import Column, String, Table

from storage.tables.types import RowId, UtcDateTime, metadata

mistake_reports = Table(
    "mistake_reports",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("procedure", String(40), nullable=False, index=True),
    Column("part", String(20), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    sqlite_autoincrement=True,
)
