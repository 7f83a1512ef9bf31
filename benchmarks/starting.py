"""From the start of the process to its first 200 of `/health/ready`, and what it holds when idle."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.machine import memory_mb
from benchmarks.processes import Plan, start

IDLE_SECONDS = 1.5


@dataclass(frozen=True, slots=True)
class Start:
    """Medians of several starts."""

    seconds: float
    idle_mb: float


async def measure_start(plan: Callable[[int], Plan], folder: Path, times: int) -> Start:
    """`plan` is called with the number of the start: each has a database of its own."""
    seconds, memory = [], []
    for number in range(times):
        child = await start(plan(number), folder)
        await asyncio.sleep(IDLE_SECONDS)
        seconds.append(child.ready_after)
        memory.append(memory_mb(child.pid))
        await child.stop()
    return Start(median(seconds), median(memory))
