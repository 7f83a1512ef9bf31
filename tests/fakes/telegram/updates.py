"""Updates that wait for the bot: `getUpdates`, and what a webhook still has to be told."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from telegram.constants import PollingLimit

from tests.fakes.telegram.params import Params
from tests.fakes.telegram.refusals import other_poller

LONGEST_POLL: Final = 50
NOT_BY_DEFAULT: Final = frozenset({"chat_member", "message_reaction", "message_reaction_count"})

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Waiting:
    """`queue` is what Telegram keeps in order: a chat's messages, a person's presses and so on."""

    update_id: int
    queue: str
    body: Json


@dataclass(slots=True)
class Updates:
    """Ids rise by one; an update stays until it is confirmed."""

    next_id: int = 523_410_001
    waiting: dict[int, Waiting] = field(default_factory=dict)
    allowed: frozenset[str] = frozenset()
    polls: int = 0
    changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def push(self, update: Json) -> int:
        """Give it an id, unless it brings its own, and put it in line."""
        update_id = update.get("update_id") or self.next_id
        self.next_id = max(self.next_id, update_id) + 1
        if self._is_wanted(update):
            body = {**update, "update_id": update_id}
            self.waiting[update_id] = Waiting(update_id, _queue(update), body)
        await self.wake()
        return int(update_id)

    async def wake(self) -> None:
        async with self.changed:
            self.changed.notify_all()

    def allow(self, params: Params) -> None:
        """An omitted list keeps the former one."""
        if params.get("allowed_updates") is not None:
            self.allowed = frozenset(params["allowed_updates"])

    async def fetch(self, params: Params) -> list[Json]:
        """Answer a long poll; a second poller ends the first. Raises `Refusal`."""
        self.polls += 1
        mine = self.polls
        self.allow(params)
        self._confirm(params.get("offset") or 0)
        limit = min(params.get("limit") or PollingLimit.MAX_LIMIT, PollingLimit.MAX_LIMIT)
        async with self.changed:
            self.changed.notify_all()
            await self._something(mine, min(params.get("timeout") or 0, LONGEST_POLL))
        if self.polls != mine:
            raise other_poller()
        return [one.body for one in list(self.waiting.values())[:limit]]

    async def _something(self, mine: int, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self.changed.wait_for(lambda: self.waiting or self.polls != mine)
        except TimeoutError:
            return

    def confirm_one(self, update_id: int) -> None:
        self.waiting.pop(update_id, None)

    def heads(self) -> Iterator[Waiting]:
        """The first of each queue: the others wait until it is told."""
        seen = set()
        for one in self.waiting.values():
            if one.queue not in seen:
                seen.add(one.queue)
                yield one

    def _confirm(self, offset: int) -> None:
        for update_id in [number for number in self.waiting if number < offset]:
            del self.waiting[update_id]

    def _is_wanted(self, update: Json) -> bool:
        kinds = set(update) - {"update_id"}
        return bool(kinds & self.allowed) if self.allowed else not kinds & NOT_BY_DEFAULT


def _queue(update: Json) -> str:
    kind, content = next(((name, value) for name, value in update.items() if name != "update_id"), ("", None))
    holder = "from" if kind == "callback_query" else "chat"
    place = content.get(holder) if isinstance(content, dict) else None
    number = place.get("id") if isinstance(place, dict) else None
    line = "messages" if kind in {"message", "edited_message"} else kind
    return f"{line}:{number}"
