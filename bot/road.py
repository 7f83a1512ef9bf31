"""The transactions of the road: where turns, sends and reads meet the database."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field

import structlog
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from bot.metrics import Metrics
from bot.patience import patiently
from bot.wakeups import Wakeups
from bot.writer import Batcher, Moment, Step, Writer
from domain.content import Content, Paragraph
from domain.effects import Effects
from domain.errors import Away, Conflict
from domain.messages import InboundMessage, MessageKind
from handlers.turn import Turn
from storage import conversations, finishing, inbox, messages, notices
from storage.conversations import Begun
from storage.faults import Busy, Refused
from storage.notices import Notice

log = structlog.get_logger()

TURN_SECONDS = 15.0
"""What the attempts of one turn share."""


@dataclass(frozen=True, slots=True)
class Finished:
    """Whether the turn still held its lease, and whether another message of its conversation waits."""

    held: bool
    more: bool


@dataclass(slots=True)
class Road:
    """Keep, begin and finish: each a step of the writer's next transaction."""

    writer: Writer
    wakeups: Wakeups
    metrics: Metrics
    keeping: Batcher[InboundMessage, bool] = field(init=False)
    beginning: Batcher[str, Begun | None] = field(init=False)
    finishing: Batcher[Effects, Finished] = field(init=False)

    def __post_init__(self) -> None:
        self.keeping = self.writer.join(Step.KEEP, Batcher(_keep, told=self._kept))
        self.beginning = self.writer.join(Step.BEGIN, Batcher(_begin))
        self.finishing = self.writer.join(
            Step.FINISH, Batcher(_finish, taken=self._wake_senders, told=self._finished)
        )

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
            await self.writer.database.write(inbox.record_refused, message, self.writer.clock.now())
        except (Busy, DBAPIError) as error:
            log.exception("refusal_not_kept", trace=message.trace)
            raise Away(type(error).__name__) from error
        self.metrics.kept.labels(message.address.channel.value, "refused").inc()

    async def begin(self, conversation: str) -> Turn | None:
        """Take the next message of a conversation. Raises `Away`: nobody should be kept waiting behind it."""
        begun = await self.beginning(conversation)
        if begun is None:
            return None
        deadline = asyncio.get_running_loop().time() + TURN_SECONDS
        return Turn(begun.message, begun.conversation, begun.inbox_id, deadline)

    async def finish(self, effects: Effects) -> bool:
        """Write a turn; whether another message of its conversation may wait.

        Raises `Conflict` when a record of it lost a race, `Refused` for bad values.
        """
        finished = await patiently(lambda: self.finishing(effects))
        if not finished.held:
            log.warning("turn_taken_over", trace=effects.trace)
        return finished.more or not finished.held

    async def _kept(self, batch: Sequence[InboundMessage], new: Sequence[bool]) -> None:
        for message, is_new in zip(batch, new, strict=True):
            if is_new and _is_shown(message):
                self.wakeups.chat(str(message.address))

    def _wake_senders(self, batch: Sequence[Effects]) -> None:
        """Before the commit: a sender's claim goes along in the same transaction."""
        if lanes := {lane for turn in batch for lane in finishing.lanes(turn)}:
            self.wakeups.outbox(lanes)

    async def _finished(self, batch: Sequence[Effects], _done: Sequence[Finished]) -> None:
        """Those that held no lease too: it may be that their first commit was told to nobody."""
        if any(not turn.keeps_words or finishing.erases(turn) for turn in batch):
            self.wakeups.forgotten.set()
        for address in {str(send.address) for turn in batch for send in turn.sends}:
            self.wakeups.chat(address)


def _keep(connection: Connection, batch: Sequence[InboundMessage], at: Moment) -> list[bool]:
    """Whether each is new. A person's own words show in a chat that is pulled."""
    ids = inbox.keep(connection, batch, at.now)
    shown = [
        messages.Written(message.address, mine=True, content=_said(message), inbox_id=row)
        for message, row in zip(batch, ids, strict=True)
        if row is not None and _is_shown(message)
    ]
    chats = messages.write(connection, shown, at.now)
    notices.tell_others(connection, Notice(inbox=True, chats=frozenset(chats)))
    return [row is not None for row in ids]


def _begin(connection: Connection, batch: Sequence[str], at: Moment) -> list[Begun | None]:
    return conversations.begin(connection, batch, at.machine)


def _finish(connection: Connection, batch: Sequence[Effects], at: Moment) -> list[Finished]:
    done = finishing.finish(connection, batch, at.now)
    notices.tell_others(connection, Notice(outbox=bool(done.lanes), chats=frozenset(done.chats)))
    return [Finished(turn.conversation in done.held, turn.conversation in done.waiting) for turn in batch]


def _is_shown(message: InboundMessage) -> bool:
    return message.kind is MessageKind.TEXT and message.address.channel in messages.PULLED


def _said(message: InboundMessage) -> Content:
    return Content((Paragraph(message.text),))
