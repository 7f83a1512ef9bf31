"""What a million dossiers cost beside ten thousand, in one run: `make bench-dossiers ROWS=1000000`.

Look-ups in this process, whole turns through the real road (CPU of the bot alone, rounds alternate),
and changes told through the API. On SQLite, and on PostgreSQL where a server is.
"""

import argparse
import asyncio
import gc
import os
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from itertools import cycle
from pathlib import Path

import asyncpg

from benchmarks import bots
from benchmarks.feeding import SOURCES, Fed, measure_feed
from benchmarks.fresh_database import fresh_database, server
from benchmarks.load import Load
from benchmarks.machine import description, peak_memory_mb
from benchmarks.many_dossiers import Filled, Looked, fill, look_up
from benchmarks.pipeline import running
from benchmarks.processes import Plan
from benchmarks.rounds import Measured, Round, for_seconds, middle, percentile, run_round, warm_up
from benchmarks.table import table

FEW = 10_000
LOOK_UPS, LOOK_UP_ROUNDS, CALLS, SINGLES = 640, 8, 20, 2_000
CITIZENS, AT_ONCE, ROUND_SECONDS = 400, 16, 2.0
ASKED = ("{}", "hồ sơ {} đến đâu rồi", "cho hỏi hồ sơ mã {} bao giờ xong")


@dataclass(slots=True)
class Results:
    filled: Filled
    looked: Looked = field(default_factory=Looked)
    rounds: list[Round] = field(default_factory=list)
    fed: Fed | None = None
    peak: float = 0.0


async def measure(kind: str, rows: int, rounds: int, folder: Path) -> dict[int, Results]:
    """Of one kind of database: few rows and many."""
    results: dict[int, Results] = {}
    async with AsyncExitStack() as opened:
        for number in (FEW, rows):
            url = await opened.enter_async_context(_database(kind, number, folder))
            filled = await fill(url, number)
            _say(f"{kind}: {number} rows, {filled.per_second:.0f} a second\n")
            results[number] = Results(filled)
        gc.collect()
        gc.freeze()  # as the bot does before it serves; else garbage of the filling is looked for meanwhile
        for number in range(LOOK_UP_ROUNDS):
            for of in results.values():
                await look_up(of.filled, LOOK_UPS, number, of.looked)
        await _turns(kind, results, rounds, folder, opened)
    return results


async def _turns(
    kind: str, results: dict[int, Results], rounds: int, folder: Path, opened: AsyncExitStack
) -> None:
    """Both bots run at once and take turns, so that a noisy minute strikes both."""
    stub = await opened.enter_async_context(running(bots.stub(fast=True), folder))
    load = await opened.enter_async_context(Load(stub.url))
    measured: dict[int, Measured] = {}
    for number, of in results.items():
        child = await opened.enter_async_context(running(_plan(kind, of.filled, stub.url), folder))
        measured[number] = Measured(kind, child, CITIZENS, questions=_questions(of.filled.codes))
        await warm_up(load, measured[number], AT_ONCE)
    for _ in range(rounds):
        for number, bot in measured.items():
            done = await run_round(load, bot, AT_ONCE, for_seconds(ROUND_SECONDS))
            results[number].rounds.append(done)
        _say(".")
    for number, bot in measured.items():
        of = results[number]
        of.fed = await measure_feed(bot.child.url, of.filled.codes, CALLS, SINGLES)
        of.peak = peak_memory_mb(bot.child.pid)
    _say("\n")


def _plan(kind: str, filled: Filled, stub_url: str) -> Plan:
    plan = bots.product(f"{kind}-{filled.rows}", filled.url, stub_url)
    return replace(plan, settings={**plan.settings, "FEED__SOURCES": SOURCES})


def _questions(codes: Sequence[str]) -> Iterator[str]:
    return (form.format(code) for form, code in zip(cycle(ASKED), cycle(codes), strict=False))


@asynccontextmanager
async def _database(kind: str, rows: int, folder: Path) -> AsyncIterator[str]:
    if kind == "SQLite":
        yield f"sqlite:///{folder}/{rows}.db"
    else:
        async with fresh_database(server(), f"motcua_bench_{rows}") as url:
            yield url


def report(kind: str, results: dict[int, Results]) -> str:
    few, many = results.values()
    alone, together = (few.looked.alone, many.looked.alone), (few.looked.together, many.looked.together)
    rows = [
        ("look-up p50, one by one, ms", *_pair(*(_rank(each, 0.5) for each in alone))),
        ("look-up p99, one by one, ms", *_pair(*(_rank(each, 0.99) for each in alone))),
        ("look-up p99, 64 at a time, ms", *_pair(*(_rank(each, 0.99) for each in together))),
        ("CPU of a turn, ms", *_pair(middle(few.rounds), middle(many.rounds))),
        ("turn p50, ms", *_pair(percentile(few.rounds, 0.5), percentile(many.rounds, 0.5))),
        ("turn p99, ms", *_pair(percentile(few.rounds, 0.99), percentile(many.rounds, 0.99))),
        ("peak MB", *_pair(few.peak, many.peak)),
    ]
    if few.fed and many.fed:
        rows.append(("changes/s, calls of 1,000", *_pair(few.fed.whole, many.fed.whole)))
        rows.append(("changes/s, calls of one, 16 callers", *_pair(few.fed.single, many.fed.single)))
    head = (kind, f"{few.filled.rows:,} rows", f"{many.filled.rows:,} rows", "ratio")
    return table(head, rows)


def _pair(few: float, many: float) -> tuple[str, str, str]:
    return f"{few:.2f}", f"{many:.2f}", f"{many / few:.2f}"


def _rank(values: Sequence[float], share: float) -> float:
    return sorted(values)[int(len(values) * share)]


def _say(words: str) -> None:
    sys.stdout.write(words)
    sys.stdout.flush()


async def _kinds() -> list[str]:
    """SQLite too, unless `DATABASE__URL` names a server."""
    if os.environ.get("DATABASE__URL", "").startswith("postgres"):
        return ["PostgreSQL"]
    try:
        async with fresh_database(server(), "motcua_bench_try"):
            return ["SQLite", "PostgreSQL"]
    except (OSError, asyncpg.PostgresError) as error:
        _say(f"No PostgreSQL beside it: {type(error).__name__}.\n")
        return ["SQLite"]


async def run(rows: int, rounds: int) -> None:
    for kind in await _kinds():
        with tempfile.TemporaryDirectory(prefix="motcua-bench-") as folder:
            results = await measure(kind, rows, rounds, Path(folder))
        _say(f"\n{report(kind, results)}\n")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.dossiers", description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=7)
    given = parser.parse_args()
    _say(f"{description()}\n{given.rounds} rounds, medians\n")
    began = time.monotonic()
    asyncio.run(run(given.rows, given.rounds))
    _say(f"{time.monotonic() - began:.0f} s\n")


if __name__ == "__main__":
    main()
