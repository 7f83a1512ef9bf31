"""A loop of the product that broke is logged, counted and begun again; the others go on."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from bot.metrics import Metrics

log = structlog.get_logger()

AGAIN_SECONDS = 1.0


async def supervised(name: str, run: Callable[[], Awaitable[None]], metrics: Metrics) -> None:
    """Run until it returns or is cancelled; a fault while being stopped ends it too."""
    while True:
        try:
            return await run()
        except Exception:
            log.exception("loop_broke", loop=name)
            metrics.problems.labels(name).inc()
        if (task := asyncio.current_task()) and task.cancelling():
            return None
        await asyncio.sleep(AGAIN_SECONDS)
