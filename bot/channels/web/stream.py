"""The stream of one page: what is new in its history, as Server-Sent Events."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable
from dataclasses import dataclass
from datetime import timedelta

from sse_starlette.event import ServerSentEvent

from bot.channels.base import History, HistoryPage
from bot.channels.web import shown
from domain.clock import Clock
from domain.errors import Away
from domain.messages import Address

RECONNECT_SOON = 1_000
_LOOK_AGAIN = 15.0
_LOOK_AGAIN_WHILE_AWAY = 2.0
_STILL_EXPECTED = timedelta(seconds=20)


@dataclass(slots=True)
class Stream:
    """Follows one address from `seq` on until the page leaves or the server closes."""

    history: History
    address: Address
    clock: Clock
    closing: asyncio.Event
    seq: int
    typing_after: float = 0.3
    expecting: bool = False
    away: bool = False

    async def events(self) -> AsyncIterator[ServerSentEvent]:
        """Begin with a comment: a page behind a proxy that buffers sees that nothing comes."""
        yield ServerSentEvent(comment="open")
        while not self.closing.is_set():
            page = await self._next()
            if page.reset:
                self.seq = 0
                yield ServerSentEvent("{}", event="reset")
            elif page.messages:
                for event in self._messages(page):
                    yield event
            elif self.expecting:
                self.expecting = False
                yield ServerSentEvent("{}", event="typing")
        yield ServerSentEvent(retry=RECONNECT_SOON)

    def _messages(self, page: HistoryPage) -> list[ServerSentEvent]:
        last = page.messages[-1]
        self.seq = last.seq
        self.expecting = last.mine and self.clock.now() - last.at < _STILL_EXPECTED
        return [
            ServerSentEvent(
                json.dumps(shown.message(one), ensure_ascii=False), event="message", id=str(one.seq)
            )
            for one in page.messages
        ]

    async def _next(self) -> HistoryPage:
        """What is new, at the latest after a while; listens before it looks, so that nothing is missed."""
        async with asyncio.TaskGroup() as tasks:
            change = tasks.create_task(self.history.changed(self.address, self._patience()))
            await asyncio.sleep(0)
            page = await self._look()
            if not (page.messages or page.reset):
                await _first_of(change, self.closing.wait())
            change.cancel()
        if page.messages or page.reset or self.closing.is_set():
            return page
        return await self._look()

    def _patience(self) -> float:
        if self.expecting:
            return self.typing_after
        return _LOOK_AGAIN_WHILE_AWAY if self.away else _LOOK_AGAIN

    async def _look(self) -> HistoryPage:
        try:
            page = await self.history.since(self.address, self.seq)
        except Away:
            self.away = True
            return HistoryPage(())
        self.away = False
        return page


async def _first_of(running: asyncio.Task[None], other: Awaitable[bool]) -> None:
    """Wait for either; the task goes on, the other is dropped."""
    async with asyncio.TaskGroup() as tasks:
        waiting = tasks.create_task(_ended(other))
        await asyncio.wait({running, waiting}, return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()


async def _ended(wait: Awaitable[bool]) -> None:
    await wait
