"""A loop that only one process may run, such as polling Telegram: whoever holds its lease."""

import asyncio
import os
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta

import structlog

from domain.clock import Clock
from domain.errors import Away
from storage import leases
from storage.database import Database

log = structlog.get_logger()

LASTS = timedelta(seconds=30)
RENEW_SECONDS = 8.0
GIVE_BACK_SECONDS = 1.5
"""At the end: a lease that cannot be given back ends by itself."""


@dataclass(slots=True)
class Leased:
    """Runs `work` while this process holds the lease `name`; another takes over when it dies."""

    name: str
    work: Callable[[], Awaitable[None]]
    database: Database
    machine: Clock
    holder: str = field(default_factory=lambda: f"{os.getpid()}-{os.urandom(6).hex()}")
    renew_seconds: float = RENEW_SECONDS
    is_over: bool = False

    async def run(self) -> None:
        """Return when the work itself has ended."""
        try:
            while not self.is_over:
                if await self._take():
                    await self._work_while_held()
                else:
                    await asyncio.sleep(self.renew_seconds)
        finally:
            with suppress(Away, TimeoutError):
                async with asyncio.timeout(GIVE_BACK_SECONDS):
                    await asyncio.shield(self._give_back())

    async def _work_while_held(self) -> None:
        async with asyncio.TaskGroup() as tasks:
            working = tasks.create_task(self._work())
            until = self.machine.now() + LASTS
            while not working.done() and self.machine.now() < until:
                await asyncio.wait({working}, timeout=self.renew_seconds)
                if not working.done() and await self._take():
                    until = self.machine.now() + LASTS
            if not working.done():
                log.warning("lease_lost", lease=self.name)
                working.cancel()

    async def _work(self) -> None:
        await self.work()
        self.is_over = True

    async def _take(self) -> bool:
        now = self.machine.now()
        try:
            return await self.database.write(leases.take, self.name, self.holder, now + LASTS, now)
        except Away:
            return False

    async def _give_back(self) -> None:
        await self.database.write(leases.give_back, self.name, self.holder)
