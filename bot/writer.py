"""The one mechanism of grouping: what is ready at a moment is written in one transaction."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum, auto
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection

from bot.supervision import went_well
from domain.clock import Clock
from domain.errors import Away
from storage.database import Database
from storage.faults import Busy

Item = TypeVar("Item")
Result = TypeVar("Result")

BUSY_TRIES = 5


class Step(Enum):
    """What is written."""

    KEEP = auto()
    BEGIN = auto()
    FINISH = auto()
    SETTLE = auto()
    CLAIM = auto()
    TELL = auto()


TURNS = ((Step.KEEP, Step.BEGIN), (Step.FINISH, Step.CLAIM), (Step.SETTLE,), (Step.TELL,))
"""What shares a transaction: a step sees what the one before it wrote."""


@dataclass(frozen=True, slots=True)
class Moment:
    """When a transaction was begun: by the product's clock, and by the machine's, which times leases."""

    now: datetime
    machine: datetime


Work = Callable[[Connection, Sequence[Item], Moment], Sequence[Result]]


async def _nothing(_items: Sequence[Item], _results: Sequence[Result]) -> None:
    """Nobody has to be told."""


def _always() -> bool:
    return True


@dataclass(slots=True, eq=False)
class Batcher(Generic[Item, Result]):
    """One step's queue: await it with an item and get that item's own result.

    `work` runs inside the transaction, on a thread of the database. On the event loop, `taken` is
    called before it with what goes along, `told` after its commit. Nothing is taken before it is
    `ripe`: what does not hurry goes along with what does.
    """

    work: Work[Item, Result]
    told: Callable[[Sequence[Item], Sequence[Result]], Awaitable[None]] = _nothing
    taken: Callable[[Sequence[Item]], None] = lambda _items: None
    ripe: Callable[[], bool] = _always
    limit: int = 256
    wake: Callable[[], None] = lambda: None
    stopped: bool = False
    _waiting: "list[tuple[Item, asyncio.Future[Result]]]" = field(default_factory=list)

    async def __call__(self, item: Item) -> Result:
        future: asyncio.Future[Result] = asyncio.get_running_loop().create_future()
        if self.stopped:
            future.cancel()
        else:
            self._waiting.append((item, future))
            self.wake()
        return await future

    def take(self) -> "Batch[Item, Result] | None":
        """What goes into the next transaction, if anything is ripe."""
        self._waiting = [each for each in self._waiting if not each[1].done()]
        if not self._waiting or not self.ripe():
            return None
        batch = Batch(self, self._waiting[: self.limit])
        self._waiting = self._waiting[self.limit :]
        if self._waiting:
            self.wake()
        return batch

    def stop(self) -> None:
        """Whoever waits, or comes later, is cancelled."""
        self.stopped = True
        Batch(self, self._waiting).cancel()

    def give_up(self, error: Exception) -> None:
        """Whoever waits is told so, and may try again."""
        waiting, self._waiting = self._waiting, []
        Batch(self, waiting).fail(error)


@dataclass(frozen=True, slots=True)
class Batch(Generic[Item, Result]):
    """What was taken of one step, with whoever waits for it."""

    of: Batcher[Item, Result]
    asked: "Sequence[tuple[Item, asyncio.Future[Result]]]"

    @property
    def items(self) -> list[Item]:
        return [item for item, _ in self.asked]

    def one_by_one(self) -> "Iterator[Batch[Item, Result]]":
        return (Batch(self.of, [one]) for one in self.asked if not one[1].done())

    async def tell(self, results: Sequence[Result]) -> None:
        # Whatever happens here, it is committed: whoever waits must hear so.
        await went_well(self.of.told(self.items, results), "not_told")
        for (_, future), result in zip(self.asked, results, strict=True):
            if not future.done():
                future.set_result(result)

    def fail(self, error: Exception) -> None:
        for _, future in self.asked:
            if not future.done():
                future.set_exception(error)

    def cancel(self) -> None:
        for _, future in self.asked:
            future.cancel()


Batches = Sequence[Batch[Any, Any]]


@dataclass(slots=True)
class Writer:
    """Writes in turns: all that waits for some steps in one transaction, then for the next ones.

    A transaction that fails is tried batch by batch, then item by item, so that one bad item does
    not spoil its neighbours; one that met another writer is repeated whole, a few times; one that
    found the database away raises `Away` for every item.
    """

    database: Database
    clock: Clock
    machine: Clock
    _batchers: list[tuple[Step, Batcher[Any, Any]]] = field(default_factory=list)
    _wake: asyncio.Event = field(default_factory=asyncio.Event)

    def join(self, step: Step, batcher: Batcher[Item, Result]) -> Batcher[Item, Result]:
        """From now on what waits at this batcher is written, at its step of each transaction."""
        batcher.wake = self._wake.set
        self._batchers.append((step, batcher))
        return batcher

    async def run(self) -> None:
        """Write until cancelled; whoever still waits then, or comes later, is cancelled too.

        Where it breaks, whoever waits hears that the database is away, and it may be run again.
        """
        every = [batcher for _, batcher in self._batchers]
        for batcher in every:
            batcher.stopped = False
        try:
            while True:
                await self._wake.wait()
                self._wake.clear()
                for steps in TURNS:
                    await self._turn(steps)
        except asyncio.CancelledError:
            for batcher in every:
                batcher.stop()
            raise
        finally:
            for batcher in every:
                batcher.give_up(Away("writer"))

    async def _turn(self, steps: Sequence[Step]) -> None:
        batches: list[Batch[Any, Any]] = []
        try:
            for batcher in self._at(steps):
                if batch := batcher.take():
                    batches.append(batch)
                    batcher.taken(batch.items)
            if batches:
                await self._write(batches)
                await _everybody_who_is_ready()
        except asyncio.CancelledError:
            for batch in batches:
                batch.cancel()
            raise
        finally:
            for batch in batches:  # whoever has not been told by now
                batch.fail(Away("writer"))

    def _at(self, steps: Sequence[Step]) -> Iterator[Batcher[Any, Any]]:
        return (batcher for step in steps for at, batcher in self._batchers if at is step)

    async def _write(self, batches: Batches) -> None:
        try:
            for batch, results in zip(batches, await self._patiently(batches), strict=True):
                await batch.tell(results)
        except Exception as error:  # noqa: BLE001 - handed to whoever waits for the items
            await self._fail(batches, error)

    async def _fail(self, batches: Batches, error: Exception) -> None:
        if isinstance(error, Away) or sum(len(batch.asked) for batch in batches) == 1:
            for batch in batches:
                batch.fail(error)
            return
        for smaller in batches if len(batches) > 1 else batches[0].one_by_one():
            await self._write([smaller])

    async def _patiently(self, batches: Batches) -> Sequence[Sequence[Any]]:
        for _ in range(BUSY_TRIES):
            try:
                return await self._transaction(batches)
            except Busy:
                await asyncio.sleep(0.02)
        try:
            return await self._transaction(batches)
        except Busy as error:
            raise Away("busy") from error

    async def _transaction(self, batches: Batches) -> Sequence[Sequence[Any]]:
        moment = Moment(self.clock.now(), self.machine.now())
        parts = [(batch.of.work, batch.items) for batch in batches]
        return await self.database.write(_all, parts, moment)


async def _everybody_who_is_ready() -> None:
    """Let those told of the last transaction, and what the network holds, come along."""
    await asyncio.sleep(0)
    await asyncio.sleep(0)


def _all(
    connection: Connection, parts: Sequence[tuple[Work[Any, Any], Sequence[Any]]], moment: Moment
) -> list[Sequence[Any]]:
    return [work(connection, items, moment) for work, items in parts]
