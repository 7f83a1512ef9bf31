"""The one mechanism of grouping: what is ready at a moment is written together."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

from domain.errors import Away
from storage.faults import Busy

Item = TypeVar("Item")
Result = TypeVar("Result")

BUSY_TRIES = 5


class Batcher(Generic[Item, Result]):
    """Await it with an item and get that item's own result; `work` sees batches, in order.

    A batch that fails is run item by item, so that one bad item does not spoil its neighbours;
    one that met another writer is repeated whole, a few times; one that found the database away
    raises `Away` for every item.

    Batchers that share a `gate` take turns, and each takes its batch when its turn has come: what
    arrives while another one writes goes along.
    """

    def __init__(
        self,
        work: Callable[[Sequence[Item]], Awaitable[Sequence[Result]]],
        limit: int = 256,
        gate: asyncio.Lock | None = None,
    ) -> None:
        self._work, self._limit = work, limit
        self._gate = gate or asyncio.Lock()
        self._waiting: list[tuple[Item, asyncio.Future[Result]]] = []
        self._wake = asyncio.Event()
        self._stopped = False

    async def __call__(self, item: Item) -> Result:
        future: asyncio.Future[Result] = asyncio.get_running_loop().create_future()
        if self._stopped:
            future.cancel()
        else:
            self._waiting.append((item, future))
            self._wake.set()
        return await future

    async def run(self) -> None:
        """Settle batches until cancelled; whoever still waits then, or comes later, is cancelled too."""
        self._stopped = False
        try:
            while True:
                await self._wake.wait()
                async with self._gate:
                    await self._settle(self._taken())
        finally:
            self._stopped = True
            for _, future in self._waiting:
                future.cancel()

    def _taken(self) -> list[tuple[Item, asyncio.Future[Result]]]:
        batch, self._waiting = self._waiting[: self._limit], self._waiting[self._limit :]
        if not self._waiting:
            self._wake.clear()
        return batch

    async def _settle(self, batch: list[tuple[Item, asyncio.Future[Result]]]) -> None:
        try:
            results = await self._patiently([item for item, _ in batch])
            for (_, future), result in zip(batch, results, strict=True):
                if not future.done():
                    future.set_result(result)
        except asyncio.CancelledError:
            for _, future in batch:
                future.cancel()
            raise
        except Exception as error:  # noqa: BLE001 - handed to whoever waits for the item
            await self._fail(batch, error)

    async def _fail(self, batch: list[tuple[Item, asyncio.Future[Result]]], error: Exception) -> None:
        if len(batch) > 1 and not isinstance(error, Away):
            await self._one_by_one(batch)
            return
        for _, future in batch:
            if not future.done():
                future.set_exception(error)

    async def _one_by_one(self, batch: list[tuple[Item, asyncio.Future[Result]]]) -> None:
        try:
            for one in (each for each in batch if not each[1].done()):
                await self._settle([one])
        except asyncio.CancelledError:
            for _, future in batch:
                future.cancel()
            raise

    async def _patiently(self, items: Sequence[Item]) -> Sequence[Result]:
        for _ in range(BUSY_TRIES):
            try:
                return await self._work(items)
            except Busy:
                await asyncio.sleep(0.02)
        try:
            return await self._work(items)
        except Busy as error:
            raise Away("busy") from error
