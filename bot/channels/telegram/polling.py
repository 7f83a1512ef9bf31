"""Long polling by a loop of our own: nothing is confirmed to Telegram before it is on disk."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import structlog
from aiogram import Bot
from aiogram.exceptions import (
    AiogramError,
    TelegramConflictError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)
from aiogram.methods import DeleteWebhook

from bot.channels.telegram.backoff import Backoff
from bot.channels.telegram.intake import Intake
from bot.channels.telegram.methods import FetchUpdates
from bot.channels.telegram.parse import ALLOWED_UPDATES
from bot.channels.telegram.session import SEND_TIMEOUT
from bot.channels.telegram.state import Condition, TelegramState
from domain.errors import Away
from domain.messages import InboundMessage

log = structlog.get_logger(__name__)

LONG_POLL: Final = 30
"""Seconds; Telegram allows 50, but routers forget a silent connection sooner than that."""

Sleep = Callable[[float], Awaitable[None]]


@dataclass(slots=True)
class Polling:
    """Asks while it runs; cancelling it ends the long poll at once and loses nothing.

    The offset lives in memory only: after a restart Telegram sends again what was not confirmed,
    and the key of duplicates stops what was kept.
    """

    bot: Bot
    intake: Intake
    state: TelegramState
    sleep: Sleep = asyncio.sleep
    long_poll: int = LONG_POLL
    offset: int | None = None
    is_ours: bool = False
    conflicts: Backoff = field(default_factory=lambda: Backoff(5, 60))
    failures: Backoff = field(default_factory=lambda: Backoff(1, 60))

    async def run(self) -> None:
        """Return only when Telegram refuses the token."""
        while await self._goes_on():
            pass

    async def _goes_on(self) -> bool:
        """Take one round, or say why it failed and wait. False: asking again is of no use."""
        try:
            await self._round()
        except (TelegramUnauthorizedError, TelegramNotFound):
            self._enter(Condition.REFUSED)
            return False
        except TelegramConflictError:
            self._enter(Condition.TAKEN)
            await self.sleep(self.conflicts.next())
        except Away:
            self._enter(Condition.NOT_KEPT)
            await self.sleep(self.failures.next())
        except TelegramRetryAfter as error:
            await self.sleep(error.retry_after)
        except AiogramError:
            self._enter(Condition.UNREACHABLE)
            await self.sleep(self.failures.next())
        else:
            self._enter(Condition.WORKING)
            self.conflicts.reset()
            self.failures.reset()
        return True

    def _enter(self, condition: Condition) -> None:
        if condition is not self.state.condition:
            log.info("telegram_polling", condition=condition.name.lower())
        self.state.condition = condition

    async def _take_over(self) -> None:
        """A webhook and polling exclude each other; what waits at Telegram is not dropped."""
        if not self.is_ours:
            await self.bot(DeleteWebhook(drop_pending_updates=False))
            self.is_ours = True
            self._enter(Condition.WORKING)

    async def _round(self) -> None:
        """Fetch, keep, and only then move the offset that confirms. Raises `Away`."""
        await self._take_over()
        fetch = FetchUpdates(
            offset=self.offset, timeout=self.long_poll, allowed_updates=list(ALLOWED_UPDATES)
        )
        updates = await self.bot(fetch, request_timeout=self.long_poll + int(SEND_TIMEOUT))
        await self._keep(updates)
        seen = [number for number in map(_update_id, updates) if number is not None]
        if seen:
            self.offset = max(seen) + 1
        elif updates:
            # Nothing here can be confirmed, and asking again at once would only bring it back.
            await self.sleep(self.failures.first)

    async def _keep(self, updates: Sequence[Any]) -> None:
        """Conversations side by side, so that they share a commit; each in its own order."""
        by_conversation: dict[str, list[InboundMessage]] = {}
        for message in filter(None, map(self.intake.read, updates)):
            by_conversation.setdefault(message.conversation, []).append(message)
        kept = await asyncio.gather(
            *map(self._keep_in_order, by_conversation.values()), return_exceptions=True
        )
        for failure in kept:
            if isinstance(failure, BaseException):
                raise failure

    async def _keep_in_order(self, messages: Sequence[InboundMessage]) -> None:
        for message in messages:
            await self.intake.keep(message)


def _update_id(raw: object) -> int | None:
    number = raw.get("update_id") if isinstance(raw, dict) else None
    return number if isinstance(number, int) else None
