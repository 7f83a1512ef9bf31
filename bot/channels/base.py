"""What every channel offers and needs; no channel knows a dialog or a table."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from domain.content import Content
from domain.deliveries import Outgoing
from domain.messages import Address, InboundMessage

Accept = Callable[[InboundMessage], Awaitable[bool]]
"""Keep a message. True: new and on disk. False: seen before. Raises `Away`: not kept."""


__all__ = ["Accept", "Channel", "History", "HistoryMessage", "HistoryPage", "Outgoing", "SendError"]


class SendError(Exception):
    """A send that failed. `permanent`: trying again cannot help.

    `whole_token` says that a `retry_after` holds back every chat of the bot, not this one alone.
    `unreachable`: the person blocked the bot or is gone. `arrived` counts the pages that were sent
    all the same, those of earlier attempts included.
    """

    def __init__(
        self,
        reason: str,
        *,
        permanent: bool,
        retry_after: timedelta | None = None,
        whole_token: bool = False,
        unreachable: bool = False,
        moved_to: str = "",
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.permanent = permanent
        self.retry_after = retry_after
        self.whole_token = whole_token
        self.unreachable = unreachable
        self.moved_to = moved_to
        self.arrived = 0

    def after(self, pages: int) -> "SendError":
        """The same failure, met after so many pages."""
        self.arrived = pages
        return self


class Channel(Protocol):
    """Where messages are pushed to. Channels that pull (web, console) are not of this kind."""

    async def send(self, to: Address, message: Outgoing) -> str:
        """Send and return the provider's id of the (last) message, "" for a callback answer.

        Raises `SendError`; a time-out is not permanent, since its result is unknown.
        """
        ...


@dataclass(frozen=True, slots=True)
class HistoryMessage:
    """A message of a pulled chat; `replaces` is the id of an older message it takes the place of."""

    id: str
    seq: int
    mine: bool
    content: Content
    at: datetime
    replaces: str = ""


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """What came after a number. `reset`: that number was never given out; start again."""

    messages: Sequence[HistoryMessage]
    reset: bool = False


class History(Protocol):
    """Pulled chats read here; `seq` rises by one with every new or changed message."""

    async def since(self, address: Address, seq: int) -> HistoryPage:
        """Messages after `seq`, in order. Raises `Away`."""
        ...

    async def changed(self, address: Address, timeout: float) -> None:
        """Return when this address may have something new, at the latest after `timeout` s."""
        ...

    async def erase(self, address: Address) -> None:
        """Forget everything of this address at once ("Kết thúc và xóa"). Raises `Away`."""
        ...
