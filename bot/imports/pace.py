"""Many small transactions beside people who are being answered: each short, with room between."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

AIM = 0.02
"""Seconds that the writer may be held at once; people notice ten times that."""

FIRST, MOST = 20, 500
REST = 0.01


@dataclass(slots=True)
class Pace:
    """How many rows the next transaction takes: as many as fit into the time."""

    size: int = FIRST

    async def take(self, act: Callable[[int], Awaitable[int]]) -> int:
        """Do one step of at most `size` rows, then leave others as much time as it took."""
        began = time.perf_counter()
        done = await act(self.size)
        took = time.perf_counter() - began
        self.size = max(1, min(MOST, self.size * 2, int(self.size * AIM / max(took, 0.001))))
        await asyncio.sleep(max(took, REST))
        return done

    async def all_of(self, act: Callable[[int], Awaitable[int]]) -> None:
        """Repeat until a step finds nothing more to do."""
        while await self.take(act):
            pass
