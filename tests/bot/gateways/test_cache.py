"""What is kept for a while, and calls that are shared."""

import asyncio
from itertools import count

import pytest

from bot.gateways.cache import Flights, Recent
from tests.bot.gateways.conftest import Monotonic


def test_a_value_is_kept_for_its_time_and_no_longer(monotonic: Monotonic) -> None:
    recent: Recent[str] = Recent(monotonic, seconds=60)
    recent.put("a", "A")

    monotonic.time += 59.9
    assert recent.get("a") == "A"
    monotonic.time += 0.1
    assert recent.get("a") is None
    assert len(recent) == 0


def test_the_oldest_goes_where_there_is_no_room(monotonic: Monotonic) -> None:
    recent: Recent[str] = Recent(monotonic, most=2)

    for key in ("a", "b", "a", "c"):
        recent.put(key, key.upper())

    assert [recent.get(key) for key in "abc"] == ["A", None, "C"]


async def test_who_asks_while_a_call_is_under_way_shares_its_result() -> None:
    flights: Flights[int] = Flights()
    numbers = count(1)

    async def call() -> int:
        mine = next(numbers)
        await asyncio.sleep(0.01)
        return mine

    results = await asyncio.gather(*(flights.share("a", call) for _ in range(50)), flights.share("b", call))

    assert results == [1] * 50 + [2]


async def test_the_next_one_calls_where_the_first_was_cancelled() -> None:
    flights: Flights[str] = Flights()

    async def never() -> str:
        await asyncio.Event().wait()
        return "never"

    async def now() -> str:
        return "now"

    async with asyncio.TaskGroup() as tasks:
        first = tasks.create_task(flights.share("a", never))
        await asyncio.sleep(0)
        second = tasks.create_task(flights.share("a", now))
        await asyncio.sleep(0)
        first.cancel()

    assert second.result() == "now"


async def test_a_call_that_breaks_spoils_nobody_elses() -> None:
    flights: Flights[str] = Flights()
    going = asyncio.Event()

    async def breaks() -> str:
        await going.wait()
        raise KeyError

    async def works() -> str:
        return "works"

    both = asyncio.gather(flights.share("a", breaks), flights.share("a", works), return_exceptions=True)
    await asyncio.sleep(0)
    going.set()

    broken, worked = await both
    assert (type(broken), worked) == (KeyError, "works")


async def test_one_who_stops_waiting_does_not_stop_the_call() -> None:
    flights: Flights[str] = Flights()
    going = asyncio.Event()

    async def call() -> str:
        await going.wait()
        return "done"

    async with asyncio.TaskGroup() as tasks:
        first = tasks.create_task(flights.share("a", call))
        await asyncio.sleep(0)
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.01):
                await flights.share("a", call)
        going.set()

    assert first.result() == "done"
