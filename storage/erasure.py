"""What `/xoa` deletes and what `/dulieu` shows: one list of tables serves both."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, func, select, update

from domain.messages import Address
from storage import follows, messages, outbox
from storage.conversations import lock
from storage.tables.road import conversations, inbox

ERASED = frozenset({"inbox", "conversations", "outbox", "messages", "holds", "proofs", "follows"})
"""Tables that lose every row or every word of an address."""

STAYS = {
    "addresses": "a counter and whether we are blocked; no word of the person, gone when idle",
    "check_attempts": "a count by the hash of an address or network, against guessing; gone next day",
    "lookup_misses": "a count by the hash of an address or network for an hour; gone next day",
}
"""Tables that keep a row of an address, each with its reason. A test knows every table by name."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Counts of what is held of an address."""

    messages: int
    newest: datetime | None
    history: int
    history_newest: datetime | None
    remembered: bool
    followed: int = 0
    proven: int = 0


def erase(connection: Connection, address: Address, asked_by: int = 0) -> None:
    """Forget a chat with the message that asked for it, except what is still to be answered.

    The key of a handled message stays for its 72 h without words or chat: else the same message,
    delivered again, would be answered again.
    """
    ours = select(conversations.c.id).where(conversations.c.address == str(address))
    connection.execute(
        update(inbox)
        .where(inbox.c.conversation.in_(ours), (inbox.c.handled_at.is_not(None)) | (inbox.c.id == asked_by))
        .values(body="", trace="", conversation="")
    )
    follows.erase(connection, address)
    outbox.erase(connection, address)
    messages.erase(connection, address)


def end(connection: Connection, address: Address) -> None:
    """Forget a chat that nobody can come back to: what waits is closed, a turn under way is fenced."""
    ours = select(conversations.c.id).where(conversations.c.address == str(address))
    lock(connection, conversations.c.address == str(address))
    connection.execute(
        update(inbox)
        .where(inbox.c.conversation.in_(ours), inbox.c.handled_at.is_(None))
        .values(handled_at=func.now(), result="erased")
    )
    erase(connection, address)
    connection.execute(delete(conversations).where(conversations.c.address == str(address)))


def forget_idle(connection: Connection, address: Address) -> None:
    """Remove the conversations of an erased chat where no message waits for an answer."""
    ours = conversations.c.address == str(address)
    lock(connection, ours)
    waiting = select(inbox.c.conversation).where(inbox.c.handled_at.is_(None))
    connection.execute(delete(conversations).where(ours, conversations.c.id.not_in(waiting)))


def held(connection: Connection, address: Address) -> Kept:
    """Count what is held of a chat at this moment."""
    ours = select(conversations.c.id).where(conversations.c.address == str(address))
    row = connection.execute(
        select(func.count(), func.max(inbox.c.received_at)).where(
            inbox.c.conversation.in_(ours), inbox.c.body != ""
        )
    ).one()
    history, newest = messages.count(connection, address)
    remembered = connection.scalar(select(func.count()).where(conversations.c.address == str(address)))
    return Kept(row[0], row[1], history, newest, bool(remembered), *follows.held(connection, address))
