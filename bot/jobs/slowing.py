"""Which networks are answered slowly, known to every process that serves pages."""

import asyncio
from dataclasses import dataclass, field

from bot.patience import patiently
from domain.access import CLOSED_NETWORK, SLOW_NETWORK
from domain.clock import Clock
from storage import checks
from storage.database import Database

EVERY = 5.0
LONGEST = 8.0
"""Seconds; a page gives up after fifteen."""


@dataclass(slots=True)
class Slowing:
    """Looks every few seconds which networks try code after code in vain."""

    database: Database
    clock: Clock
    _missed: dict[str, int] = field(default_factory=dict)

    async def run(self) -> None:
        while True:
            await self.look()
            await asyncio.sleep(EVERY)

    async def look(self) -> None:
        now = self.clock.now()
        self._missed = await patiently(lambda: self.database.read(checks.slow_networks, now))

    def delay(self, network: str) -> float:
        """Seconds that an answer to this network waits: the more it tried in vain, the longer."""
        missed = self._missed.get(network, 0)
        if missed < SLOW_NETWORK:
            return 0.0
        return 1.0 + (LONGEST - 1.0) * min((missed - SLOW_NETWORK) / (CLOSED_NETWORK - SLOW_NETWORK), 1.0)
