"""`kill -9` at random moments under load, and what must hold afterwards: `python -m benchmarks.crash_test`.

Citizens write through Telegram (by webhook in one life, by polling in the next) and through the web
chat. Whatever was acknowledged must be answered, once and in order; only a message that was on its
way to Telegram at a kill may arrive twice.
"""

import argparse
import asyncio
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp

from benchmarks import bots
from benchmarks.crash.conversation import titles
from benchmarks.crash.lives import Lives
from benchmarks.crash.telegram import TelegramCitizens
from benchmarks.crash.web import WebCitizens
from benchmarks.fresh_database import fresh_database
from benchmarks.processes import Child, start
from bot.start import migrate

SENDS_IN_FLIGHT = 64
VISITORS = 15
LOOK_SECONDS = 0.1
SETTLE_SECONDS = 1.0
"""In which whatever is done twice would show."""

DYING_YOUNG, RECOVERING = 0.1, 0.6
"""The share of lives that end while they start, and of those that may first answer all they owe."""


@dataclass(frozen=True, slots=True)
class Course:
    """How hard it is: `patience` is how long an acknowledged message may take after a restart."""

    kills: int
    seed: int
    database: str
    rate: float = 12.0
    patience: float = 45.0

    @property
    def leases_outlive(self) -> bool:
        """On a server a killed process keeps its leases until they end; a file is freed at the start."""
        return self.database.startswith("postgres")


@dataclass(slots=True)
class Trial:
    """One whole test; `run` returns its violations."""

    course: Course
    lives: Lives
    telegram: TelegramCitizens
    web: WebCitizens
    dice: random.Random
    recoveries: list[float] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    repeats: list[float] = field(default_factory=list)

    async def run(self) -> list[str]:
        async with asyncio.TaskGroup() as listening:
            ears = listening.create_task(self.telegram.listen())
            async with asyncio.TaskGroup() as speaking:
                speaking.create_task(self.telegram.speak())
                for _ in range(VISITORS):
                    speaking.create_task(self.web.speak())
                await self._kill_again_and_again()
                child = await self.lives.begin()
                self.web.stopping.set()
            await self._until_answered(child, self.course.patience * (3 if self.course.leases_outlive else 1))
            await self._until_nothing_waits()
            await self._judge()
            self.violations += filter(None, [await self.lives.end(child)])
            ears.cancel()
        return self.violations

    async def _kill_again_and_again(self) -> None:
        for number in range(self.course.kills):
            if self.dice.random() < DYING_YOUNG:
                await self.lives.die_while_starting()
                continue
            child = await self.lives.begin()
            if number and not self.course.leases_outlive and self.dice.random() < RECOVERING:
                await self._until_answered(child, self.course.patience)
            await asyncio.sleep(self.dice.uniform(0.0, 1.5))
            await self.lives.kill(child)
            _say("x" if (number + 1) % 10 else f"x {number + 1}\n")

    async def _until_answered(self, child: Child, patience: float) -> None:
        """All that was acknowledged before this life must be answered in it."""
        began = time.monotonic()
        await self.telegram.note_acknowledged()
        due = self.telegram.missing() | self.web.missing()
        while due and time.monotonic() - began < patience and child.process.returncode is None:
            await asyncio.sleep(0.05)
            await self.web.read_missing()
            due &= self.telegram.missing() | self.web.missing()
        self.recoveries.append(time.monotonic() - began)
        life = len(self.lives.modes)
        self.violations += [f"{who}: {code} not answered in life {life}" for who, code in sorted(due)]

    async def _until_nothing_waits(self) -> None:
        """Telegram delivers what was not confirmed; then that must be answered too."""
        for _ in range(int(self.course.patience * 3 / LOOK_SECONDS)):
            await asyncio.sleep(LOOK_SECONDS)
            await self.telegram.note_acknowledged()
            if not self.telegram.said and not self.telegram.missing():
                break
        else:
            self.violations.append(f"{len(self.telegram.said)} updates still wait at Telegram")
        await asyncio.sleep(SETTLE_SECONDS)

    async def _judge(self) -> None:
        kills = self.lives.kills
        conversations = [*self.telegram.conversations.values(), *(v.conversation for v in self.web.visitors)]
        for conversation in conversations:
            verdict = conversation.verdict(kills if conversation.who.startswith("telegram") else [])
            self.violations += verdict.violations
            self.repeats += verdict.repeats
        self.violations += await self.web.faults()
        most = max(Counter(self.repeats).values(), default=0)
        if most > SENDS_IN_FLIGHT:
            self.violations.append(f"{most} answers repeated after one kill are more than can be in flight")

    def report(self) -> str:
        in_telegram = sum(len(each.acknowledged) for each in self.telegram.conversations.values())
        in_web = sum(len(each.conversation.acknowledged) for each in self.web.visitors)
        slowest = max(self.recoveries, default=0.0)
        return (
            f"{len(self.lives.kills)} kills, {self.lives.modes.count('webhook')} lives by webhook and "
            f"{self.lives.modes.count('polling')} by polling.\n"
            f"Telegram: {in_telegram} messages of {len(self.telegram.conversations)} people acknowledged, "
            f"{len(self.repeats)} answers repeated that were on their way at a kill.\n"
            f"Web: {in_web} messages of {len(self.web.visitors)} visitors acknowledged.\n"
            f"Ready after {max(self.lives.starts):.1f} s at most, all that was acknowledged answered "
            f"{slowest:.1f} s later at most.\n"
        )


