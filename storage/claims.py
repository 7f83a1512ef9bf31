"""Which rows may be sent now, taken with a lease so that nobody else sends them too."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from itertools import product
from typing import Any

from sqlalchemy import (
    CTE,
    BindParameter,
    ColumnElement,
    Connection,
    Integer,
    Row,
    Select,
    bindparam,
    case,
    exists,
    or_,
    select,
    union_all,
    update,
)
from sqlalchemy.sql.dml import ReturningUpdate

from domain.deliveries import Claimed, DeliveryStatus, Outgoing
from domain.effects import Lane
from domain.messages import Address, ChannelName
from storage import cards
from storage.tables.road import holds, outbox
from storage.tables.types import UtcDateTime

LEASE = timedelta(seconds=60)
"""Longer than a send may take (15 s), so that a row is never sent twice by a slow network."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a sender asks for.

    `now` is the product's time, by which rows are due; `machine` that of leases and holds. Rows in
    `flying` are this sender's own, whose result is not written yet.
    """

    limit: int
    now: datetime
    machine: datetime
    flying: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Scope:
    """Which rows a sender is for."""

    channels: tuple[ChannelName, ...]
    lanes: tuple[Lane, ...]


def claim(connection: Connection, scope: Scope, wish: Wish) -> list[Claimed]:
    """Take what may be sent now, most urgent lane first; nobody else can until the lease ends."""
    now, machine = wish.now, wish.machine
    moments = {"most": wish.limit, "now": now, "machine": machine, "until": machine + LEASE}
    found = connection.execute(claim_statement(scope), moments | {"flying": sorted(wish.flying)})
    taken = found.all()
    outgoing = {row.id: cards.read(row.content) for row in taken}
    _give_up([row.id for row in taken if outgoing[row.id] is None], connection, now)
    claimed = [_claimed(row, words) for row in taken if (words := outgoing[row.id])]
    return sorted(claimed, key=lambda row: (row.lane, row.id))


def _give_up(ids: Sequence[int], connection: Connection, now: datetime) -> None:
    if ids:
        ended = {"ended_at": now, "status": DeliveryStatus.FAILED.value, "error": "unreadable"}
        connection.execute(update(outbox).where(outbox.c.id.in_(ids)).values(ended))


@cache
def claim_statement(scope: Scope) -> ReturningUpdate[Any]:
    """Take the most urgent rows of all channels of a scope.

    Made once for a sender: building it costs more than running it.
    """
    each = [select(_due(channel, scope.lanes)) for channel in scope.channels]
    due = union_all(*each).subquery()
    first = select(due.c.id).order_by(due.c.lane, due.c.due_at, due.c.id).limit(_MOST)
    return (
        update(outbox)
        .where(outbox.c.id.in_(first))
        .values(leased_until=bindparam("until"), claim=outbox.c.claim + 1, attempts=outbox.c.attempts + 1)
        .returning(*_READ)
    )


_READ = (
    *(outbox.c.id, outbox.c.claim, outbox.c.attempts, outbox.c.address, outbox.c.lane, outbox.c.content),
    *(outbox.c.expires_at, outbox.c.created_at, outbox.c.trace, outbox.c.forget),
)
_MOST = bindparam("most", type_=Integer)


def _due(channel: ChannelName, lanes: tuple[Lane, ...]) -> CTE:
    """The first row of each series of an address that is due or was tried, if nobody holds it.

    A walk for each channel: a list of channels would have to be read whole to be put in order. The
    CTE keeps PostgreSQL from running a `LIMIT … SKIP LOCKED` subquery more than once.
    """
    now, machine = bindparam("now", type_=UtcDateTime), bindparam("machine", type_=UtcDateTime)
    return (
        select(outbox.c.id, outbox.c.lane, outbox.c.due_at)
        .where(outbox.c.ended_at.is_(None), outbox.c.due_at <= now, outbox.c.leased_until <= machine)
        .where(outbox.c.channel == channel, outbox.c.lane.in_(lanes))
        .where(outbox.c.id.not_in(bindparam("flying", expanding=True)))
        .where(~_earlier(now), ~_held(machine))
        .order_by(outbox.c.lane, outbox.c.due_at, outbox.c.id)
        .limit(case((_rests(channel, machine), 0), else_=_MOST))
        .with_for_update(skip_locked=True)
        .cte(f"due_{channel.name.lower()}")
    )


def _earlier(now: BindParameter[datetime]) -> ColumnElement[bool]:
    """An older open row of the same series stands before this one."""
    other = outbox.alias()
    return exists().where(
        other.c.address == outbox.c.address,
        other.c.lane == outbox.c.lane,
        other.c.series == outbox.c.series,
        other.c.id < outbox.c.id,
        other.c.ended_at.is_(None),
        or_(other.c.due_at <= now, other.c.attempts > 0),
    )


def _rests(channel: ChannelName, now: BindParameter[datetime]) -> ColumnElement[bool]:
    """The whole channel is held: as the limit of its walk, for a condition would be asked of every row."""
    return exists().where(holds.c.key == f"{channel}:*", holds.c.until > now)


def _held(now: BindParameter[datetime]) -> ColumnElement[bool]:
    """The provider told us to wait with this chat."""
    return exists().where(holds.c.key == outbox.c.address, holds.c.until > now)


def _claimed(row: Row[Any], outgoing: Outgoing) -> Claimed:
    return Claimed(
        id=row.id,
        claim=row.claim,
        attempts=row.attempts,
        address=Address.parse(row.address),
        lane=Lane(row.lane),
        outgoing=outgoing,
        expires_at=row.expires_at,
        created_at=row.created_at,
        trace=row.trace,
        forget=row.forget,
    )


def waits(connection: Connection, scope: Scope, now: datetime, machine: datetime) -> bool:
    """Whether a row of this scope is due that nobody holds, such as the next one of a series."""
    return bool(connection.scalar(_waiting(scope), {"now": now, "machine": machine}))


@cache
def _waiting(scope: Scope) -> Select[tuple[bool]]:
    now, machine = bindparam("now", type_=UtcDateTime), bindparam("machine", type_=UtcDateTime)
    due = (outbox.c.ended_at.is_(None), outbox.c.due_at <= now, outbox.c.leased_until <= machine)
    places = product(scope.channels, scope.lanes)
    return select(or_(*(exists().where(outbox.c.channel == c, outbox.c.lane == n, *due) for c, n in places)))
