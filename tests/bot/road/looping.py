"""Jobs that run while a test looks on."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any


@asynccontextmanager
async def looping(*runs: Callable[[], Any]) -> AsyncIterator[None]:
    async with asyncio.timeout(10), asyncio.TaskGroup() as tasks:
        started = [tasks.create_task(run()) for run in runs]
        yield
        for task in started:
            task.cancel()
