"""One round: updates for a while, so many at a time, and what each cost the bot."""

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count, cycle, takewhile
from statistics import median

from benchmarks.load import Load
from benchmarks.machine import cpu_seconds
from benchmarks.processes import Child
from benchmarks.questions import in_turn

FIRST_CHAT = 700_000_001
QUIET_SECONDS = 0.08


@dataclass(frozen=True, slots=True)
class Round:
    """`cpu` is in milliseconds of the bot's process for each update, the waits in milliseconds."""

    cpu: float
    waits: tuple[float, ...]
    sends: float
    per_second: float


@dataclass(slots=True)
class Measured:
    """A bot under test with its citizens: each chat asks in turn, so that no limit of a chat is met."""

    name: str
    child: Child
    citizens: int
    chats: Iterator[int] = field(init=False)
    questions: Iterator[str] = field(default_factory=in_turn)

    def __post_init__(self) -> None:
        self.chats = cycle(range(FIRST_CHAT, FIRST_CHAT + self.citizens))


async def warm_up(load: Load, bot: Measured, at_once: int) -> Round:
    """Every citizen writes once: the first answer of a conversation brings the notice along."""
    return await run_round(load, bot, at_once, iter(range(bot.citizens)))


def for_seconds(seconds: float) -> Iterator[int]:
    """A turn for whoever asks, until the time is over: a busy machine makes fewer, not longer rounds."""
    until = time.monotonic() + seconds
    return takewhile(lambda _: time.monotonic() < until, count())


async def run_round(load: Load, bot: Measured, at_once: int, turns: Iterator[int]) -> Round:
    before, cpu, began = load.arrived, cpu_seconds(bot.child.pid), time.monotonic()
    waits: list[float] = []
    async with asyncio.TaskGroup() as citizens:
        for _ in range(at_once):
            citizens.create_task(_ask_in_turn(load, bot, turns, waits))
    took = time.monotonic() - began
    spent = await _when_quiet(bot.child.pid) - cpu
    return Round(
        cpu=spent * 1000 / len(waits),
        waits=tuple(wait * 1000 for wait in waits),
        sends=(load.arrived - before) / len(waits),
        per_second=len(waits) / took,
    )


async def _ask_in_turn(load: Load, bot: Measured, turns: Iterator[int], waits: list[float]) -> None:
    waits += [await load.ask(bot.child.url, next(bot.chats), next(bot.questions)) for _ in turns]


async def _when_quiet(process: int) -> float:
    """CPU time once what followed the answers is done too: marked as sent, logged, counted."""
    last, now = -1.0, cpu_seconds(process)
    while now != last:
        await asyncio.sleep(QUIET_SECONDS)
        last, now = now, cpu_seconds(process)
    return now


def middle(rounds: list[Round]) -> float:
    return median(each.cpu for each in rounds)


def percentile(rounds: list[Round], share: float) -> float:
    """Of the waits of all rounds together, in milliseconds."""
    return at_share([wait for each in rounds for wait in each.waits], share)


def at_share(waits: list[float], share: float) -> float:
    return sorted(waits)[min(int(len(waits) * share), len(waits) - 1)]
