"""Deliveries as an operator may see them: what waits, what was given up, and sending it once more."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, select, update

from domain.effects import Lane
from storage.tables.road import outbox
from storage.tables.types import LONG_AGO


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """A row as an operator may see it: neither the chat nor the words."""

    id: int
    channel: str
    lane: Lane
    status: str
    attempts: int
    error: str
    created_at: datetime


def failed(connection: Connection, limit: int) -> list[DeadLetter]:
    """Rows that were given up, newest first."""
    found = connection.execute(_letters().where(outbox.c.status == "failed").limit(limit))
    return [_letter(row) for row in found]


def unsent(connection: Connection, limit: int) -> list[DeadLetter]:
    """Rows that still wait, newest first."""
    found = connection.execute(_letters().where(outbox.c.ended_at.is_(None)).limit(limit))
    return [_letter(row) for row in found]


def _letters() -> Select[Any]:
    return select(outbox).order_by(outbox.c.id.desc())


def _letter(row: Row[Any]) -> DeadLetter:
    return DeadLetter(
        row.id, row.channel, Lane(row.lane), row.status, row.attempts, row.error, row.created_at
    )


def replay(connection: Connection, row: int, now: datetime) -> bool:
    """Send a given-up row once more, with all its attempts before it; False when there is none."""
    found = connection.execute(
        update(outbox)
        .where(outbox.c.id == row, outbox.c.status == "failed")
        .values(
            status="queued", ended_at=None, attempts=0, due_at=now, expires_at=None, leased_until=LONG_AGO
        )
        .returning(outbox.c.id)
    )
    return found.first() is not None
