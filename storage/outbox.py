"""What is to be sent: claimed with a lease, fenced by a claim number, ended once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import (
    CTE,
    BindParameter,
    ColumnElement,
    Connection,
    Integer,
    Row,
    and_,
    bindparam,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    union_all,
    update,
)
from sqlalchemy.dialects.postgresql import Insert
from sqlalchemy.sql.dml import ReturningUpdate

from domain.deliveries import Claimed, DeliveryStatus, Ended, NewDelivery, Outgoing
from domain.effects import Lane
from domain.messages import Address, ChannelName
from domain.text import clean
from storage import cards
from storage.codec import dumps
from storage.inbox import insert_new
from storage.tables.road import holds, outbox
from storage.tables.types import LONG_AGO, UtcDateTime

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


def add(connection: Connection, new: Sequence[NewDelivery], now: datetime) -> None:
    """Write deliveries in the order in which they are to arrive."""
    if new:
        connection.execute(insert(outbox), [_row(each, now) for each in new])


def _row(each: NewDelivery, now: datetime) -> dict[str, Any]:
    return {
        "channel": each.address.channel.value,
        "address": str(each.address),
        "lane": int(each.lane),
        "series": each.series,
        "content": cards.written(each.outgoing),
        "due_at": each.due_at or now,
        "expires_at": each.expires_at,
        "created_at": now,
        "forget": each.forget,
        "trace": each.trace,
    }


def claim(connection: Connection, scope: Scope, wish: Wish) -> list[Claimed]:
    """Take what may be sent now, most urgent lane first; nobody else can until the lease ends."""
    free = _free(connection, scope, wish.machine)
    if not free.channels:
        return []
    now, machine = wish.now, wish.machine
    moments = {"most": wish.limit, "now": now, "machine": machine, "until": machine + LEASE}
    found = connection.execute(claim_statement(free), moments | {"flying": sorted(wish.flying)})
    taken = found.all()
    outgoing = {row.id: cards.read(row.content) for row in taken}
    _give_up([row.id for row in taken if outgoing[row.id] is None], connection, now)
    claimed = [_claimed(row, words) for row in taken if (words := outgoing[row.id])]
    return sorted(claimed, key=lambda row: (row.lane, row.id))


def _free(connection: Connection, scope: Scope, machine: datetime) -> Scope:
    """The scope without channels that are held whole: else every claim would walk all their rows."""
    keys = {f"{channel}:*": channel for channel in scope.channels}
    held = connection.execute(_HELD, {"keys": sorted(keys), "machine": machine})
    resting = {keys[key] for key in held.scalars()}
    return Scope(tuple(each for each in scope.channels if each not in resting), scope.lanes)


def _give_up(ids: Sequence[int], connection: Connection, now: datetime) -> None:
    if ids:
        ended = {"ended_at": now, "status": DeliveryStatus.FAILED.value, "error": "unreadable"}
        connection.execute(update(outbox).where(outbox.c.id.in_(ids)).values(ended))


_HELD = select(holds.c.key).where(
    holds.c.key.in_(bindparam("keys", expanding=True)),
    holds.c.until > bindparam("machine", type_=UtcDateTime),
)


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
        .limit(_MOST)
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


_MINE = (outbox.c.id == bindparam("row"), outbox.c.claim == bindparam("held"))
_MARK_SENT = (
    update(outbox)
    .where(*_MINE)
    .values(
        ended_at=bindparam("at"),
        status=DeliveryStatus.SENT.value,
        content="",
        error="",
        provider_message_id=bindparam("provider"),
    )
)
_FORGET = delete(outbox).where(outbox.c.id.in_(bindparam("rows", expanding=True)), outbox.c.forget)
_GIVE_UP = (
    update(outbox)
    .where(*_MINE)
    .values(ended_at=bindparam("at"), status=bindparam("how"), error=bindparam("why"))
)
_KEEP_REST = update(outbox).where(*_MINE).values(content=bindparam("rest"))
_TRY_AGAIN = (
    update(outbox)
    .where(*_MINE)
    .values(
        leased_until=bindparam("until"),
        attempts=outbox.c.attempts - bindparam("uncounted"),
        error=bindparam("why"),
    )
)


def settle(connection: Connection, results: Sequence[Ended], now: datetime) -> None:
    """Record how attempts went, each only where this sender still holds the row."""
    sent = [_sent(each, now) for each in results if each.status is DeliveryStatus.SENT]
    given_up = [_given_up(each, now) for each in results if _is_given_up(each)]
    again = [_again(each) for each in results if each.again_at]
    partly = [_left(each, each.left) for each in results if each.left]
    if sent:
        connection.execute(_MARK_SENT, sent)
    if forgotten := [each.id for each in results if each.forget and each.status is DeliveryStatus.SENT]:
        connection.execute(_FORGET, {"rows": forgotten})
    if given_up:
        connection.execute(_GIVE_UP, given_up)
    if again:
        connection.execute(_TRY_AGAIN, again)
    if partly:
        connection.execute(_KEEP_REST, partly)


def _left(each: Ended, left: Outgoing) -> dict[str, Any]:
    return {"row": each.id, "held": each.claim, "rest": dumps(left)}


def _is_given_up(each: Ended) -> bool:
    return each.status in {DeliveryStatus.FAILED, DeliveryStatus.EXPIRED}


def _sent(each: Ended, now: datetime) -> dict[str, Any]:
    return {"row": each.id, "held": each.claim, "at": now, "provider": each.provider_message_id}


def _given_up(each: Ended, now: datetime) -> dict[str, Any]:
    return {
        "row": each.id,
        "held": each.claim,
        "at": now,
        "how": each.status.value,
        "why": clean(each.error)[:200],
    }


def _again(each: Ended) -> dict[str, Any]:
    return {
        "row": each.id,
        "held": each.claim,
        "until": each.again_at,
        "uncounted": int(each.postponed),
        "why": clean(each.error)[:200],
    }


def hold(connection: Connection, key: str, until: datetime) -> None:
    """Leave a chat (`telegram:123`) or a whole channel (`telegram:*`) alone at least until then."""
    statement: Insert = insert_new(connection, holds).values(key=key, until=until)
    later = statement.excluded.until
    connection.execute(
        statement.on_conflict_do_update(
            index_elements=["key"], set_={"until": later}, where=holds.c.until < later
        )
    )


def queue(connection: Connection, now: datetime) -> tuple[int, datetime | None]:
    """How many rows are due or tried and not ended, and since when the oldest is."""
    found = connection.execute(
        select(func.count(), func.min(outbox.c.created_at)).where(
            outbox.c.ended_at.is_(None),
            outbox.c.lane != int(Lane.BULK),
            or_(outbox.c.due_at <= now, outbox.c.attempts > 0),
        )
    )
    row = found.one()
    return row[0], row[1]


def move(connection: Connection, old: Address, chat_id: str) -> None:
    """A group became a supergroup: what waits for it goes to its new id."""
    new = Address(old.channel, chat_id)
    connection.execute(
        update(outbox)
        .where(outbox.c.address == str(old), outbox.c.ended_at.is_(None))
        .values(address=str(new))
    )


def release_all(connection: Connection) -> None:
    """Give back every claim: only for the one process of an embedded database, at its start."""
    connection.execute(update(outbox).where(outbox.c.ended_at.is_(None)).values(leased_until=LONG_AGO))


def erase(connection: Connection, address: Address) -> None:
    """Delete all that was or is to be sent to a chat, with any hold on it."""
    connection.execute(delete(outbox).where(outbox.c.address == str(address)))
    connection.execute(delete(holds).where(holds.c.key == str(address)))


def expire(connection: Connection, now: datetime, older_than: datetime, limit: int) -> int:
    """End what nobody claimed in its time, such as replies of a channel that was held; words go.

    A reply is also past its time when it is older than words may be kept.
    """
    too_old = and_(outbox.c.lane == int(Lane.REPLY), outbox.c.created_at < older_than)
    is_late = or_(outbox.c.expires_at <= now, too_old)
    late = select(outbox.c.id).where(outbox.c.ended_at.is_(None), is_late).limit(limit)
    ended = {"ended_at": now, "status": DeliveryStatus.EXPIRED.value, "content": ""}
    done = connection.execute(update(outbox).where(outbox.c.id.in_(late)).values(ended))
    return done.rowcount


def prune(connection: Connection, older_than: datetime, limit: int) -> int:
    """Delete ended rows past their time; a reply that was given up holds words from when it was made."""
    given_up = and_(outbox.c.lane == int(Lane.REPLY), outbox.c.created_at < older_than)
    is_old = or_(outbox.c.ended_at < older_than, and_(outbox.c.ended_at.is_not(None), given_up))
    old = select(outbox.c.id).where(is_old).limit(limit)
    gone = connection.execute(delete(outbox).where(outbox.c.id.in_(old)))
    past = select(holds.c.key).where(holds.c.until < older_than).limit(limit)
    freed = connection.execute(delete(holds).where(holds.c.key.in_(past)))
    return max(gone.rowcount, freed.rowcount)
