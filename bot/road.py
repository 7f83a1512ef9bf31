"""The transactions of the road: where turns, sends and reads meet the database."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

import structlog
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from bot.batcher import Batcher
from bot.metrics import Metrics
from bot.patience import patiently
from bot.wakeups import Wakeups
from domain.clock import Clock
from domain.content import Content, Paragraph
from domain.effects import Effects, Erased
from domain.errors import Away, Conflict
from domain.messages import InboundMessage, MessageKind
from handlers.turn import Turn
from storage import conversations, finishing, inbox, messages, notices
from storage.conversations import Begun
from storage.database import Database
from storage.faults import Busy, Refused
from storage.notices import Notice

log = structlog.get_logger()

TURN_SECONDS = 15.0
"""What the attempts of one turn share."""


@dataclass(slots=True)
class Road:
    """Keep, begin and finish, each in one transaction for all that are ready at a moment.

    `machine` times leases: it is the machine's clock even where `clock` is moved by a test.
    """

    database: Database
    wakeups: Wakeups
    clock: Clock
    machine: Clock
    metrics: Metrics
    keeping: Batcher[InboundMessage, bool] = field(init=False)
    beginning: Batcher[str, Begun | None] = field(init=False)
    finishing: Batcher[Effects, bool] = field(init=False)

    def __post_init__(self) -> None:
        self.keeping = Batcher(self._keep_all, gate=self.database.gate)
        self.beginning = Batcher(self._begin_all, gate=self.database.gate)
        self.finishing = Batcher(self._finish_all, gate=self.database.gate)

    async def keep(self, message: InboundMessage) -> bool:
        """Put a message on disk; False when it was there before or can never be written.

        Raises `Away` when the database cannot be reached: the channel must not confirm it.
        """
        channel = message.address.channel.value
        try:
            new = await self.keeping(message)
        except (Refused, Conflict):
            await self._refuse(message)
            return False
        except DBAPIError as error:
            log.exception("not_kept", trace=message.trace)
            raise Away(type(error).__name__) from error
        self.metrics.kept.labels(channel, "new" if new else "seen").inc()
        return new

    async def _refuse(self, message: InboundMessage) -> None:
        try:
            await self.database.write(inbox.record_refused, message, self.clock.now())
        except (Busy, DBAPIError) as error:
            log.exception("refusal_not_kept", trace=message.trace)
            raise Away(type(error).__name__) from error
        self.metrics.kept.labels(message.address.channel.value, "refused").inc()

    async def begin(self, conversation: str) -> Turn | None:
        """Take the next message of a conversation, waiting for a database that is away."""
        begun = await patiently(lambda: self.beginning(conversation))
        if begun is None:
            return None
        deadline = asyncio.get_running_loop().time() + TURN_SECONDS
        return Turn(begun.message, begun.conversation, begun.inbox_id, deadline)

    async def finish(self, effects: Effects) -> None:
        """Write a turn. Raises `Conflict` when a record of it lost a race, `Refused` for bad values."""
        held = await patiently(lambda: self.finishing(effects))
        if not held:
            log.warning("turn_taken_over", trace=effects.trace)

    async def _keep_all(self, batch: Sequence[InboundMessage]) -> list[bool]:
        ids, shown_in = await self.database.write(_keep, batch, self.clock.now())
        self._tell_chats(shown_in)
        return [row is not None for row in ids]

    async def _begin_all(self, batch: Sequence[str]) -> list[Begun | None]:
        return await self.database.write(conversations.begin, batch, self.machine.now())

    async def _finish_all(self, batch: Sequence[Effects]) -> list[bool]:
        done = await self.database.write(_finish, batch, self.clock.now())
        self._tell_chats(done.chats)
        if done.lanes:
            self.wakeups.outbox(done.lanes)
        if any(isinstance(record, Erased) for turn in batch for record in turn.records):
            await self.database.truncate_log()
        return [turn.conversation in done.held for turn in batch]

    def _tell_chats(self, chats: set[str]) -> None:
        for address in chats:
            self.wakeups.chat(address)


def _keep(
    connection: Connection, batch: Sequence[InboundMessage], now: datetime
) -> tuple[list[int | None], set[str]]:
    """The row of each that is new, and the pulled chats that have news."""
    ids = inbox.keep(connection, batch, now)
    shown = [
        messages.Written(message.address, mine=True, content=_said(message), inbox_id=row)
        for message, row in zip(batch, ids, strict=True)
        if row is not None and _is_shown(message)
    ]
    shown_in = messages.write(connection, shown, now)
    notices.tell_others(connection, Notice(inbox=True, chats=frozenset(shown_in)))
    return ids, shown_in


def _finish(connection: Connection, batch: Sequence[Effects], now: datetime) -> finishing.Done:
    done = finishing.finish(connection, batch, now)
    notices.tell_others(connection, Notice(outbox=bool(done.lanes), chats=frozenset(done.chats)))
    return done


def _is_shown(message: InboundMessage) -> bool:
    return message.kind is MessageKind.TEXT and message.address.channel in messages.PULLED


def _said(message: InboundMessage) -> Content:
    return Content((Paragraph(message.text),))
