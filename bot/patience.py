"""Waiting for a database that is away: it costs time, never a message, and is told once."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

import structlog

from domain.errors import Away
from storage.faults import Busy

log = structlog.get_logger()

FIRST_SECONDS = 0.2
LONGEST_SECONDS = 5.0

Result = TypeVar("Result")


async def patiently(act: Callable[[], Awaitable[Result]], longest: float = LONGEST_SECONDS) -> Result:
    """Repeat while the database is away or busy, `longest` seconds apart at most."""
    wait = FIRST_SECONDS
    while True:
        try:
            result = await act()
        except (Away, Busy) as error:
            if wait == FIRST_SECONDS:
                log.warning("database_away", kind=type(error).__name__, cause=str(error)[:80])
            await asyncio.sleep(wait)
            wait = min(wait * 2, longest)
        else:
            if wait > FIRST_SECONDS * 2:
                log.warning("database_back")
            return result
