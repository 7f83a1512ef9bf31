"""What people wrote is kept for its time and no longer."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TypeAlias

import structlog
from sqlalchemy import Connection

from bot.config import RetentionSettings
from bot.patience import patiently
from bot.wakeups import Wakeups
from domain.clock import Clock
from domain.messages import ChannelName
from storage import checks, conversations, follows, inbox, messages, outbox
from storage.database import Database
from storage.messages import PULLED

log = structlog.get_logger()

EVERY_SECONDS = 3600.0
AT_ONCE = 500
"""Few enough rows that the writer is never held for long."""


KEYS = timedelta(hours=72)
"""A messenger does not deliver a message again that late (Telegram: 24 h, the web page: 48 h)."""

Act: TypeAlias = Callable[[Connection], int]
"""One small transaction; says how many rows it took, at most `AT_ONCE`."""


@dataclass(frozen=True, slots=True)
class Retention:
    """Deletes by age, in small transactions, once an hour."""

    database: Database
    clock: Clock
    settings: RetentionSettings
    wakeups: Wakeups = field(default_factory=Wakeups)
    jumped: asyncio.Event = field(default_factory=asyncio.Event)

    async def run(self) -> None:
        while True:
            await patiently(self.once)
            self.jumped.clear()
            with suppress(TimeoutError):
                async with asyncio.timeout(EVERY_SECONDS):
                    await self.jumped.wait()

    async def once(self) -> None:
        """Delete everything that is past its time now, a little at a time."""
        now = self.clock.now()
        words = now - timedelta(hours=self.settings.message_hours)
        history = now - timedelta(days=self.settings.web_history_days)
        acts: list[Act] = [
            lambda connection: outbox.expire(connection, now, words, AT_ONCE),
            lambda connection: inbox.forget_words(connection, words, AT_ONCE),
            lambda connection: inbox.prune(connection, min(words, now - KEYS), AT_ONCE),
            lambda connection: outbox.prune(connection, words, AT_ONCE),
            lambda connection: messages.prune(connection, history, AT_ONCE),
            lambda connection: follows.prune(connection, now, AT_ONCE),
            lambda connection: checks.prune(connection, now, AT_ONCE),
        ]
        acts += [_idle(channel, history if channel in PULLED else words) for channel in ChannelName]
        for act in acts:
            await self._repeat(act)
        await self._tidy()

    async def _repeat(self, act: Act) -> None:
        done = AT_ONCE
        while done >= AT_ONCE:
            done = await self.database.write(act)
            await asyncio.sleep(0.01)

    async def _tidy(self) -> None:
        if not await self.database.truncate_log():
            self.wakeups.forgotten.set()
        if self.database.embedded:
            await self.database.optimize()


def _idle(channel: ChannelName, age: datetime) -> Act:
    return lambda connection: conversations.prune_idle(connection, age, f"{channel}:", AT_ONCE)
