"""What only one process may do, such as polling."""

import asyncio
from typing import Any

import pytest

from bot.jobs.leased import LASTS, Leased
from storage import leases
from storage.database import Database
from tests.bot.road.looping import looping
from tests.eventually import eventually
from tests.fakes.clock import START, FakeClock
from tests.fakes.outage import Outage


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    return sqlite_url


async def test_work_of_one_holder_is_taken_over_when_it_gives_back(
    database: Database, clock: FakeClock
) -> None:
    begun: list[str] = []

    async def work() -> None:
        begun.append("work")
        await asyncio.Event().wait()

    for times in (1, 2):

        async def has_begun(times: int = times) -> bool:
            return len(begun) == times

        async with looping(Leased("poll", work, database, clock).run):
            await eventually(has_begun)


async def test_nobody_works_while_another_holds_the_lease(database: Database, clock: FakeClock) -> None:
    begun: list[str] = []

    async def work(name: str) -> None:
        begun.append(name)
        await asyncio.Event().wait()

    first = Leased("poll", lambda: work("first"), database, clock)
    second = Leased("poll", lambda: work("second"), database, clock)

    async def first_has_begun() -> bool:
        return begun == ["first"]

    async with looping(first.run):
        await eventually(first_has_begun)
        async with looping(second.run):
            await asyncio.sleep(0.05)

    assert begun == ["first"]


async def test_work_of_a_killed_holder_is_taken_over(database: Database, clock: FakeClock) -> None:
    begun = asyncio.Event()

    async def work() -> None:
        begun.set()
        await asyncio.Event().wait()

    await database.write(leases.take, "poll", "killed", START + LASTS, START)

    async with looping(Leased("poll", work, database, clock, renew_seconds=0.02).run):
        await asyncio.sleep(0.05)
        assert not begun.is_set()
        clock.time += LASTS
        await asyncio.wait_for(begun.wait(), 1)


async def test_a_holder_that_cannot_renew_stops_before_another_may_begin(
    database: Database, clock: FakeClock
) -> None:
    begun, stopped = asyncio.Event(), asyncio.Event()

    async def work() -> None:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            stopped.set()

    outage: Any = Outage(database)
    async with looping(Leased("poll", work, outage, clock, renew_seconds=0.02).run):
        await asyncio.wait_for(begun.wait(), 2)
        outage.away = True
        await eventually(outage.was_felt)
        assert not stopped.is_set()
        clock.time += LASTS
        await asyncio.wait_for(stopped.wait(), 1)


async def test_work_that_ends_by_itself_ends_the_loop(database: Database, clock: FakeClock) -> None:
    async def work() -> None:
        return None

    await asyncio.wait_for(Leased("poll", work, database, clock).run(), 2)
