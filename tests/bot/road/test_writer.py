"""Group commit: what is ready is written together, and a bad item spoils only itself."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

import pytest
from sqlalchemy import Connection

from bot.writer import BUSY_TRIES, Batcher, Moment, Step, Writer
from domain.errors import Away, Conflict
from storage.faults import Busy
from tests.fakes.clock import FakeClock

Numbers = Batcher[int, int]


@dataclass
class Ledger:
    """A database that doubles numbers and notes every transaction; `faults` are raised first, one each."""

    transactions: list[list[Any]] = field(default_factory=list)
    faults: list[Exception] = field(default_factory=list)
    poison: int = 0
    gate: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.gate.set()

    async def write(self, work: Callable[..., Any], *args: Any) -> Any:
        self.transactions.append([])
        await self.gate.wait()
        if self.faults:
            raise self.faults.pop(0)
        return work(None, *args)

    def doubled(self, name: str = "") -> Callable[[Connection, Sequence[int], Moment], list[int]]:
        def work(_connection: Connection, items: Sequence[int], _at: Moment) -> list[int]:
            self.transactions[-1].append((name, *items) if name else tuple(items))
            if self.poison in items:
                raise Conflict
            return [item * 2 for item in items]

        return work


@pytest.fixture
def ledger() -> Ledger:
    return Ledger()


@pytest.fixture
def writer(ledger: Ledger, clock: FakeClock) -> Writer:
    return Writer(ledger, clock, clock)  # type: ignore[arg-type] - all that it asks of a database


@pytest.fixture
def numbers(ledger: Ledger, writer: Writer) -> Numbers:
    return writer.join(Step.KEEP, Batcher(ledger.doubled()))


@asynccontextmanager
async def running(writer: Writer) -> AsyncIterator[None]:
    async with asyncio.timeout(5), asyncio.TaskGroup() as tasks:
        task = tasks.create_task(writer.run())
        yield
        task.cancel()


async def all_of(batcher: Numbers, *items: int) -> list[int | BaseException]:
    return await asyncio.gather(*map(batcher, items), return_exceptions=True)


async def _cancelled(batcher: Numbers, item: int) -> bool:
    with suppress(asyncio.CancelledError):
        await batcher(item)
        return False
    return True


async def test_what_waits_together_is_written_together(
    ledger: Ledger, writer: Writer, numbers: Numbers
) -> None:
    async with running(writer):
        assert await all_of(numbers, 1, 2, 3) == [2, 4, 6]

    assert ledger.transactions == [[(1, 2, 3)]]


async def test_what_comes_during_a_transaction_goes_with_the_next_one(
    ledger: Ledger, writer: Writer, numbers: Numbers
) -> None:
    ledger.gate.clear()

    async with running(writer), asyncio.TaskGroup() as tasks:
        tasks.create_task(numbers(1))
        await asyncio.sleep(0.01)
        for item in (2, 3):
            tasks.create_task(numbers(item))
            await asyncio.sleep(0.01)
        ledger.gate.set()

    assert ledger.transactions == [[(1,)], [(2, 3)]]


async def test_a_batch_is_no_longer_than_its_limit(ledger: Ledger, writer: Writer) -> None:
    few = writer.join(Step.KEEP, Batcher(ledger.doubled(), limit=2))

    async with running(writer):
        assert await all_of(few, 1, 2, 3) == [2, 4, 6]

    assert ledger.transactions == [[(1, 2)], [(3,)]]


async def test_steps_of_one_turn_share_a_transaction_in_their_order(ledger: Ledger, writer: Writer) -> None:
    later = writer.join(Step.BEGIN, Batcher(ledger.doubled("begin")))
    first = writer.join(Step.KEEP, Batcher(ledger.doubled("keep")))
    other = writer.join(Step.SETTLE, Batcher(ledger.doubled("settle")))

    async with running(writer):
        await asyncio.gather(later(1), other(2), first(3))

    assert ledger.transactions == [[("keep", 3), ("begin", 1)], [("settle", 2)]]


async def test_what_does_not_hurry_goes_along_with_what_does(ledger: Ledger, writer: Writer) -> None:
    news = asyncio.Event()
    claims = writer.join(Step.CLAIM, Batcher(ledger.doubled("claim"), ripe=news.is_set))
    finishing = writer.join(Step.FINISH, Batcher(ledger.doubled("finish"), taken=lambda _: news.set()))

    async with running(writer), asyncio.TaskGroup() as tasks:
        claiming = tasks.create_task(claims(1))
        await asyncio.sleep(0.01)
        assert ledger.transactions == []
        assert await finishing(2) == 4
        assert await claiming == 2

    assert ledger.transactions == [[("finish", 2), ("claim", 1)]]


async def test_others_are_told_before_whoever_waits_and_only_after_the_commit(
    ledger: Ledger, writer: Writer
) -> None:
    heard: list[str] = []

    async def told(items: Sequence[int], results: Sequence[int]) -> None:
        heard.append(f"told {items} {results} after {len(ledger.transactions)}")

    telling = writer.join(Step.KEEP, Batcher(ledger.doubled(), told=told))

    async with running(writer):
        heard.append(f"got {await telling(1)}")

    assert heard == ["told [1] [2] after 1", "got 2"]


async def test_what_is_written_is_not_undone_by_a_fault_of_the_telling(
    ledger: Ledger, writer: Writer
) -> None:
    async def told(_items: Sequence[int], _results: Sequence[int]) -> None:
        raise ZeroDivisionError

    telling = writer.join(Step.KEEP, Batcher(ledger.doubled(), told=told))

    async with running(writer):
        assert await all_of(telling, 1, 2) == [2, 4]

    assert ledger.transactions == [[(1, 2)]]


async def test_a_poisonous_item_spoils_only_itself(ledger: Ledger, writer: Writer, numbers: Numbers) -> None:
    ledger.poison = 2
    beside = writer.join(Step.BEGIN, Batcher(ledger.doubled()))

    async with running(writer):
        (first, second, third), [other] = await asyncio.gather(all_of(numbers, 1, 2, 3), all_of(beside, 7))

    assert (first, third, other) == (2, 6, 14)
    assert isinstance(second, Conflict)


async def test_writers_that_met_repeat_their_whole_transaction(
    ledger: Ledger, writer: Writer, numbers: Numbers
) -> None:
    ledger.faults = [Busy(), Busy()]

    async with running(writer):
        assert await all_of(numbers, 1, 2) == [2, 4]

    assert ledger.transactions == [[], [], [(1, 2)]]


async def test_a_database_that_stays_busy_is_as_good_as_away(
    ledger: Ledger, writer: Writer, numbers: Numbers
) -> None:
    ledger.faults = [Busy()] * (BUSY_TRIES + 1)

    async with running(writer):
        assert [type(result) for result in await all_of(numbers, 1, 2)] == [Away, Away]
        assert await numbers(3) == 6


async def test_a_database_that_is_away_is_told_to_everybody_at_once(
    ledger: Ledger, writer: Writer, numbers: Numbers
) -> None:
    ledger.faults = [Away()]

    async with running(writer):
        assert [type(result) for result in await all_of(numbers, 1, 2)] == [Away, Away]

    assert ledger.transactions == [[]]


async def test_a_caller_that_went_away_spoils_nothing(
    ledger: Ledger, writer: Writer, numbers: Numbers
) -> None:
    ledger.faults = [Conflict()]
    ledger.gate.clear()

    async with running(writer), asyncio.TaskGroup() as tasks:
        gone = tasks.create_task(numbers(1))
        stays = tasks.create_task(numbers(2))
        await asyncio.sleep(0.01)
        gone.cancel()
        ledger.gate.set()

    assert stays.result() == 4
    assert ledger.transactions == [[], [(2,)]]


async def test_nothing_is_written_for_whoever_gave_up_waiting(
    ledger: Ledger, writer: Writer, numbers: Numbers
) -> None:
    ledger.gate.clear()

    async with running(writer), asyncio.TaskGroup() as tasks:
        tasks.create_task(numbers(1))
        await asyncio.sleep(0.01)
        gone = tasks.create_task(numbers(2))
        await asyncio.sleep(0.01)
        gone.cancel()
        tasks.create_task(numbers(3))
        ledger.gate.set()

    assert ledger.transactions == [[(1,)], [(3,)]]


@pytest.mark.parametrize("under_way", [True, False])
async def test_stopping_cancels_whoever_still_waits(ledger: Ledger, writer: Writer, under_way: bool) -> None:
    ledger.gate.clear()
    batcher = writer.join(Step.KEEP, Batcher(ledger.doubled(), limit=1 if under_way else 256))
    async with asyncio.TaskGroup() as tasks:
        running = tasks.create_task(writer.run())
        waiting = [tasks.create_task(_cancelled(batcher, item)) for item in (1, 2)]
        await asyncio.sleep(0.01)
        running.cancel()

    assert [task.result() for task in waiting] == [True, True]


async def test_asking_a_stopped_writer_never_waits_for_ever(writer: Writer, numbers: Numbers) -> None:
    async with asyncio.TaskGroup() as tasks:
        running = tasks.create_task(writer.run())
        await asyncio.sleep(0)
        running.cancel()

    async with asyncio.TaskGroup() as tasks:
        asking = tasks.create_task(_cancelled(numbers, 1))
        await asyncio.sleep(0.01)
        assert asking.done()


async def test_a_writer_that_breaks_tells_whoever_waits_and_may_be_run_again(
    ledger: Ledger, writer: Writer, numbers: Numbers
) -> None:
    breaks = True

    def taken(_items: Sequence[int]) -> None:
        if breaks:
            raise ZeroDivisionError

    broken = writer.join(Step.BEGIN, Batcher(ledger.doubled(), taken=taken))
    late = writer.join(Step.SETTLE, Batcher(ledger.doubled()))

    async def run() -> None:
        with pytest.raises(ZeroDivisionError):
            await writer.run()

    async with asyncio.timeout(5), asyncio.TaskGroup() as tasks:
        waiting = [tasks.create_task(_failed(each, 1)) for each in (numbers, broken, late)]
        tasks.create_task(run())
        for each in waiting:
            assert await each is Away

    breaks = False
    async with running(writer):
        assert await all_of(broken, 2) == [4]


async def _failed(batcher: Numbers, item: int) -> type[Exception] | None:
    try:
        await batcher(item)
    except Exception as error:  # noqa: BLE001 - any that comes is told
        return type(error)
    return None
