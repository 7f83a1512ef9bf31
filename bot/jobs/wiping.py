"""What was forgotten leaves the database's log too, within a second or two."""

import asyncio
from dataclasses import dataclass

from bot.wakeups import Wakeups
from storage.database import Database

AGAIN_SECONDS = 1.0
"""Once a second is enough: emptying the log keeps the writer from its work."""


@dataclass(frozen=True, slots=True)
class Wiping:
    """Empties the log when something was forgotten, and again while somebody's reading prevents it."""

    database: Database
    wakeups: Wakeups

    async def run(self) -> None:
        """Begin at once: a process that was killed may have left a log."""
        self.wakeups.forgotten.set()
        while True:
            await self.wakeups.forgotten.wait()
            self.wakeups.forgotten.clear()
            if not await self.database.truncate_log():
                self.wakeups.forgotten.set()
            await asyncio.sleep(AGAIN_SECONDS)
