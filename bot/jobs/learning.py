"""What look-ups learned from the province is stored a moment later, by one that may wait."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

from bot.metrics import Metrics
from bot.patience import patiently
from domain.dossiers import DossierEvent
from domain.errors import Away
from storage.faults import Busy

AT_ONCE = 100
MOST = 2_000
"""Waiting events; a database that is away for long costs the oldest, which the province can tell again."""


@dataclass(slots=True)
class Learning:
    """Hand `learned` to the look-ups and run `run` beside them; `store` may be given an event twice."""

    store: Callable[[Sequence[DossierEvent]], Awaitable[object]]
    metrics: Metrics
    most: int = MOST
    _waiting: dict[str, DossierEvent] = field(default_factory=dict, repr=False)
    _wake: asyncio.Event = field(default_factory=asyncio.Event, repr=False)

    def learned(self, event: DossierEvent) -> None:
        """Returns at once, and never fails."""
        self._waiting[event.event_id] = event
        self._shorten()
        self._wake.set()

    async def run(self) -> None:
        self._wake.set()
        while True:
            await self._wake.wait()
            self._wake.clear()
            while self._waiting:
                await patiently(self._store_some)

    async def drain(self) -> None:
        """Store what waits before the process ends. Raises `Away` and `Busy`."""
        while self._waiting:
            await self._store_some()

    async def _store_some(self) -> None:
        """What the store refuses for another reason than being away would be refused again: it goes."""
        batch = dict(list(self._waiting.items())[:AT_ONCE])
        for event_id in batch:
            del self._waiting[event_id]
        try:
            await self.store(list(batch.values()))
        except (Away, Busy, asyncio.CancelledError):
            self._waiting = batch | self._waiting
            self._shorten()
            raise

    def _shorten(self) -> None:
        while len(self._waiting) > self.most:
            del self._waiting[next(iter(self._waiting))]
            self.metrics.portal.calls.labels("forgotten").inc()
