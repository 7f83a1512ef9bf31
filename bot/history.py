"""Pulled chats and what is held of a person, read from the database for those who may not know it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.channels.base import HistoryMessage, HistoryPage
from bot.config import RetentionSettings
from bot.patience import patiently
from bot.wakeups import Wakeups
from domain.clock import Clock
from domain.held_data import Held
from domain.messages import Address
from storage import erasure, inbox, messages
from storage.database import Database


@dataclass(frozen=True, slots=True)
class StoredHistory:
    """The `History` of pulled channels."""

    database: Database
    wakeups: Wakeups

    async def since(self, address: Address, seq: int) -> HistoryPage:
        found = await self.database.read(messages.since, address, seq)
        if found is None:
            return HistoryPage((), reset=True)
        return HistoryPage([HistoryMessage(m.id, m.seq, m.mine, m.content, m.at, m.replaces) for m in found])

    async def changed(self, address: Address, timeout: float) -> None:
        await self.wakeups.wait_for_chat(str(address), timeout)

    async def erase(self, address: Address) -> None:
        await self.database.write(erasure.end, address)
        self.wakeups.forgotten.set()

    async def waits(self, conversation: str) -> bool:
        """Whether a message of this conversation has no answer yet."""
        return bool(await self.database.read(inbox.waiting, {conversation}))


@dataclass(frozen=True, slots=True)
class StoredHeldData:
    """Counts for `/dulieu`, with the moments at which the last of each goes by itself."""

    database: Database
    clock: Clock
    retention: RetentionSettings

    async def of(self, address: Address) -> Held:
        kept = await patiently(lambda: self.database.read(erasure.held, address))
        return Held(
            messages=kept.messages,
            messages_until=_until(kept.newest, timedelta(hours=self.retention.message_hours)),
            history=kept.history,
            history_until=_until(kept.history_newest, timedelta(days=self.retention.web_history_days)),
            remembered=kept.remembered,
            followed=kept.followed,
            proven=kept.proven,
        )


def _until(newest: datetime | None, kept_for: timedelta) -> datetime | None:
    return newest + kept_for if newest else None
