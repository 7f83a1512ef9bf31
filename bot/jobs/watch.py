"""Noticing what another process committed: PRAGMA data_version, or LISTEN on PostgreSQL."""

import asyncio
from dataclasses import dataclass, field

import asyncpg
import structlog

from bot.wakeups import Wakeups
from domain.errors import Away
from storage.database import Database, plain_dsn
from storage.notices import CHANNEL, ME, Notice

log = structlog.get_logger()

LOOK_SECONDS = 0.2
AGAIN_SECONDS = 5.0
POLL_SECONDS = 1.0
PROBE_SECONDS = 3.0


@dataclass(frozen=True, slots=True)
class FileWatch:
    """On SQLite: a number that changes with every commit of another connection."""

    database: Database
    wakeups: Wakeups

    async def run(self) -> None:
        while True:
            try:
                await self._follow()
            except Away:
                await asyncio.sleep(AGAIN_SECONDS)

    async def _follow(self) -> None:
        last = await self.database.foreign_commits()
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            now = await self.database.foreign_commits()
            if now != last:
                last = now
                self.wakeups.from_elsewhere()


@dataclass(slots=True)
class NoticeWatch:
    """On PostgreSQL: LISTEN on a direct connection, and a poll each second where that fails.

    A connection may die without a word, or belong to a pooler that passes no notices on: so it
    must hear itself every few seconds.
    """

    url: str
    wakeups: Wakeups
    probe_seconds: float = PROBE_SECONDS
    heard_myself: asyncio.Event = field(default_factory=asyncio.Event)

    async def run(self) -> None:
        while True:
            try:
                await self._listen()
            except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError):
                log.warning("listen_lost")
                await self._poll(AGAIN_SECONDS)

    async def _listen(self) -> None:
        """Follow notices until the connection is lost, which raises."""
        connection = await asyncpg.connect(plain_dsn(self.url), timeout=5, command_timeout=5)
        try:
            await connection.add_listener(CHANNEL, self._heard)
            self.wakeups.from_elsewhere()
            while True:
                self.heard_myself.clear()
                await connection.execute("SELECT pg_notify($1, $2)", CHANNEL, Notice().write())
                async with asyncio.timeout(self.probe_seconds):
                    await self.heard_myself.wait()
                await asyncio.sleep(self.probe_seconds)
        finally:
            connection.terminate()

    def _heard(self, _connection: object, _process: int, _channel: str, words: object) -> None:
        sender, notice = Notice.read(str(words))
        if sender == ME:
            self.heard_myself.set()
        else:
            self.wakeups.heard(notice)

    async def _poll(self, seconds: float) -> None:
        for _ in range(int(seconds / POLL_SECONDS)):
            await asyncio.sleep(POLL_SECONDS)
            self.wakeups.from_elsewhere()
