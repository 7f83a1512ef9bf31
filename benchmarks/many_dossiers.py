"""Databases with so many made-up dossiers, and look-ups in them within this process."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from random import Random

from benchmarks.bots import SECRET
from bot.gateways.stored import StoredDossiers
from bot.sample.many_dossiers import ManyDossiers
from bot.start import migrate
from domain.dossiers import ranks_of
from domain.second_check import SecondCheck
from storage import bulk
from storage.database import Database

FIRST, LAST = date(2025, 11, 1), date(2026, 10, 31)
PROCEDURES = ("1.001193", "1.000894", "1.004222")
AT_ONCE = 1_000
UNKNOWN_SHARE = 0.1
WARM_UP, TOGETHER = 64, 64


@dataclass(frozen=True, slots=True)
class Filled:
    """A database with its rows; `codes` is a sample of them."""

    url: str
    rows: int
    codes: Sequence[str]
    per_second: float


async def fill(url: str, rows: int) -> Filled:
    made = ManyDossiers(rows, 1, FIRST, LAST, PROCEDURES, SecondCheck(SECRET.encode()))
    await migrate(url)
    database = Database.open(url)
    every, codes, began = max(1, rows // 20_000), [], time.monotonic()
    rest = iter(made)
    while part := list(islice(rest, AT_ONCE)):
        events = [event for each in part for event in each.events]
        await database.write(bulk.add, [each.row for each in part], events)
        codes += [each.row["code"] for each in part[:: min(every, AT_ONCE)]]
    took = time.monotonic() - began
    await database.optimize() if database.embedded else await database.write(bulk.learn)
    await database.close()
    Random(2).shuffle(codes)  # noqa: S311 - a sample
    return Filled(url, rows, codes, rows / took)


@dataclass(frozen=True, slots=True)
class Looked:
    """Milliseconds of each look-up: one after the other, and 64 at a time."""

    alone: list[float] = field(default_factory=list)
    together: list[float] = field(default_factory=list)


async def look_up(filled: Filled, count: int, seed: int, into: Looked) -> None:
    """So many random codes, a tenth of them of nobody; the first ones open the database and count nothing."""
    chance = Random(seed)  # noqa: S311 - a sample
    codes = [
        f"H41.99-251101-{n:07}" if chance.random() < UNKNOWN_SHARE else chance.choice(filled.codes)
        for n in range(count)
    ]
    database = Database.open(filled.url)
    stored = StoredDossiers(database, ranks_of(["province"]))
    async with asyncio.TaskGroup() as tasks:
        running = tasks.create_task(stored.run())
        for code in codes[:WARM_UP]:
            await stored.find(code)
        into.alone.extend([await _timed(stored, code) for code in codes])
        chance.shuffle(codes)
        for at in range(0, count, TOGETHER):
            each = (_timed(stored, code) for code in codes[at : at + TOGETHER])
            into.together.extend(await asyncio.gather(*each))
        running.cancel()
    await database.close()


async def _timed(stored: StoredDossiers, code: str) -> float:
    began = time.perf_counter()
    await stored.find(code)
    return (time.perf_counter() - began) * 1000
