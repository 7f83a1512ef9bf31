"""The stores and dialogs around `Turns`, in memory."""

import asyncio
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace

from bot.metrics import Metrics
from bot.turns import Turns
from domain.content import Paragraph
from domain.conversations import Conversation
from domain.effects import Effects
from domain.messages import Address, ChannelName, InboundMessage, MessageKind
from handlers.turn import Outcome, Turn
from tests.fakes.clock import START


def message(words: str, chat: str = "1") -> InboundMessage:
    address = Address(ChannelName.CONSOLE, chat)
    return InboundMessage(f"{chat}:{words}", address, chat, MessageKind.TEXT, START, words)


def key(chat: str = "1") -> str:
    return message("", chat).conversation


async def echo(turn: Turn) -> Outcome:
    return Outcome.say(Paragraph("Vâng."), step=turn.message.text)


@dataclass
class RoadInMemory:
    """Queues of messages a conversation; `finish_faults` are raised by finish, one a call."""

    decide: Callable[[Turn], Awaitable[Outcome]] = echo
    patience: float = 5.0
    waiting: dict[str, deque[InboundMessage]] = field(default_factory=lambda: defaultdict(deque))
    seen: set[str] = field(default_factory=set)
    finished: list[Effects] = field(default_factory=list)
    finish_faults: list[Exception] = field(default_factory=list)
    begin_faults: list[Exception] = field(default_factory=list)
    finishing: Callable[[Effects], Awaitable[None]] | None = None
    metrics: Metrics = field(default_factory=Metrics.new)

    async def keep(self, kept: InboundMessage) -> bool:
        if kept.external_id in self.seen:
            return False
        self.seen.add(kept.external_id)
        self.waiting[kept.conversation].append(kept)
        return True

    async def begin(self, conversation: str) -> Turn | None:
        await asyncio.sleep(0)
        if self.begin_faults:
            raise self.begin_faults.pop(0)
        if not self.waiting[conversation]:
            return None
        first = self.waiting[conversation][0]
        deadline = asyncio.get_running_loop().time() + self.patience
        stand = Conversation(conversation, first.address, first.actor)
        return Turn(first, stand, inbox_id=1, deadline=deadline)

    async def finish(self, effects: Effects) -> bool:
        await asyncio.sleep(0)
        if self.finish_faults:
            raise self.finish_faults.pop(0)
        if self.finishing:
            await self.finishing(effects)
        self.waiting[effects.conversation].popleft()
        self.finished.append(replace(effects))
        return bool(self.waiting[effects.conversation])

    def turns(self) -> Turns:
        return Turns(self.keep, self.begin, self.finish, self.decide, self.metrics)

    @property
    def steps(self) -> list[str]:
        """What was answered, in order: `echo` puts the words into the step."""
        return [effects.error or effects.state.step for effects in self.finished]


@asynccontextmanager
async def answering(road: RoadInMemory) -> AsyncIterator[Turns]:
    """Leaving it waits until everything is answered."""
    turns = road.turns()
    async with asyncio.TaskGroup() as tasks:
        turns.tasks = tasks
        yield turns
