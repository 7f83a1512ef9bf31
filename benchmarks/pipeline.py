"""The whole road beside a bare aiogram echo bot, in one run: `python -m benchmarks.pipeline`.

Three processes: the bot, a Bot API server of our own, and this one, which is the load. Only the
CPU of the bot is counted. The rounds alternate between the bots, so that a noisy minute of the
machine strikes all of them.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import asyncpg

from benchmarks import bots
from benchmarks.bursts import Bursts, measure_bursts
from benchmarks.fresh_database import fresh_database, server
from benchmarks.load import Load
from benchmarks.machine import description, peak_memory_mb
from benchmarks.processes import Child, Plan, start
from benchmarks.rounds import Measured, Round, for_seconds, middle, percentile, run_round, warm_up
from benchmarks.starting import Start, measure_start
from benchmarks.table import table
from bot.start import migrate

ECHO, SQLITE, POSTGRES = "aiogram echo", "motcua, SQLite", "motcua, PostgreSQL"
ROAD = "its road alone"
AT_ONCE = (1, 16, 64)
ROUND_SECONDS = 2.0

CITIZENS = 600
STARTS, BURSTS = 3, 5


@dataclass(slots=True)
class Results:
    rounds: dict[tuple[str, int], list[Round]] = field(default_factory=dict)
    first_words: dict[str, Round] = field(default_factory=dict)
    peaks: dict[str, float] = field(default_factory=dict)
    starts: dict[str, Start] = field(default_factory=dict)
    bursts: Bursts | None = None


async def measure(rounds: int, folder: Path) -> Results:
    results = Results()
    async with AsyncExitStack() as opened:
        stub = await opened.enter_async_context(running(bots.stub(fast=True), folder))
        load = await opened.enter_async_context(Load(stub.url))
        measured = [
            Measured(ECHO, await opened.enter_async_context(running(bots.echo(stub.url), folder)), CITIZENS)
        ]
        for name, url in await _databases(opened, folder):
            plan = bots.product(f"motcua-{url.partition(':')[0]}", url, stub.url)
            child = await opened.enter_async_context(running(plan, folder))
            measured.append(Measured(name, child, CITIZENS))
        road = bots.with_known_answers(f"sqlite:///{folder}/road.db", stub.url)
        measured.append(Measured(ROAD, await opened.enter_async_context(running(road, folder)), CITIZENS))
        for bot in measured:
            results.first_words[bot.name] = await warm_up(load, bot, 16)
        await _all_rounds(load, measured, rounds, results)
        results.peaks = {bot.name: peak_memory_mb(bot.child.pid) for bot in measured}
    await _alone(results, folder)
    return results


async def _all_rounds(load: Load, measured: Sequence[Measured], rounds: int, results: Results) -> None:
    for _ in range(rounds):
        for at_once in AT_ONCE:
            for bot in measured:
                done = await run_round(load, bot, at_once, for_seconds(ROUND_SECONDS))
                results.rounds.setdefault((bot.name, at_once), []).append(done)
        _say(".")
    _say("\n")


async def _alone(results: Results, folder: Path) -> None:
    """What is measured with no other bot beside it."""
    async with running(bots.stub(fast=True), folder) as stub, Load(stub.url) as load:
        results.bursts = await measure_bursts(load, stub.url, folder, BURSTS)
        for name, api_base in {"no token": "", "Telegram": stub.url}.items():

            def plan(number: int, name: str = name, api_base: str = api_base) -> Plan:
                return bots.product(f"start-{number}", f"sqlite:///{folder}/{name[:2]}{number}.db", api_base)

            results.starts[name] = await measure_start(plan, folder, STARTS)


@asynccontextmanager
async def running(plan: Plan, folder: Path) -> AsyncIterator[Child]:
    child = await start(plan, folder)
    try:
        yield child
    finally:
        await child.stop()


async def _databases(opened: AsyncExitStack, folder: Path) -> list[tuple[str, str]]:
    found = [(SQLITE, f"sqlite:///{folder}/bench.db")]
    try:
        url = await opened.enter_async_context(fresh_database(server(), "motcua_bench"))
    except (OSError, asyncpg.PostgresError) as error:
        _say(f"No PostgreSQL beside it: {type(error).__name__}.\n")
        return found
    await migrate(url)
    return [*found, (POSTGRES, url)]


def report(results: Results) -> str:
    names = list(results.first_words)
    head = ("bot", "at a time", "CPU ms/update", "× echo", "p50 ms", "p99 ms", "updates/s", "sends/update")
    rows = [_row(results, name, at_once) for at_once in AT_ONCE for name in names]
    first = [_first_words(results, name) for name in names]
    parts = [table(head, [*rows, *first])]
    parts.append(table(("bot", "peak MB"), [(name, f"{results.peaks[name]:.0f}") for name in names]))
    starts = [(f"motcua, {n}", f"{s.seconds:.1f}", f"{s.idle_mb:.0f}") for n, s in results.starts.items()]
    parts.append(table(("start", "ready after s", "idle MB"), starts))
    if results.bursts:
        parts.append(_burst_table(results.bursts))
    return "\n".join(parts)


def _row(results: Results, name: str, at_once: int) -> tuple[str, ...]:
    rounds = results.rounds[name, at_once]
    ratio = middle(rounds) / middle(results.rounds[ECHO, at_once])
    return _cells(name, str(at_once), rounds, ratio)


def _first_words(results: Results, name: str) -> tuple[str, ...]:
    own, echo = results.first_words[name], results.first_words[ECHO]
    return _cells(f"{name}, first words", "16", [own], own.cpu / echo.cpu)


def _cells(name: str, at_once: str, rounds: list[Round], ratio: float) -> tuple[str, ...]:
    return (
        name,
        at_once,
        f"{middle(rounds):.2f}",
        f"{ratio:.2f}",
        f"{percentile(rounds, 0.5):.1f}",
        f"{percentile(rounds, 0.99):.1f}",
        f"{sorted(each.per_second for each in rounds)[len(rounds) // 2]:.0f}",
        f"{sum(each.sends for each in rounds) / len(rounds):.2f}",
    )


def _burst_table(bursts: Bursts) -> str:
    rows = [
        ("without a slow dialog", f"{bursts.without:.0f}"),
        ("with one of 5 s", f"{bursts.planted:.0f}"),
        ("difference", f"{bursts.planted - bursts.without:+.0f}"),
        ("the slow one itself", f"{bursts.slow:.0f}"),
    ]
    return table(("burst of 200 conversations", "p99 of the 199 others, ms"), rows)


def _say(words: str) -> None:
    sys.stdout.write(words)
    sys.stdout.flush()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pipeline", description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    given = parser.parse_args()
    _say(f"{description()}\n{given.rounds} rounds, medians\n")
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="motcua-bench-") as folder:
        results = asyncio.run(measure(given.rounds, Path(folder)))
    _say(f"\n{report(results)}\n{time.monotonic() - began:.0f} s\n")


if __name__ == "__main__":
    main()
