"""Noticing what another process committed: PRAGMA data_version, or LISTEN on PostgreSQL."""

import asyncio
from dataclasses import dataclass

import asyncpg
import structlog

from bot.wakeups import Wakeups
from domain.errors import Away
from storage.database import Database, plain_dsn
from storage.notices import CHANNEL, ME

log = structlog.get_logger()

LOOK_SECONDS = 0.2
AGAIN_SECONDS = 5.0
POLL_SECONDS = 1.0


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


@dataclass(frozen=True, slots=True)
class NoticeWatch:
    """On PostgreSQL: LISTEN on a direct connection, and a poll each second where that fails."""

    url: str
    wakeups: Wakeups

    async def run(self) -> None:
        while True:
            try:
                await self._listen()
            except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
                log.warning("listen_lost")
                await self._poll(AGAIN_SECONDS)

    async def _listen(self) -> None:
        lost = asyncio.Event()
        connection = await asyncpg.connect(plain_dsn(self.url), timeout=5)
        try:
            connection.add_termination_listener(lambda _connection: lost.set())
            await connection.add_listener(CHANNEL, self._heard)
            self.wakeups.from_elsewhere()
            await lost.wait()
        finally:
            await connection.close(timeout=2)

    def _heard(self, _connection: object, _process: int, _channel: str, sender: object) -> None:
        if sender != ME:
            self.wakeups.from_elsewhere()

    async def _poll(self, seconds: float) -> None:
        for _ in range(int(seconds / POLL_SECONDS)):
            await asyncio.sleep(POLL_SECONDS)
            self.wakeups.from_elsewhere()
