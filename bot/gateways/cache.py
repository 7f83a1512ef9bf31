"""Answers that are still fresh, and calls that are shared while they are under way."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Value = TypeVar("Value")

FRESH_SECONDS = 60.0
MOST = 10_000


@dataclass(slots=True)
class Recent(Generic[Value]):
    """Values by key for a while: a bounded number of them, the oldest goes first."""

    monotonic: Callable[[], float]
    seconds: float = FRESH_SECONDS
    most: int = MOST
    _kept: dict[str, tuple[float, Value]] = field(default_factory=dict, repr=False)

    def get(self, key: str) -> Value | None:
        found = self._kept.get(key)
        if found is None:
            return None
        until, value = found
        if self.monotonic() < until:
            return value
        del self._kept[key]
        return None

    def put(self, key: str, value: Value) -> None:
        self._kept.pop(key, None)
        while len(self._kept) >= self.most:
            del self._kept[next(iter(self._kept))]
        self._kept[key] = (self.monotonic() + self.seconds, value)

    def __len__(self) -> int:
        return len(self._kept)


@dataclass(slots=True)
class Flights(Generic[Value]):
    """One call a key at a time: who asks while it is under way gets its result."""

    _flying: dict[str, asyncio.Future[Value]] = field(default_factory=dict, repr=False)

    async def share(self, key: str, call: Callable[[], Awaitable[Value]]) -> Value:
        """Where the one who called was cancelled or broke down, the next of those who wait calls."""
        while (flying := self._flying.get(key)) is not None:
            await asyncio.wait({flying})
            if not flying.cancelled():
                return flying.result()
        mine: asyncio.Future[Value] = asyncio.get_running_loop().create_future()
        self._flying[key] = mine
        try:
            value = await call()
            mine.set_result(value)
            return value
        finally:
            del self._flying[key]
            mine.cancel()
