"""Tells followers what changed: once, in order, several changes in one message, by day."""

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

import structlog
from sqlalchemy import Connection

from bot.patience import patiently
from bot.wakeups import Wakeups
from domain.clock import VIETNAM, tomorrow
from domain.content import Content
from domain.deliveries import NewDelivery, Outgoing
from domain.effects import Lane
from domain.timeline import news as news_of
from handlers.dossiers.news import cannot_wait, news
from handlers.dossiers.opening import Dossiers
from handlers.texts.rendering import render
from storage import follows, messages, notices, outbox
from storage.database import Database
from storage.follows import Pending, Told
from storage.notices import Notice

log = structlog.get_logger()

EVERY = 2.0
GATHER = timedelta(seconds=10)
"""Changes that a source sends in one go are told in one message."""

BATCH, EVENING = 100, 10_000
"""Followers looked at in one go; of the evening's few all, since most of these wait for the morning."""

FIRST, LAST, LATEST = time(8), time(20), time(22)
"""The hours of the province in which people are told; what cannot wait goes out until ten."""

NEWS_LIVES = timedelta(days=7)
"""A change that could not be told for a week is read on the card."""


@dataclass(frozen=True, slots=True)
class Message:
    """What one follower is to be sent."""

    told: Told
    content: Content | None = None


@dataclass(slots=True)
class StatusNews:
    """Looks for followers with news and puts them on the road out."""

    database: Database
    dossiers: Dossiers
    wakeups: Wakeups
    jumped: asyncio.Event = field(default_factory=asyncio.Event)

    async def run(self) -> None:
        while True:
            more = await patiently(self.tell)
            self.jumped.clear()
            with suppress(TimeoutError):
                async with asyncio.timeout(0 if more else EVERY):
                    await self.jumped.wait()

    async def tell(self) -> bool:
        """Tell one batch; whether there may be more. Raises `Away`."""
        now = self.dossiers.clock.now()
        if not FIRST <= _hour(now) < LATEST:
            return False
        most, promised = (BATCH, None) if _hour(now) < LAST else (EVENING, tomorrow(now))
        waiting = await self.database.read(follows.pending, now - GATHER, now, most, promised)
        prepared = [message for each in _parts(waiting) for message in await self._messages(each, now)]
        if not prepared:
            return False
        sent = await self.database.write(_write, prepared, now)
        self._wake(sent)
        return len(waiting) == most

    async def _messages(self, some: Sequence[Pending], now: datetime) -> list[Message]:
        made = await asyncio.gather(*(self._message(one, now) for one in some))
        return [message for message in made if message]

    async def _message(self, one: Pending, now: datetime) -> Message | None:
        """None for what waits for the morning."""
        dossier = (await self.dossiers.source.find(one.code)).dossier
        changes = news_of(dossier.steps, one.heard) if dossier else ()
        if dossier is None or not changes:
            return Message(Told(one, one.heard))
        card = self.dossiers.card(dossier)
        late = _hour(now) >= LAST
        if late and not cannot_wait(card, now):
            return None
        content = render(news(card, changes, urgent=late), one.language)
        return Message(Told(one, changes[-1]), content)

    def _wake(self, sent: Sequence[Message]) -> None:
        pushed = False
        for message in sent:
            address = message.told.before.address
            if address.channel in messages.PULLED:
                self.wakeups.chat(str(address))
            else:
                pushed = True
        if pushed:
            self.wakeups.outbox({Lane.STATUS})


def _parts(waiting: Sequence[Pending]) -> Iterator[Sequence[Pending]]:
    """So many as share one query for their dossiers."""
    return (waiting[start : start + BATCH] for start in range(0, len(waiting), BATCH))


def _write(connection: Connection, prepared: Sequence[Message], now: datetime) -> list[Message]:
    """All or nothing: what was heard, and the message that says it. Returns what is to be sent."""
    order = sorted(prepared, key=lambda each: (str(each.told.before.address), each.told.before.code))
    noted = follows.tell(connection, [message.told for message in order])
    sent = [message for message in order if message.content and message.told in noted]
    chats = messages.write(connection, [_shown(each) for each in sent if _is_pulled(each)], now)
    outbox.add(connection, [_pushed(each, now) for each in sent if not _is_pulled(each)], now)
    notices.tell_others(connection, Notice(outbox=len(chats) < len(sent), chats=frozenset(chats)))
    return sent


def _is_pulled(message: Message) -> bool:
    return message.told.before.address.channel in messages.PULLED


def _shown(message: Message) -> messages.Written:
    return messages.Written(message.told.before.address, mine=False, content=message.content or Content(()))


def _pushed(message: Message, now: datetime) -> NewDelivery:
    before = message.told.before
    return NewDelivery(
        address=before.address,
        outgoing=Outgoing(content=message.content),
        lane=Lane.STATUS,
        series=f"dossier:{before.code}",
        expires_at=now + NEWS_LIVES,
    )


def _hour(now: datetime) -> time:
    return now.astimezone(VIETNAM).time()
