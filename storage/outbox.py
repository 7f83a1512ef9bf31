"""What is to be sent, and how it went: each row ends once, by whoever holds its claim."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Connection,
    and_,
    bindparam,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import Insert

from domain.deliveries import DeliveryStatus, Ended, NewDelivery, Outgoing
from domain.effects import Lane
from domain.messages import Address
from domain.text import clean
from storage import cards
from storage.codec import dumps
from storage.inbox import insert_new
from storage.tables.road import holds, outbox
from storage.tables.types import LONG_AGO

_ADD = insert(outbox)


def add(connection: Connection, new: Sequence[NewDelivery], now: datetime) -> None:
    """Write deliveries in the order in which they are to arrive."""
    if new:
        connection.execute(_ADD, [_row(each, now) for each in new])


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
