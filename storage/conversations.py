"""Where each conversation stands; the lease that makes one turn at a time of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, bindparam, delete, exists, func, select, tuple_, update

from domain.conversations import Conversation, State
from domain.messages import Address, InboundMessage
from storage.codec import dumps, loads_or_none
from storage.inbox import mark_handled
from storage.tables.road import conversations, inbox
from storage.tables.types import LONG_AGO

LEASE = timedelta(seconds=45)
"""Longer than the three attempts of a turn, which share 15 s, and their writing."""


@dataclass(frozen=True, slots=True)
class Begun:
    """The next message of a conversation and where the conversation stands."""

    inbox_id: int
    message: InboundMessage
    conversation: Conversation


_open = exists().where(inbox.c.conversation == conversations.c.id, inbox.c.handled_at.is_(None))


# Statements of the road are built once: building one costs more than running it.
_TAKE = (
    update(conversations)
    .where(
        conversations.c.id.in_(bindparam("wanted", expanding=True)),
        conversations.c.leased_until <= bindparam("now"),
        _open,
    )
    .values(leased_until=bindparam("until"), epoch=conversations.c.epoch + 1)
    .returning(*(conversations.c[name] for name in ("id", "address", "actor", "state", "epoch")))
)
_OLDEST = select(inbox.c.id, inbox.c.conversation, inbox.c.body).where(
    inbox.c.id.in_(
        select(func.min(inbox.c.id))
        .where(inbox.c.conversation.in_(bindparam("held", expanding=True)), inbox.c.handled_at.is_(None))
        .group_by(inbox.c.conversation)
    )
)
_END = (
    update(conversations)
    .where(tuple_(conversations.c.id, conversations.c.epoch).in_(bindparam("held", expanding=True)))
    .values(leased_until=LONG_AGO, epoch=conversations.c.epoch + 1)
    .returning(conversations.c.id)
)
_SAVE = (
    update(conversations)
    .where(conversations.c.id == bindparam("row"))
    .values(state=bindparam("new"), updated_at=bindparam("at"))
)


def begin(connection: Connection, wanted: Sequence[str], now: datetime) -> list[Begun | None]:
    """Lease each conversation together with its oldest open message; None where there is none."""
    moments = {"wanted": sorted(set(wanted)), "now": now, "until": now + LEASE}
    rows = {row.id: row for row in connection.execute(_TAKE, moments)}
    if not rows:
        return [None] * len(wanted)
    begun: dict[str, Begun] = {}
    looking = set(rows)
    while looking:
        looking = _read_oldest(connection, looking, rows, begun, now)
    _give_back(connection, [key for key in rows if key not in begun])
    return [begun.pop(key, None) for key in wanted]


def _read_oldest(
    connection: Connection,
    keys: set[str],
    rows: Mapping[str, Row[Any]],
    begun: dict[str, Begun],
    now: datetime,
) -> set[str]:
    """Read the oldest message of each; those whose message was refused are to be read again."""
    unreadable: dict[str, tuple[int, str, bool]] = {}
    for each in connection.execute(_OLDEST, {"held": sorted(keys)}):
        message = loads_or_none(InboundMessage, each.body)
        if message is None:
            unreadable[each.conversation] = (each.id, "refused", True)
        else:
            begun[each.conversation] = Begun(each.id, message, _conversation(rows[each.conversation]))
    mark_handled(connection, list(unreadable.values()), now)
    return set(unreadable)


def _conversation(row: Row[Any]) -> Conversation:
    return Conversation(
        id=row.id,
        address=Address.parse(row.address),
        actor=row.actor,
        state=loads_or_none(State, row.state) or State(),
        epoch=row.epoch,
    )


def _give_back(connection: Connection, keys: Sequence[str]) -> None:
    """Another process answered the last message while we waited for the row."""
    if keys:
        connection.execute(
            update(conversations).where(conversations.c.id.in_(keys)).values(leased_until=LONG_AGO)
        )


def fence(connection: Connection, held: Sequence[tuple[str, int]]) -> set[str]:
    """End the turns that still hold their lease and return their conversations.

    The epoch rises here too, so that a finish whose commit got lost on the way back writes
    nothing when it is tried again.
    """
    ended = connection.execute(_END, {"held": sorted(held)})
    return set(ended.scalars())


def save_states(connection: Connection, states: Sequence[tuple[str, State]], now: datetime) -> None:
    """Write where each conversation stands after its turn."""
    rows = [{"row": key, "new": dumps(state), "at": now} for key, state in sorted(states, key=_key)]
    if rows:
        connection.execute(_SAVE, rows)


def _key(pair: tuple[str, State]) -> str:
    return pair[0]


def prune_idle(connection: Connection, older_than: datetime, prefix: str, limit: int) -> int:
    """Forget conversations of a channel that nobody used for their time."""
    idle = (
        conversations.c.updated_at < older_than,
        conversations.c.address.startswith(prefix),
        ~_open,
    )
    keys = lock(connection, *idle, limit=limit)
    connection.execute(delete(conversations).where(conversations.c.id.in_(keys), *idle))
    return len(keys)


def lock(connection: Connection, *which: ColumnElement[bool], limit: int | None = None) -> list[str]:
    """Wait for whoever keeps a message for these: only the next statement sees what was kept."""
    rows = select(conversations.c.id).where(*which).order_by(conversations.c.id).limit(limit)
    return list(connection.execute(rows.with_for_update()).scalars())
