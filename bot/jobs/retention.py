"""What people wrote is kept for its time and no longer."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta

import structlog

from bot.config import RetentionSettings
from bot.patience import patiently
from domain.clock import Clock
from domain.messages import ChannelName
from storage import conversations, inbox, messages, outbox
from storage.database import Database
from storage.messages import PULLED

log = structlog.get_logger()

EVERY_SECONDS = 3600.0
AT_ONCE = 500
"""Few enough rows that the writer is never held for long."""


@dataclass(frozen=True, slots=True)
class Retention:
    """Deletes by age, in small transactions, once an hour."""

    database: Database
    clock: Clock
    settings: RetentionSettings

    async def run(self) -> None:
        while True:
            await patiently(self.once)
            await asyncio.sleep(EVERY_SECONDS)

    async def once(self) -> None:
        """Delete everything that is past its time now."""
        now = self.clock.now()
        words = timedelta(hours=self.settings.message_hours)
        history = now - timedelta(days=self.settings.web_history_days)
        more = True
        while more:
            more = await self._prune_queues(words)
            await asyncio.sleep(0.01)
        async with self.database.unit_of_work() as connection:
            await messages.prune(connection, history)
            for channel in ChannelName:
                age = history if channel in PULLED else now - words
                await conversations.prune_idle(connection, age, f"{channel}:")
        await self._tidy()

    async def _prune_queues(self, words: timedelta) -> bool:
        now = self.clock.now()
        async with self.database.unit_of_work() as connection:
            arrived = await inbox.prune(connection, now, words, AT_ONCE)
            sent = await outbox.prune(connection, now - words, AT_ONCE)
        return AT_ONCE in (arrived, sent)

    async def _tidy(self) -> None:
        """Deleted words must leave SQLite's log too; PostgreSQL's vacuum does it there."""
        if self.database.embedded:
            await self.database.truncate_log()
