"""Telling other processes what was committed (PostgreSQL's NOTIFY)."""

import os
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, text

CHANNEL: Final = "motcua"
ME: Final = f"{os.getpid()}-{os.urandom(4).hex()}"
"""This process's name, so that it can pass over its own notices."""

LONGEST: Final = 7_500
"""PostgreSQL takes less than 8,000 bytes in a notice."""

EVERY_CHAT: Final = "*"
NOTIFY: Final = text("SELECT pg_notify(:channel, :words)")


@dataclass(frozen=True, slots=True)
class Notice:
    """What is new: messages to answer, rows to send, pulled chats with something to show."""

    inbox: bool = False
    outbox: bool = False
    chats: frozenset[str] = frozenset()

    def write(self) -> str:
        """As it travels: sender, `i` and `o`, chats; all chats where they are too many to name."""
        flags = ("i" if self.inbox else "") + ("o" if self.outbox else "")
        words = " ".join([ME, flags or "-", *sorted(self.chats)])
        return words if len(words) < LONGEST else f"{ME} {flags or '-'} {EVERY_CHAT}"

    @classmethod
    def read(cls, words: str) -> "tuple[str, Notice]":
        """The sender and what it tells; a notice of another making tells that anything may be new."""
        sender, _, told = words.partition(" ")
        flags, *chats = (told or f"io {EVERY_CHAT}").split(" ")
        return sender, cls("i" in flags, "o" in flags, frozenset(chats))


def tell_others(connection: Connection, notice: Notice) -> None:
    """One notice a transaction, delivered when it commits; an embedded database needs none."""
    if connection.dialect.name == "postgresql":
        connection.execute(NOTIFY, {"channel": CHANNEL, "words": notice.write()})
