"""200 conversations at once, with and without one whose dialog takes five seconds."""

import asyncio
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from statistics import median

from benchmarks import bots
from benchmarks.load import Load
from benchmarks.processes import start
from benchmarks.questions import in_turn
from benchmarks.rounds import FIRST_CHAT, at_share
from benchmarks.slow_dialog import SLOW_CHAT

CONVERSATIONS = 200


@dataclass(frozen=True, slots=True)
class Bursts:
    """p99 of the 199 others in milliseconds, and how long the planted one took."""

    without: float
    planted: float
    slow: float


async def measure_bursts(load: Load, stub_url: str, folder: Path, rounds: int) -> Bursts:
    child = await start(bots.with_slow_dialog(f"sqlite:///{folder}/bursts.db", stub_url), folder)
    chats = cycle(range(FIRST_CHAT, FIRST_CHAT + CONVERSATIONS * 8))
    without, planted, slow = [], [], []
    try:
        for number in range(rounds + 1):
            plain, _ = await _burst(load, child.url, [next(chats) for _ in range(CONVERSATIONS)])
            others = [next(chats) for _ in range(CONVERSATIONS - 1)]
            mixed, last = await _burst(load, child.url, [*others, SLOW_CHAT])
            if number:  # the first one opens the connections
                without.append(at_share(plain, 0.99))
                planted.append(at_share(mixed, 0.99))
                slow.append(last)
    finally:
        await child.stop()
    return Bursts(median(without), median(planted), median(slow))


async def _burst(load: Load, url: str, chats: list[int]) -> tuple[list[float], float]:
    """Waits of all but the last chat, and of the last, in milliseconds; the last writes first."""
    questions = in_turn()
    async with asyncio.TaskGroup() as tasks:
        asked = [tasks.create_task(load.ask(url, chat, next(questions))) for chat in reversed(chats)]
    last, *others = [task.result() * 1000 for task in asked]
    return others, last
