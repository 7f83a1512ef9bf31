"""Who is told at once that something was written; polling is only the fall-back."""

import asyncio
from collections import OrderedDict
from dataclasses import dataclass, field

REMEMBERED = 50_000


@dataclass(slots=True)
class Wakeups:
    """Events of one process. Another process's commits come in by `from_elsewhere`."""

    senders: list[asyncio.Event] = field(default_factory=list)
    inbox: asyncio.Event = field(default_factory=asyncio.Event)
    _newest: OrderedDict[str, int] = field(default_factory=OrderedDict)
    _waiting: dict[str, set[asyncio.Event]] = field(default_factory=dict)

    def outbox(self) -> None:
        """Rows to be sent were committed."""
        for event in self.senders:
            event.set()

    def chat(self, address: str, seq: int) -> None:
        """A message with that number was committed for a pulled chat."""
        self._newest[address] = max(seq, self._newest.pop(address, 0))
        if len(self._newest) > REMEMBERED:
            self._newest.popitem(last=False)
        for event in self._waiting.get(address, ()):
            event.set()

    def from_elsewhere(self) -> None:
        """Something was committed by another process: everybody looks."""
        self.outbox()
        self.inbox.set()
        for events in self._waiting.values():
            for event in events:
                event.set()

    async def wait_for_chat(self, address: str, seq: int, timeout: float) -> None:
        """Return when the chat has a message after `seq`, or may have, or after `timeout` s."""
        if self._newest.get(address, 0) > seq:
            return
        event = asyncio.Event()
        waiting = self._waiting.setdefault(address, set())
        waiting.add(event)
        try:
            async with asyncio.timeout(timeout):
                await event.wait()
        except TimeoutError:
            pass
        finally:
            waiting.discard(event)
            if not waiting:
                self._waiting.pop(address, None)