@asynccontextmanager
async def prepared(course: Course, folder: Path) -> AsyncIterator[Trial]:
    """The stub, the clients and a database of its own."""
    dice = random.Random(course.seed)  # noqa: S311 - chance, not secrecy
    async with AsyncExitStack() as opened:
        database = f"sqlite:///{folder}/crash.db"
        if course.database:
            database = await opened.enter_async_context(fresh_database(course.database, "motcua_crash"))
            await migrate(database)
        stub = await start(bots.stub(fast=False), folder)
        opened.push_async_callback(stub.stop)
        client = await opened.enter_async_context(
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(10), cookie_jar=aiohttp.DummyCookieJar())
        )
        lives = Lives(database, stub.url, folder, dice)
        opened.push_async_callback(lives.leave_none)
        stopping, known = asyncio.Event(), titles()
        telegram = TelegramCitizens(stub.url, client, known, dice, course.rate, stopping)
        web = WebCitizens(lives.url, client, known, dice, VISITORS / course.rate, stopping)
        yield Trial(course, lives, telegram, web, dice)


async def run(course: Course, folder: Path) -> tuple[list[str], str]:
    """The violations and the report."""
    async with prepared(course, folder) as trial:
        return await trial.run(), trial.report()


def _say(words: str) -> None:
    sys.stdout.write(words)
    sys.stdout.flush()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.crash_test", description=__doc__)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=None, help="to have the same moments again")
    parser.add_argument("--database", default="", help="a PostgreSQL server; without it a SQLite file")
    given = parser.parse_args()
    seed = random.SystemRandom().randrange(10**6) if given.seed is None else given.seed
    began = time.monotonic()
    folder = Path(tempfile.mkdtemp(prefix="motcua-crash-"))
    violations, report = asyncio.run(run(Course(given.kills, seed, given.database), folder))
    _say(f"\n{report}Seed {seed}, {time.monotonic() - began:.0f} s\n")
    if violations:
        _say(f"{len(violations)} VIOLATIONS, database and logs in {folder}\n")
        _say("".join(f"- {each}\n" for each in violations[:100]))
        sys.exit(1)
    shutil.rmtree(folder)
    _say("Nothing acknowledged was lost, nothing was done twice, and the order was kept.\n")


if __name__ == "__main__":
    main()
