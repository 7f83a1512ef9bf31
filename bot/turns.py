"""The road of a message from its channel to its outcome: keep, begin, decide, finish."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from secrets import token_hex

import structlog

from bot.metrics import Metrics
from bot.outcomes import effects
from bot.patience import patiently
from bot.supervision import went_well
from domain.effects import Effects
from domain.errors import Conflict
from domain.messages import InboundMessage
from handlers.turn import Outcome, Turn
from storage.faults import Refused

log = structlog.get_logger()

AT_ONCE = 64
LONGEST_WAIT = 1.0
"""Seconds between two looks at a database that is away: whoever writes again then waits no longer."""

ATTEMPTS = 3
"""How often a turn is decided anew when a record of it lost a race."""


@dataclass(slots=True)
class Turns:
    """Every conversation has one task while it has messages; conversations run side by side.

    `keep` says whether the message is new. `begin` takes the next message of a conversation, if
    any; both raise `Away`. `finish` writes a turn and says whether another message waits; it raises
    `Conflict` when a record lost a race.
    """

    keep: Callable[[InboundMessage], Awaitable[bool]]
    begin: Callable[[str], Awaitable[Turn | None]]
    finish: Callable[[Effects], Awaitable[bool]]
    decide: Callable[[Turn], Awaitable[Outcome]]
    metrics: Metrics
    tasks: asyncio.TaskGroup = field(default_factory=asyncio.TaskGroup)
    slots: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))
    woken: set[str] = field(default_factory=set)
    working: set[str] = field(default_factory=set)
    answers: bool = True
    stopping: bool = False
    _running: set[asyncio.Task[None]] = field(default_factory=set)

    async def accept(self, message: InboundMessage) -> bool:
        """Return once the message is on disk: only then may its channel be told that we have it.

        True when it is new; one seen before is woken too, since its first commit may have been
        answered to nobody. Raises `Away` when it could not be kept.
        """
        if self.answers:
            self.wake(message.conversation)  # it begins in the transaction that keeps the message
        new = await self.keep(message if message.trace else replace(message, trace=token_hex(8)))
        if self.answers:
            self.wake(message.conversation)
        return new

    def wake(self, conversation: str) -> None:
        """See to it that what waits in this conversation is answered."""
        self.woken.add(conversation)
        if conversation not in self.working and not self.stopping:
            self.working.add(conversation)
            task = self.tasks.create_task(self._work(conversation))
            self._running.add(task)
            task.add_done_callback(self._running.discard)

    async def drain(self) -> None:
        """Begin no more turns and wait for those under way."""
        self.stopping = True
        for _ in range(AT_ONCE):
            await self.slots.acquire()
        for _ in range(AT_ONCE):
            self.slots.release()  # whoever waits for one sees that it is over

    def abandon(self) -> None:
        """Cut off what is still under way: its messages are answered at the next start."""
        self.stopping = True
        for task in self._running:
            task.cancel()

    async def _work(self, conversation: str) -> None:
        """Answer what waits in one conversation, one message at a time, in the order of arrival."""
        try:
            await went_well(self._answers(conversation), "conversation_left_to_the_sweep")
        finally:
            self.working.discard(conversation)

    async def _answers(self, conversation: str) -> None:
        while conversation in self.woken and not self.stopping:
            await patiently(lambda: self._next(conversation), longest=LONGEST_WAIT)

    async def _next(self, conversation: str) -> None:
        """Raises `Away` when the database is: it is waited for without a slot."""
        async with self.slots:
            if self.stopping:
                return
            self.woken.discard(conversation)
            turn = await self.begin(conversation)
            if turn and await self._answer(turn):
                self.woken.add(conversation)

    async def _answer(self, turn: Turn) -> bool:
        """Whether another message of the conversation waits."""
        for _ in range(ATTEMPTS):
            try:
                return await self._finish(await self._decided(turn))
            except Conflict:
                self._count(turn, "conflict")
            except Refused:
                log.exception("outcome_refused", trace=turn.message.trace)
                return await self._finish(effects(turn, Outcome.apology("failed")))
        return await self._finish(effects(turn, Outcome.apology("conflict")))

    async def _finish(self, decided: Effects) -> bool:
        self.woken.discard(decided.conversation)  # whatever was kept until now is seen by this finish
        return await self.finish(decided)

    async def _decided(self, turn: Turn) -> Effects:
        try:
            async with asyncio.timeout_at(turn.deadline):
                decided = effects(turn, await self.decide(turn))
        except TimeoutError:
            log.warning("turn_slow", trace=turn.message.trace)
            decided = effects(turn, Outcome.apology("slow"))
        except Exception:
            log.exception("turn_failed", trace=turn.message.trace)
            decided = effects(turn, Outcome.apology("failed"))
        self._count(turn, decided.error or "answered")
        log.info("turn", trace=turn.message.trace, kind=turn.message.kind, result=decided.error or "answered")
        return decided

    def _count(self, turn: Turn, result: str) -> None:
        self.metrics.turns.labels(turn.message.address.channel.value, result).inc()
