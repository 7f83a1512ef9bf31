"""Pulled chats: messages numbered by a counter in the row of their address."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Row, bindparam, delete, func, insert, select, update

from domain.content import MASK, Content, Paragraph
from domain.messages import Address, ChannelName
from storage.codec import dumps, loads_or_none
from storage.inbox import insert_new
from storage.tables.chats import addresses, messages

PULLED = frozenset({ChannelName.WEB, ChannelName.CONSOLE})
"""Channels that read their messages here instead of being sent them."""

PAGE = 200


@dataclass(frozen=True, slots=True)
class Written:
    """A message to be shown in a pulled chat; `inbox_id` is set for a person's own words."""

    address: Address
    mine: bool
    content: Content
    replaces: str = ""
    inbox_id: int | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """A message as a page reads it."""

    id: str
    seq: int
    mine: bool
    content: Content
    at: datetime
    replaces: str


def write(connection: Connection, new: Sequence[Written], now: datetime) -> set[str]:
    """Keep messages, each with the next number of its address; the addresses that have news."""
    if not new:
        return set()
    counters = _raise_counters(connection, new, now)
    rows = []
    for each in new:
        key = str(each.address)
        counters[key] += 1
        rows.append(_row(each, counters[key], now))
    connection.execute(insert(messages), rows)
    return set(counters)


def _raise_counters(connection: Connection, new: Sequence[Written], now: datetime) -> dict[str, int]:
    """Raise every counter by what is to come; the value before, by address."""
    wanted: dict[str, int] = {}
    for each in new:
        wanted[str(each.address)] = wanted.get(str(each.address), 0) + 1
    statement = insert_new(connection, addresses)
    raised = connection.execute(
        statement.on_conflict_do_update(
            index_elements=["address"],
            set_={"seq": addresses.c.seq + statement.excluded.seq, "seen_at": statement.excluded.seen_at},
        ).returning(addresses.c.address, addresses.c.seq),
        [{"address": key, "seq": wanted[key], "seen_at": now} for key in sorted(wanted)],
    )
    return {row.address: row.seq - wanted[row.address] for row in raised}


def _row(each: Written, seq: int, now: datetime) -> dict[str, Any]:
    return {
        "id": uuid4().hex,
        "address": str(each.address),
        "seq": seq,
        "mine": each.mine,
        "content": dumps(each.content),
        "replaces": each.replaces,
        "inbox_id": each.inbox_id,
        "at": now,
    }


_NEXT = (
    select(messages)
    .where(messages.c.address == bindparam("whose"), messages.c.seq > bindparam("after"))
    .order_by(messages.c.seq)
    .limit(PAGE)
)


def since(connection: Connection, address: Address, seq: int) -> list[Shown] | None:
    """At most 200 messages after a number, in order; None when the reader must start again.

    That is when the number was never given out, or when what the reader holds was erased since.
    """
    counters = connection.execute(
        select(addresses.c.seq, addresses.c.erased_seq).where(addresses.c.address == str(address))
    ).first()
    last, erased = (counters.seq, counters.erased_seq) if counters else (0, 0)
    if seq > last or 0 < seq <= erased:
        return None
    while rows := connection.execute(_NEXT, {"whose": str(address), "after": seq}).all():
        readable = [_shown(row, content) for row in rows if (content := loads_or_none(Content, row.content))]
        if readable:
            return readable
        seq = rows[-1].seq  # a whole page of another release: what follows is not out of reach
    return []


def _shown(row: Row[Any], content: Content) -> Shown:
    return Shown(row.id, row.seq, row.mine, content, row.at, row.replaces)


def forget_words(connection: Connection, said: Sequence[tuple[Address, int]]) -> None:
    """Delete a person's own words that are not ours to keep: (chat, id in the inbox)."""
    for address, inbox_id in said:
        if address.channel in PULLED:
            ours = (messages.c.address == str(address), messages.c.inbox_id == inbox_id)
            connection.execute(delete(messages).where(*ours))


def mask(connection: Connection, said: Sequence[tuple[Address, int]]) -> list[Written]:
    """Overwrite a person's own words with dots: (chat, id in the inbox).

    What is returned is to be written, so that a page which shows the words hears of the change.
    """
    return [
        Written(address, mine=True, content=_MASKED, replaces=shown)
        for address, inbox_id in sorted(said, key=lambda one: one[1])
        if address.channel in PULLED
        for shown in connection.scalars(_OVERWRITE, {"whose": str(address), "said": inbox_id}).all()
    ]


_MASKED = Content((Paragraph(MASK),))
_OVERWRITE = (
    update(messages)
    .where(messages.c.address == bindparam("whose"), messages.c.inbox_id == bindparam("said"))
    .values(content=dumps(_MASKED))
    .returning(messages.c.id)
)


def erase(connection: Connection, address: Address) -> None:
    """Delete the whole history; the counter goes on, so that an open page is told to start again."""
    connection.execute(delete(messages).where(messages.c.address == str(address)))
    connection.execute(
        update(addresses).where(addresses.c.address == str(address)).values(erased_seq=addresses.c.seq)
    )


def prune(connection: Connection, older_than: datetime, limit: int) -> int:
    """Delete history past its time, and the counters of addresses with nothing left."""
    old = select(messages.c.id).where(messages.c.at < older_than).limit(limit)
    gone = connection.execute(delete(messages).where(messages.c.id.in_(old)))
    idle = select(addresses.c.address).where(addresses.c.seen_at < older_than).limit(limit)
    lost = connection.execute(delete(addresses).where(addresses.c.address.in_(idle)))
    return max(gone.rowcount, lost.rowcount)


def count(connection: Connection, address: Address) -> tuple[int, datetime | None]:
    """How many messages are held of a chat, and when the newest was written."""
    row = connection.execute(
        select(func.count(), func.max(messages.c.at)).where(messages.c.address == str(address))
    ).one()
    return row[0], row[1]
