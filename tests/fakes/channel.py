"""A messenger that notes what it is given, and fails when it is told to."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from domain.deliveries import Outgoing
from domain.messages import Address
from domain.plain_text import plain


@dataclass
class FakeChannel:
    """`faults` are raised first, one a call; `gate` holds every send back while it is not set."""

    sent: list[tuple[str, str]] = field(default_factory=list)
    faults: list[Exception] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    """What it calls the messages, else their number."""

    tried: int = 0
    gate: asyncio.Event = field(default_factory=asyncio.Event)
    changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    def __post_init__(self) -> None:
        self.gate.set()

    async def send(self, to: Address, message: Outgoing) -> str:
        self.tried += 1
        await self._tell()
        await self.gate.wait()
        if self.faults:
            raise self.faults.pop(0)
        self.sent.append((to.chat_id, plain(message.content) if message.content else "press"))
        await self._tell()
        return self.ids.pop(0) if self.ids else str(len(self.sent))

    async def has(self, enough: Callable[["FakeChannel"], bool], seconds: float = 3.0) -> None:
        async with asyncio.timeout(seconds), self.changed:
            await self.changed.wait_for(lambda: enough(self))

    async def _tell(self) -> None:
        async with self.changed:
            self.changed.notify_all()
