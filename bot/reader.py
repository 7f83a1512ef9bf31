"""Reads in groups: whoever asks at one moment shares one query, never a session each."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Generic

from sqlalchemy import Connection

from bot.writer import Batch, Batcher, Item, Result
from domain.errors import Away
from storage.database import Database
from storage.faults import Busy

MOST = 256


@dataclass(slots=True, eq=False)
class Reader(Generic[Item, Result]):
    """Await `ask(item)`; `run` reads whatever was asked meanwhile in one go.

    `look` runs on a thread of the database and answers every item of the batch, in its order.
    """

    database: Database
    look: Callable[[Connection, Sequence[Item]], Sequence[Result]]
    _asked: Batcher[Item, Result] = field(init=False)
    _wake: asyncio.Event = field(init=False, default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self._asked = Batcher(lambda connection, items, _moment: self.look(connection, items), limit=MOST)
        self._asked.wake = self._wake.set

    async def ask(self, item: Item) -> Result:
        """Raises `Away`."""
        return await self._asked(item)

    async def run(self) -> None:
        """Read until cancelled; whoever still waits then, or comes later, is cancelled too."""
        self._asked.stopped = False
        try:
            while True:
                await self._wake.wait()
                self._wake.clear()
                if batch := self._asked.take():
                    await self._answer(batch)
        except asyncio.CancelledError:
            self._asked.stop()
            raise

    async def _answer(self, batch: Batch[Item, Result]) -> None:
        try:
            results = await self.database.read(self.look, batch.items)
        except (Away, Busy) as error:
            batch.fail(Away(str(error)))
        else:
            await batch.tell(results)
        finally:
            batch.fail(Away("reader"))  # whoever has not been answered by now
