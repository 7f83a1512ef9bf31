"""What arrived: kept once, answered in order, forgotten after its time."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from hashlib import sha256
from random import getrandbits
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from domain.messages import InboundMessage
from storage.codec import dumps
from storage.faults import Busy
from storage.tables.road import conversations, inbox
from storage.tables.types import LONG_AGO


@dataclass(frozen=True, slots=True)
class OpenWork:
    """What a sweep finds: conversations to wake now, those that are leased, when the next lease ends."""

    conversations: Sequence[str]
    leased: frozenset[str]
    next_lease_end: datetime | None


def insert_new(connection: Connection, table: Any) -> Any:
    """An INSERT that can pass over what is there already, in the words of this database."""
    return _insert(connection.dialect.name, table)


def _insert(dialect: str, table: Any) -> Any:
    return (sqlite if dialect == "sqlite" else postgresql).insert(table)


@cache
def _keep_statement(dialect: str) -> Any:
    """Built once: building it costs as much as writing a few rows."""
    new = _insert(dialect, inbox).on_conflict_do_nothing()
    return new.returning(inbox.c.id, inbox.c.channel, inbox.c.external_id)


def keep(connection: Connection, messages: Sequence[InboundMessage], now: datetime) -> list[int | None]:
    """Write what is new; the row's id, or None where the message was seen before."""
    _make_conversations(connection, messages, now)
    unique = {(message.address.channel.value, _key(message)): message for message in messages}
    rows = [_row(message, now) for message in unique.values()]
    new = connection.execute(_keep_statement(connection.dialect.name), rows)
    ids = {(row.channel, row.external_id): row.id for row in new}
    return [ids.pop((message.address.channel.value, _key(message)), None) for message in messages]


def _key(message: InboundMessage) -> str:
    """What a message is known by; hashed where it names the chat, for keys outlive `/xoa`."""
    if message.address.chat_id not in message.external_id:
        return message.external_id
    return sha256(message.external_id.encode("utf-8", "replace")).hexdigest()


def _row(message: InboundMessage, now: datetime) -> dict[str, Any]:
    return {
        "channel": message.address.channel.value,
        "external_id": _key(message),
        "conversation": message.conversation,
        "body": dumps(message),
        "trace": message.trace,
        "received_at": now,
    }


def _make_conversations(connection: Connection, messages: Sequence[InboundMessage], now: datetime) -> None:
    """Most are there already. Raises `Busy` when one was pruned just now."""
    by_id = {message.conversation: message for message in messages}
    missing = by_id.keys() - _protected(connection, by_id)
    if missing:
        rows = [_conversation(key, by_id[key], now) for key in sorted(missing)]
        connection.execute(insert_new(connection, conversations).on_conflict_do_nothing(), rows)
        if missing - _protected(connection, missing):
            raise Busy("a conversation was pruned meanwhile")


def _conversation(key: str, message: InboundMessage, now: datetime) -> dict[str, Any]:
    """The epoch begins anywhere: a turn of an erased conversation must not fit its successor."""
    return {
        "id": key,
        "address": str(message.address),
        "actor": message.actor,
        "epoch": getrandbits(30),
        "updated_at": now,
    }


def _protected(connection: Connection, wanted: Collection[str]) -> set[str]:
    """Those that are there, kept from being pruned before the commit, else their messages lie for ever.

    SQLite has one writer and needs no lock.
    """
    is_file = connection.dialect.name == "sqlite"
    return set(connection.scalars(_THERE if is_file else _LOCKED, {"wanted": sorted(wanted)}))


_THERE = select(conversations.c.id).where(conversations.c.id.in_(bindparam("wanted", expanding=True)))
_LOCKED = _THERE.order_by(conversations.c.id).with_for_update(read=True, key_share=True)


def record_refused(connection: Connection, message: InboundMessage, now: datetime) -> None:
    """Remember by its key alone a message that cannot be written, so that it never comes again."""
    key = _key(message).encode("ascii", "replace").decode()[:160]
    row = _row(message, now) | {"external_id": key, "body": "", "conversation": "", "trace": ""}
    values = row | {"handled_at": now, "result": "refused"}
    connection.execute(insert_new(connection, inbox).values(values).on_conflict_do_nothing())


def open_work(connection: Connection, now: datetime) -> OpenWork:
    """Conversations with messages that wait: those free now, and the end of the next lease."""
    waiting = select(inbox.c.conversation).where(inbox.c.handled_at.is_(None)).distinct().limit(10_000)
    rows = connection.execute(
        select(conversations.c.id, conversations.c.leased_until).where(conversations.c.id.in_(waiting))
    )
    leases = {row.id: row.leased_until for row in rows}
    free = sorted(key for key, until in leases.items() if until <= now)
    leased = {key: until for key, until in leases.items() if until > now}
    return OpenWork(free, frozenset(leased), min(leased.values(), default=None))


def queue(connection: Connection) -> tuple[int, datetime | None]:
    """How many messages wait, and since when the oldest does."""
    found = connection.execute(
        select(func.count(), func.min(inbox.c.received_at)).where(inbox.c.handled_at.is_(None))
    )
    row = found.one()
    return row[0], row[1]


_WAITING = (
    select(inbox.c.conversation)
    .where(inbox.c.conversation.in_(bindparam("wanted", expanding=True)), inbox.c.handled_at.is_(None))
    .distinct()
)


def waiting(connection: Connection, wanted: Collection[str]) -> set[str]:
    """Those of the conversations of which a message is still to be answered."""
    return set(connection.scalars(_WAITING, {"wanted": sorted(wanted)})) if wanted else set()


_CLOSE = (
    update(inbox)
    .where(inbox.c.id.in_(bindparam("rows", expanding=True)))
    .values(handled_at=bindparam("at"), result=bindparam("how"))
)
_CLOSE_AND_EMPTY = _CLOSE.values(body="")


def mark_handled(connection: Connection, rows: Sequence[tuple[int, str, bool]], now: datetime) -> None:
    """Close messages: (id, result, whether its words are forgotten at once)."""
    ends: defaultdict[tuple[str, bool], list[int]] = defaultdict(list)
    for row, result, forget in sorted(rows):
        ends[result, forget].append(row)
    for (result, forget), ids in ends.items():
        statement = _CLOSE_AND_EMPTY if forget else _CLOSE
        connection.execute(statement, {"rows": ids, "at": now, "how": result})


def release_all(connection: Connection) -> None:
    """Give back every lease: only for the one process of an embedded database, at its start."""
    connection.execute(update(conversations).values(leased_until=LONG_AGO))


def forget_words(connection: Connection, older_than: datetime, limit: int) -> int:
    """Empty what was handled and is past its time; its key stays a while longer."""
    old = select(inbox.c.id).where(*_old(older_than), inbox.c.body != "").limit(limit)
    emptied = connection.execute(update(inbox).where(inbox.c.id.in_(old)).values(body=""))
    return emptied.rowcount


def prune(connection: Connection, older_than: datetime, limit: int) -> int:
    """Delete what was handled so long ago that it cannot come again."""
    old = select(inbox.c.id).where(*_old(older_than)).limit(limit)
    gone = connection.execute(delete(inbox).where(inbox.c.id.in_(old)))
    return gone.rowcount


def _old(older_than: datetime) -> tuple[ColumnElement[bool], ...]:
    return inbox.c.received_at < older_than, inbox.c.handled_at.is_not(None)
