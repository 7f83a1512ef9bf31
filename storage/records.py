"""What turns write beside their replies: reports, proofs, consents, erasures."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, insert

from domain.effects import (
    Checked,
    CodeUnknown,
    Effects,
    Erased,
    Followed,
    MistakeReported,
    Reachability,
    Record,
    Unfollowed,
)
from storage import checks, erasure, follows
from storage.inbox import insert_new
from storage.tables.catalogue import mistake_reports
from storage.tables.chats import addresses

Kind = TypeVar("Kind", bound=Record)


def write(connection: Connection, turns: Sequence[Effects], now: datetime) -> None:
    """Write the records of a batch, tables in a fixed order and rows in that of their keys.

    Raises `Conflict` when one of them lost a race.
    """
    records = [record for turn in turns for record in turn.records]
    if not records:
        return
    _report(connection, _of(MistakeReported, records), now)
    for kind, key, act in _WRITERS:
        for record in sorted(_of(kind, records), key=key):
            act(connection, record, now)
    for turn in turns:
        for erased in _of(Erased, turn.records):
            erasure.erase(connection, erased.address, turn.inbox_id)


def remember(connection: Connection, each: Reachability, now: datetime) -> None:
    """Note that a chat blocked us, or let us in again."""
    statement = insert_new(connection, addresses).values(
        address=str(each.address), blocked=each.blocked, seen_at=now
    )
    connection.execute(
        statement.on_conflict_do_update(
            index_elements=["address"], set_={"blocked": each.blocked, "seen_at": now}
        )
    )


def _report(connection: Connection, reports: Sequence[MistakeReported], now: datetime) -> None:
    rows = [{"procedure": each.procedure, "part": each.part, "at": now} for each in reports]
    if rows:
        connection.execute(insert(mistake_reports), rows)


def _of(kind: type[Kind], records: Iterable[Record]) -> list[Kind]:
    return [record for record in records if isinstance(record, kind)]


def _address(record: Any) -> str:
    return str(record.address)


def _code(record: Any) -> str:
    return str(record.code)


def _both(record: Any) -> tuple[str, str]:
    return str(record.address), record.code


_WRITERS: tuple[
    tuple[type[Record], Callable[[Any], Any], Callable[[Connection, Any, datetime], None]], ...
] = (
    (Reachability, _address, remember),
    (Checked, _code, checks.write),
    (CodeUnknown, _address, checks.count_miss),
    (Followed, _both, follows.follow),
    (Unfollowed, _both, follows.unfollow),
)
