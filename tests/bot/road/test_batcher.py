"""Group commit: what is ready is written together, and a bad item spoils only itself."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

import pytest

from bot.batcher import BUSY_TRIES, Batcher
from domain.errors import Away, Conflict
from storage.faults import Busy


@dataclass
class Work:
    """Doubles numbers and notes every batch; `faults` are raised first, one a call."""

    batches: list[list[int]] = field(default_factory=list)
    faults: list[Exception] = field(default_factory=list)
    poison: int = 0
    gate: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.gate.set()

    async def __call__(self, items: Sequence[int]) -> list[int]:
        self.batches.append(list(items))
        await self.gate.wait()
        if self.faults:
            raise self.faults.pop(0)
        if self.poison in items:
            raise Conflict
        return [item * 2 for item in items]


@asynccontextmanager
async def running(
    work: Callable[[Sequence[int]], Awaitable[Sequence[int]]], limit: int = 256
) -> AsyncIterator[Batcher[int, int]]:
    batcher = Batcher(work, limit)
    async with asyncio.TaskGroup() as tasks:
        task = tasks.create_task(batcher.run())
        yield batcher
        task.cancel()


async def all_of(batcher: Batcher[int, int], *items: int) -> list[int | BaseException]:
    return await asyncio.gather(*map(batcher, items), return_exceptions=True)


async def test_what_waits_together_is_written_together() -> None:
    work = Work()

    async with running(work) as batcher:
        assert await all_of(batcher, 1, 2, 3) == [2, 4, 6]

    assert work.batches == [[1, 2, 3]]


async def test_what_comes_during_a_batch_goes_with_the_next_one() -> None:
    work = Work()
    work.gate.clear()

    async with running(work) as batcher, asyncio.TaskGroup() as tasks:
        for item in (1, 2, 3):
            tasks.create_task(batcher(item))
            await asyncio.sleep(0)
            await asyncio.sleep(0)
        work.gate.set()

    assert work.batches == [[1], [2, 3]]


async def test_a_batch_is_no_longer_than_its_limit() -> None:
    work = Work()

    async with running(work, limit=2) as batcher:
        assert await all_of(batcher, 1, 2, 3) == [2, 4, 6]

    assert work.batches == [[1, 2], [3]]


async def test_a_poisonous_item_spoils_only_itself() -> None:
    work = Work(poison=2)

    async with running(work) as batcher:
        first, second, third = await all_of(batcher, 1, 2, 3)

    assert (first, third) == (2, 6)
    assert isinstance(second, Conflict)


async def test_writers_that_met_repeat_their_whole_batch() -> None:
    work = Work(faults=[Busy(), Busy()])

    async with running(work) as batcher:
        assert await all_of(batcher, 1, 2) == [2, 4]

    assert work.batches == [[1, 2]] * 3


async def test_a_database_that_stays_busy_is_as_good_as_away() -> None:
    work = Work(faults=[Busy()] * (BUSY_TRIES + 1))

    async with running(work) as batcher:
        assert [type(result) for result in await all_of(batcher, 1, 2)] == [Away, Away]
        assert await batcher(3) == 6


async def test_a_database_that_is_away_is_told_to_everybody_at_once() -> None:
    work = Work(faults=[Away()])

    async with running(work) as batcher:
        assert [type(result) for result in await all_of(batcher, 1, 2)] == [Away, Away]

    assert work.batches == [[1, 2]]


async def test_a_caller_that_went_away_spoils_nothing() -> None:
    work = Work(faults=[Conflict()])
    work.gate.clear()

    async with running(work) as batcher, asyncio.TaskGroup() as tasks:
        gone = tasks.create_task(batcher(1))
        stays = tasks.create_task(batcher(2))
        await asyncio.sleep(0.01)
        gone.cancel()
        work.gate.set()

    assert stays.result() == 4
    assert work.batches == [[1, 2], [2]]


@pytest.mark.parametrize("under_way", [True, False])
async def test_stopping_cancels_whoever_still_waits(under_way: bool) -> None:
    work = Work()
    work.gate.clear()
    batcher = Batcher(work, limit=1 if under_way else 256)
    async with asyncio.TaskGroup() as tasks:
        running = tasks.create_task(batcher.run())
        waiting = [tasks.create_task(_cancelled(batcher, item)) for item in (1, 2)]
        await asyncio.sleep(0.01)
        running.cancel()

    assert [task.result() for task in waiting] == [True, True]


async def test_asking_a_stopped_batcher_never_waits_for_ever() -> None:
    batcher = Batcher(Work())
    async with asyncio.TaskGroup() as tasks:
        running = tasks.create_task(batcher.run())
        await asyncio.sleep(0)
        running.cancel()

    async with asyncio.TaskGroup() as tasks:
        asking = tasks.create_task(_cancelled(batcher, 1))
        await asyncio.sleep(0.01)
        assert asking.done()


async def _cancelled(batcher: Batcher[int, int], item: int) -> bool:
    with suppress(asyncio.CancelledError):
        await batcher(item)
        return False
    return True


async def test_what_arrives_while_another_batcher_writes_goes_along() -> None:
    gate, work = asyncio.Lock(), Work()
    batcher = Batcher(work, gate=gate)

    async with asyncio.TaskGroup() as tasks:
        running = tasks.create_task(batcher.run())
        await gate.acquire()
        waiting = [tasks.create_task(batcher(1))]
        await asyncio.sleep(0.01)
        waiting.append(tasks.create_task(batcher(2)))
        await asyncio.sleep(0.01)
        gate.release()
        await asyncio.gather(*waiting)
        running.cancel()

    assert work.batches == [[1, 2]]
