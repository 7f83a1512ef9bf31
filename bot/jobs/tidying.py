"""What imports leave behind is removed by and by, and news that a crash held back are told."""

import asyncio
from dataclasses import dataclass

from bot.imports.importing import announce, sweep
from bot.imports.pace import Pace
from bot.imports.turn import Running, turn
from bot.patience import patiently
from domain.clock import Clock
from storage.database import Database
from storage.imports import Abandoned

FIRST_SECONDS = 60.0
"""An import that goes on while we start has taken its lease again by then."""

EVERY_SECONDS = 3600.0


@dataclass(frozen=True, slots=True)
class Tidying:
    """Once an hour, unless somebody imports at that moment and does it anyway."""

    database: Database
    clock: Clock
    machine: Clock

    async def run(self) -> None:
        await asyncio.sleep(FIRST_SECONDS)
        while True:
            await patiently(self.once)
            await asyncio.sleep(EVERY_SECONDS)

    async def once(self) -> None:
        """Raises `Away`."""
        try:
            async with turn(self.database, self.machine) as mine:
                await announce(self.database, self.clock, Pace())
                await sweep(self.database, mine, Pace())
        except (Running, Abandoned):
            return
