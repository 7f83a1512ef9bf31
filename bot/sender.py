"""The last step of the road: claim what may be sent, send it, record how it went."""

import asyncio
import random
from collections.abc import Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta

import structlog
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from bot.channels.base import Channel, SendError
from bot.limits import Bucket, ChatLimits
from bot.metrics import Metrics
from bot.patience import patiently
from bot.wakeups import Wakeups
from bot.writer import Batcher, Moment, Step, Writer
from domain.deliveries import Claimed, DeliveryStatus, Ended, RetryPolicy
from domain.effects import Lane, Reachability
from domain.errors import Conflict
from domain.messages import ChannelName
from storage import claims, outbox, records
from storage.faults import Refused

log = structlog.get_logger()

AT_ONCE = 64
SEND_SECONDS = 15.0
POLL_SECONDS = 1.0
REFUSED_TOKEN = timedelta(minutes=1)
"""How long a channel rests whose token the provider does not accept."""


@dataclass(frozen=True, slots=True)
class Room:
    """How many rows may be claimed, and those on their way whose result is not written yet."""

    rows: int
    flying: frozenset[int]


@dataclass(slots=True)
class OutboxSender:
    """Sends some lanes of some channels; several may run, in one process or in many.

    `steady` is the bucket of lanes that are no replies (25/s a token); replies have none.
    """

    writer: Writer
    channels: Mapping[ChannelName, Channel]
    lanes: tuple[Lane, ...]
    wakeups: Wakeups
    metrics: Metrics
    steady: Bucket | None = None
    retry: RetryPolicy = field(default_factory=RetryPolicy)
    chats: ChatLimits = field(default_factory=ChatLimits)
    jitter: random.Random = field(default_factory=random.SystemRandom)
    closing: asyncio.Event = field(default_factory=asyncio.Event)
    closed: asyncio.Event = field(default_factory=asyncio.Event)
    news: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when a claim may find something; cleared when the next one is taken into a transaction."""

    _claiming: Batcher[Room, list[Claimed]] = field(init=False)
    _settling: Batcher[Ended, bool] = field(init=False)
    _flying: set[int] = field(default_factory=set)
    _landed: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        claiming = Batcher(self._claim, taken=lambda _: self.news.clear(), ripe=self.news.is_set)
        self._claiming = self.writer.join(Step.CLAIM, claiming)
        self._settling = self.writer.join(Step.SETTLE, Batcher(self._settle, told=self._settled))
        self.wakeups.senders.append((self.look, frozenset(self.lanes)))

    async def run(self) -> None:
        """Send until closed, then finish what is claimed."""
        async with asyncio.TaskGroup() as sends:
            polling = sends.create_task(self._poll())
            while not self.closing.is_set():
                await self._round(sends)
            polling.cancel()
        self.closed.set()

    async def close(self) -> None:
        """Claim once more and return when what was claimed is sent."""
        self.closing.set()
        self.look()
        await self.closed.wait()

    def look(self) -> None:
        """Something to send may have been written, or room have come."""
        self.news.set()
        self._claiming.wake()

    async def _poll(self) -> None:
        """Rows come due by time alone, and leases of other processes end."""
        while True:
            self.look()
            await asyncio.sleep(POLL_SECONDS)

    async def _round(self, sends: asyncio.TaskGroup) -> None:
        room = min(AT_ONCE - len(self._flying), self._allowance())
        if room <= 0:
            await self._rest()
            return
        wish = Room(room, frozenset(self._flying))
        claimed = await patiently(lambda: self._claimed(wish))
        for row in claimed:
            self._flying.add(row.id)
            sends.create_task(self._deliver(row))
        if len(claimed) == room:
            self.look()

    async def _claimed(self, wish: Room) -> list[Claimed]:
        with ExitStack() as unless_claimed:
            unless_claimed.callback(self.news.set)  # it was taken for this claim, which saw nothing
            claimed = await self._claiming(wish)
            unless_claimed.pop_all()
        return claimed

    async def _rest(self) -> None:
        """Until one of those on their way has landed, or the limit of notices lets another one go."""
        self._landed.clear()
        with suppress(TimeoutError):
            async with asyncio.timeout(POLL_SECONDS if self._allowance() > 0 else 1 / 25):
                await self._landed.wait()

    def _allowance(self) -> int:
        return AT_ONCE if self.steady is None else int(self.steady.refill(_moment()))

    @property
    def scope(self) -> claims.Scope:
        return claims.Scope(tuple(self.channels), self.lanes)

    def _claim(self, connection: Connection, wishes: Sequence[Room], at: Moment) -> list[list[Claimed]]:
        return [
            claims.claim(
                connection, self.scope, claims.Wish(wish.rows, at.now, self.writer.machine.now(), wish.flying)
            )
            for wish in wishes
        ]

    async def _deliver(self, row: Claimed) -> None:
        try:
            ended = await self._outcome(row)
            await patiently(lambda: self._settling(ended))
            self._count(row, ended)
        except (Conflict, Refused, DBAPIError):
            log.exception("send_unrecorded", trace=row.trace)
        finally:
            self._flying.discard(row.id)
            self._landed.set()

    async def _outcome(self, row: Claimed) -> Ended:
        try:
            return await self._attempt(row)
        except Exception as error:  # noqa: BLE001 - whatever a channel throws, the row must end
            log.warning("send_broke", trace=row.trace, kind=type(error).__name__)
            return self._again(row, type(error).__name__)

    async def _attempt(self, row: Claimed) -> Ended:
        if row.expires_at and row.expires_at <= self.writer.clock.now():
            return Ended(row.id, row.claim, DeliveryStatus.EXPIRED)
        if wait := self._wait(row):
            return self._later(row, timedelta(seconds=wait), postponed=True)
        try:
            async with asyncio.timeout(SEND_SECONDS):
                sent = await self.channels[row.address.channel].send(row.address, row.outgoing)
        except SendError as error:
            failure = error
        else:
            return Ended(row.id, row.claim, DeliveryStatus.SENT, provider_message_id=sent, forget=row.forget)
        failed = await patiently(lambda: self._failed(row, failure))
        left = replace(row.outgoing, arrived=failure.arrived) if failure.arrived else None
        return replace(failed, left=left)

    def _wait(self, row: Claimed) -> float:
        """Seconds until the limits allow this row; 0 takes its place in them."""
        if self.steady is not None:
            return self.steady.take(_moment())
        if row.outgoing.content is None:
            return 0.0
        chat, _, _topic = row.address.chat_id.partition(":")
        group = chat.startswith("-")
        return self.chats.wait(f"{row.address.channel}:{chat}", group=group, now=_moment())

    async def _failed(self, row: Claimed, error: SendError) -> Ended:
        if error.moved_to:
            await self._move(row, error.moved_to)
            return self._later(row, timedelta(0), postponed=True)
        pause = error.retry_after or (REFUSED_TOKEN if error.whole_token else None)
        if pause:
            key = f"{row.address.channel}:*" if error.whole_token else str(row.address)
            await self._hold(key, pause)
            return self._later(row, pause, postponed=True, why=error.reason)
        if error.unreachable:
            await self._unreachable(row)
        if error.permanent:
            return Ended(row.id, row.claim, DeliveryStatus.FAILED, error=error.reason)
        return self._again(row, error.reason)

    def _again(self, row: Claimed, why: str) -> Ended:
        wait = self.retry.wait(row.attempts, self.jitter)
        if wait is None:
            return Ended(row.id, row.claim, DeliveryStatus.FAILED, error=why)
        return self._later(row, wait, why=why)

    def _later(self, row: Claimed, wait: timedelta, *, postponed: bool = False, why: str = "") -> Ended:
        again = self.writer.machine.now() + wait
        return Ended(row.id, row.claim, DeliveryStatus.QUEUED, again, error=why, postponed=postponed)

    async def _hold(self, key: str, pause: timedelta) -> None:
        await self.writer.database.write(outbox.hold, key, self.writer.machine.now() + pause)

    async def _move(self, row: Claimed, chat_id: str) -> None:
        await self.writer.database.write(outbox.move, row.address, chat_id)

    async def _unreachable(self, row: Claimed) -> None:
        blocked = Reachability(row.address, blocked=True)
        await self.writer.database.write(records.remember, blocked, self.writer.clock.now())

    def _settle(self, connection: Connection, results: Sequence[Ended], at: Moment) -> list[bool]:
        """Whether another row may go now, told with each."""
        outbox.settle(connection, results, at.now)
        return [claims.waits(connection, self.scope, at.now, self.writer.machine.now())] * len(results)

    async def _settled(self, results: Sequence[Ended], more: Sequence[bool]) -> None:
        if any(more):
            self.look()
        if any(each.forget for each in results):
            self.wakeups.forgotten.set()

    def _count(self, row: Claimed, ended: Ended) -> None:
        result = "postponed" if ended.postponed else "retry" if ended.again_at else ended.status.value
        self.metrics.sends.labels(row.address.channel.value, row.lane.name.lower(), result).inc()
        if ended.status is DeliveryStatus.SENT:
            age = (self.writer.clock.now() - row.created_at).total_seconds()
            self.metrics.delivery_seconds.labels(row.address.channel.value).observe(max(age, 0.0))
        log.info("delivery", trace=row.trace, result=result, lane=int(row.lane), attempts=row.attempts)


def _moment() -> float:
    return asyncio.get_running_loop().time()
