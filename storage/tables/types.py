"""Column types and the one `MetaData` that every table belongs to."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import BigInteger, DateTime, Dialect, Integer, MetaData, TypeDecorator

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

RowId = BigInteger().with_variant(Integer(), "sqlite")
"""SQLite numbers rows by itself only in a column declared INTEGER."""

LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
"""A lease that nobody holds."""


class UtcDateTime(TypeDecorator[datetime]):
    """An instant in UTC; SQLite forgets zones, so it is given back its own.

    On SQLite it is written and read here, as SQLAlchemy's `DateTime` would: a message binds a dozen,
    and the general way costs several times as much.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:  # noqa: ARG002
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        return value.astimezone(UTC) if value else None

    def bind_processor(self, dialect: Dialect) -> Callable[[datetime | None], Any] | None:
        return _written if dialect.name == "sqlite" else super().bind_processor(dialect)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], datetime | None] | None:
        return _read if dialect.name == "sqlite" else super().result_processor(dialect, coltype)


@lru_cache(maxsize=64)
def _written(value: datetime | None) -> str | None:
    """Remembered: most times of a transaction are its moment."""
    return value.astimezone(UTC).isoformat(" ", "microseconds")[:_ZONE] if value else None


def _read(written: str | None) -> datetime | None:
    return datetime.fromisoformat(written).replace(tzinfo=UTC) if written else None


_ZONE = len("2026-11-27 08:00:00.000000")
"""Where the zone would begin, which is always UTC."""
