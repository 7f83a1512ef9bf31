"""Nothing that was kept lies unanswered: at start, every minute, and when a lease ends."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime

import structlog

from bot.patience import patiently
from bot.turns import Turns
from bot.wakeups import Wakeups
from domain.clock import Clock
from storage import inbox
from storage.database import Database
from storage.inbox import OpenWork

log = structlog.get_logger()

EVERY_SECONDS = 60.0


@dataclass(slots=True)
class Sweep:
    """Wakes every conversation that has a message and no holder.

    And those that this process is at: what another one kept while a finish was being written, that
    finish did not see. Who they are is asked before the look, else one that ends meanwhile is missed.
    """

    database: Database
    turns: Turns
    wakeups: Wakeups
    machine: Clock
    last: datetime | None = field(default=None)

    async def run(self) -> None:
        """Sweep until cancelled; another process's commit brings the next sweep forward."""
        while True:
            self.wakeups.inbox.clear()
            ours = set(self.turns.working)
            work = await patiently(self._look)
            for conversation in (*work.conversations, *(ours & work.leased)):
                self.turns.wake(conversation)
            self.last = self.machine.now()
            await self._rest(work.next_lease_end)

    async def _look(self) -> OpenWork:
        return await self.database.read(inbox.open_work, self.machine.now())

    async def _rest(self, lease_end: datetime | None) -> None:
        pause = EVERY_SECONDS
        if lease_end:
            until_then = (lease_end - self.machine.now()).total_seconds()
            pause = min(pause, max(until_then, 0.0) + 0.05)
        try:
            async with asyncio.timeout(pause):
                await self.wakeups.inbox.wait()
        except TimeoutError:
            return
