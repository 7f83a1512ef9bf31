"""What was learned is stored by and by, and never in the way of an answer."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest

from bot.jobs.learning import AT_ONCE, Learning
from bot.metrics import Metrics
from bot.supervision import supervised
from domain.dossiers import DossierEvent, Status
from domain.errors import Away
from storage.faults import Busy
from tests.eventually import eventually
from tests.fakes.clock import START


def event(number: int) -> DossierEvent:
    return DossierEvent(str(number), "portal", "H41.99-261123-0001", Status.PROCESSING, START)


@dataclass
class Store:
    """Fails with what is planted, once each, then stores."""

    faults: list[Exception] = field(default_factory=list)
    batches: list[list[str]] = field(default_factory=list)
    open: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.open.set()

    async def __call__(self, events: Sequence[DossierEvent]) -> None:
        await self.open.wait()
        if self.faults:
            raise self.faults.pop(0)
        self.batches.append([each.event_id for each in events])

    @property
    def stored(self) -> list[str]:
        return [each for batch in self.batches for each in batch]


@pytest.fixture
def store() -> Store:
    return Store()


@pytest.fixture
def learning(store: Store, metrics: Metrics) -> Learning:
    return Learning(store, metrics, most=AT_ONCE * 2)


async def run_until(learning: Learning, store: Store, stored: Sequence[str]) -> None:
    async with asyncio.TaskGroup() as tasks:
        running = tasks.create_task(supervised("learn", learning.run, learning.metrics))
        await eventually(lambda: asyncio.sleep(0, store.stored == list(stored)))
        running.cancel()


async def test_what_is_learned_is_stored_in_its_order(learning: Learning, store: Store) -> None:
    for number in range(AT_ONCE + 1):
        learning.learned(event(number))

    await run_until(learning, store, [str(number) for number in range(AT_ONCE + 1)])

    assert [len(batch) for batch in store.batches] == [AT_ONCE, 1]


async def test_the_same_event_waits_once(learning: Learning, store: Store) -> None:
    learning.learned(event(1))
    learning.learned(event(1))

    await learning.drain()

    assert store.stored == ["1"]


async def test_where_too_many_wait_the_oldest_goes(learning: Learning, store: Store) -> None:
    for number in range(learning.most + 3):
        learning.learned(event(number))

    await learning.drain()

    assert (store.stored[0], len(store.stored)) == ("3", learning.most)


@pytest.mark.parametrize("fault", [Away(), Busy()])
async def test_a_database_that_is_away_costs_nothing(
    learning: Learning, store: Store, fault: Exception
) -> None:
    store.faults = [fault]
    learning.learned(event(1))

    await run_until(learning, store, ["1"])


async def test_what_the_store_refuses_does_not_hold_up_the_rest(learning: Learning, store: Store) -> None:
    store.faults = [ValueError()]
    for number in range(AT_ONCE + 1):
        learning.learned(event(number))

    await run_until(learning, store, [str(AT_ONCE)])


async def test_what_was_being_stored_at_the_stop_is_stored_by_the_last_drain(
    learning: Learning, store: Store
) -> None:
    learning.learned(event(1))
    store.open.clear()
    async with asyncio.TaskGroup() as tasks:
        running = tasks.create_task(learning.run())
        await asyncio.sleep(0.01)
        running.cancel()
    store.open.set()

    await learning.drain()

    assert store.stored == ["1"]
