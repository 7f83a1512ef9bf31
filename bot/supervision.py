"""A fault in one part is logged and the others go on; a loop that broke is begun again."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from bot.metrics import Metrics

log = structlog.get_logger()

AGAIN_SECONDS = 1.0


async def went_well(work: Awaitable[object], event: str, **facts: str) -> bool:
    """Await it and log any fault, so that what depends on the next step still gets there."""
    try:
        await work
    except Exception:
        log.exception(event, **facts)
        return False
    return True


async def supervised(name: str, run: Callable[[], Awaitable[None]], metrics: Metrics) -> None:
    """Run until it returns or is cancelled; a fault while being stopped ends it too."""
    while not await went_well(run(), "loop_broke", loop=name):
        metrics.problems.labels(name).inc()
        if (task := asyncio.current_task()) and task.cancelling():
            return
        await asyncio.sleep(AGAIN_SECONDS)
