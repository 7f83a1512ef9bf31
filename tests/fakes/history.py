"""A pulled chat in memory: the history, and a road that keeps what a page posts."""

import asyncio
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from bot.channels.base import HistoryMessage, HistoryPage
from domain.content import MASK, Content, Paragraph
from domain.errors import Away
from domain.messages import Address, InboundMessage, MessageKind

Bot = Callable[[InboundMessage], list[tuple[Content, bool]]]
"""Answers a message with contents, each with whether it replaces the message that was pressed."""


@dataclass
class ClockByHand:
    instant: datetime = datetime(2026, 11, 20, 2, 12, tzinfo=UTC)

    def now(self) -> datetime:
        return self.instant

    def passes(self, **time: float) -> None:
        self.instant += timedelta(**time)


@dataclass
class HistoryInMemory:
    """Implements `History`; `away` makes every call fail as if the database were gone."""

    clock: ClockByHand = field(default_factory=ClockByHand)
    away: bool = False
    rows: dict[Address, list[HistoryMessage]] = field(default_factory=lambda: defaultdict(list))
    counters: dict[Address, int] = field(default_factory=lambda: defaultdict(int))
    erased: dict[Address, int] = field(default_factory=dict)
    bells: dict[Address, asyncio.Event] = field(default_factory=lambda: defaultdict(asyncio.Event))

    async def since(self, address: Address, seq: int) -> HistoryPage:
        if self.away:
            raise Away
        if seq > self.counters[address] or 0 < seq <= self.erased.get(address, 0):
            return HistoryPage((), reset=True)
        return HistoryPage([row for row in self.rows[address] if row.seq > seq])

    async def changed(self, address: Address, timeout: float) -> None:
        bell = self.bells[address]
        try:
            await asyncio.wait_for(bell.wait(), timeout)
        except TimeoutError:
            return

    async def erase(self, address: Address) -> None:
        if self.away:
            raise Away
        self.rows[address].clear()
        self.erased[address] = self.counters[address]
        self._ring(address)

    def write(self, address: Address, content: Content, *, mine: bool = False, replaces: str = "") -> str:
        self.counters[address] += 1
        seq = self.counters[address]
        row = HistoryMessage(f"m{seq}", seq, mine, content, self.clock.now(), replaces)
        self.rows[address].append(row)
        self._ring(address)
        return row.id

    def mask(self, address: Address, own: str) -> None:
        """Overwrite a person's words, and tell an open page of it, as the product does."""
        masked = Content((Paragraph(MASK),))
        self.rows[address] = [
            replace(row, content=masked) if row.id == own else row for row in self.rows[address]
        ]
        self.write(address, masked, mine=True, replaces=own)

    def _ring(self, address: Address) -> None:
        self.bells.pop(address, asyncio.Event()).set()


@dataclass
class RoadInMemory:
    """Implements `Accept`: keeps each message once, shows it, and lets the bot answer after a while.

    `masks`: the turn was over, and the words masked, before any page read them.
    """

    history: HistoryInMemory
    bot: Bot = lambda _: []
    delay: float = 0
    away: bool = False
    masks: bool = False
    kept: list[InboundMessage] = field(default_factory=list)

    async def accept(self, message: InboundMessage) -> bool:
        if self.away:
            raise Away
        if any(one.external_id == message.external_id for one in self.kept):
            return False
        self.kept.append(message)
        if message.kind is MessageKind.TEXT:
            shown = Content((Paragraph(MASK if self.masks else message.text),))
            self.history.write(message.address, shown, mine=True)
        asyncio.get_running_loop().call_later(self.delay, self._answer, message)
        return True

    def _answer(self, message: InboundMessage) -> None:
        for content, replaces in self.bot(message):
            self.history.write(message.address, content, replaces=message.message_id if replaces else "")
