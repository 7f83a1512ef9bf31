"""Who is told at once that something was written; polling is only the fall-back."""

import asyncio
from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import dataclass, field

from domain.effects import Lane
from storage.notices import EVERY_CHAT, Notice

EVERY_LANE = frozenset(Lane)


@dataclass(slots=True)
class Wakeups:
    """Events of one process. Another process's commits come in by `from_elsewhere`."""

    senders: list[tuple[Callable[[], None], frozenset[Lane]]] = field(default_factory=list)
    inbox: asyncio.Event = field(default_factory=asyncio.Event)
    forgotten: asyncio.Event = field(default_factory=asyncio.Event)
    """Words were deleted or emptied that must not live on in a log."""

    _waiting: dict[str, set[asyncio.Event]] = field(default_factory=dict)

    def outbox(self, lanes: AbstractSet[Lane] = EVERY_LANE) -> None:
        """Rows of these lanes are committed, or will be by what the writer begins next."""
        for look, mine in self.senders:
            if mine & lanes:
                look()

    def chat(self, address: str) -> None:
        """Messages of a pulled chat were committed."""
        _set(self._waiting.get(address, ()))

    def heard(self, notice: Notice) -> None:
        """Another process told what it committed."""
        if notice.inbox:
            self.inbox.set()
        if notice.outbox:
            self.outbox()
        if EVERY_CHAT in notice.chats:
            self._every_chat()
        for address in notice.chats:
            self.chat(address)

    def _every_chat(self) -> None:
        for events in self._waiting.values():
            _set(events)

    def from_elsewhere(self) -> None:
        """Something was committed by another process: everybody looks."""
        self.inbox.set()
        self.outbox()
        self._every_chat()

    async def wait_for_chat(self, address: str, timeout: float) -> None:
        """Return when the chat may have something new, at the latest after `timeout` s."""
        event = asyncio.Event()
        waiting = self._waiting.setdefault(address, set())
        waiting.add(event)
        try:
            with suppress(TimeoutError):
                async with asyncio.timeout(timeout):
                    await event.wait()
        finally:
            waiting.discard(event)
            if not waiting:
                self._waiting.pop(address, None)


def _set(events: Iterable[asyncio.Event]) -> None:
    for event in events:
        event.set()
