"""The sender: in order, within the limits, again where that helps, never twice on purpose."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.channels.base import SendError
from bot.limits import Bucket
from bot.metrics import Metrics
from bot.sender import OutboxSender
from bot.wakeups import Wakeups
from domain.content import Content, Paragraph
from domain.deliveries import NewDelivery, Outgoing, RetryPolicy
from domain.effects import Lane
from domain.messages import Address, ChannelName
from storage import outbox
from storage.database import Busy, Database
from storage.outbox import LEASE
from storage.tables.chats import addresses
from storage.tables.road import holds
from storage.tables.road import outbox as table
from tests.eventually import eventually
from tests.fakes.channel import FakeChannel
from tests.fakes.clock import START, FakeClock
from tests.fakes.outage import Outage

FAULT = SendError("HTTP 502", permanent=False)


def words(text: str, chat: str = "42", **fields: Any) -> NewDelivery:
    content = Content((Paragraph(text),))
    return NewDelivery(Address(ChannelName.TELEGRAM, chat), Outgoing(content), **fields)


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """The rules are the same on both; what two processes do is in tests/storage."""
    return sqlite_url


@pytest.fixture
def channel() -> FakeChannel:
    return FakeChannel()


@pytest.fixture
def outage(database: Database) -> Outage:
    return Outage(database)


@pytest.fixture
def sender(outage: Outage, channel: FakeChannel, clock: FakeClock) -> OutboxSender:
    return OutboxSender(
        database=outage,  # type: ignore[arg-type] - all that the sender asks of a database
        channels={ChannelName.TELEGRAM: channel},
        lanes=tuple(Lane),
        wakeups=Wakeups(),
        clock=clock,
        machine=clock,
        metrics=Metrics.new(),
    )


@asynccontextmanager
async def sending(sender: OutboxSender) -> AsyncIterator[None]:
    """Leaving it closes the sender in order."""
    async with asyncio.timeout(5), asyncio.TaskGroup() as tasks:
        running = tasks.create_task(sender.run())
        yield
        await sender.close()
        await running


async def add(database: Database, *new: NewDelivery) -> None:
    async with database.unit_of_work() as connection:
        await outbox.add(connection, new, START)


async def rows(database: Database, of: Any = table) -> list[Any]:
    async with database.reading() as connection:
        return list((await connection.execute(select(of).order_by(*of.primary_key))).all())


async def until(database: Database, *statuses: str) -> list[Any]:
    """The rows, once they stand like that."""

    async def stand() -> bool:
        return [row.status for row in await rows(database)] == list(statuses)

    await eventually(stand)
    return await rows(database)


async def settled(database: Database, attempts: int) -> Any:
    """The first row, once a fault has been recorded with that many attempts."""

    async def recorded() -> bool:
        [row, *_] = await rows(database)
        return row.attempts == attempts and row.error != ""

    await eventually(recorded)
    return (await rows(database))[0]


async def test_what_was_sent_is_marked_with_the_id_of_the_messenger(
    database: Database, sender: OutboxSender, channel: FakeChannel
) -> None:
    await add(database, words("một"), words("hai"))

    async with sending(sender):
        await until(database, "sent", "sent")

    assert channel.sent == [("42", "một"), ("42", "hai")]
    assert [row.provider_message_id for row in await rows(database)] == ["1", "2"]


async def test_closing_finishes_what_is_claimed_and_claims_no_more(
    database: Database, sender: OutboxSender, channel: FakeChannel
) -> None:
    channel.gate.clear()
    await add(database, words("một"), words("hai"))

    async with sending(sender):
        await channel.has(lambda it: it.tried == 1)
        asyncio.get_running_loop().call_later(0.05, channel.gate.set)

    assert [row.status for row in await rows(database)] == ["sent", "queued"]


async def test_a_refusal_for_good_becomes_a_dead_letter(
    database: Database, sender: OutboxSender, channel: FakeChannel
) -> None:
    channel.faults = [SendError("chat not found", permanent=True)]
    await add(database, words("một"), words("hai"))

    async with sending(sender):
        failed, _sent = await until(database, "failed", "sent")

    assert (failed.error, channel.sent) == ("chat not found", [("42", "hai")])


async def test_a_passing_fault_is_tried_again_after_a_while(
    database: Database, sender: OutboxSender, channel: FakeChannel, clock: FakeClock
) -> None:
    channel.faults = [FAULT]
    await add(database, words("một"))

    async with sending(sender):
        row = await settled(database, attempts=1)
        assert START < row.leased_until <= START + sender.retry.first
        assert channel.sent == []
        clock.time = row.leased_until
        sender.ready.set()
        await until(database, "sent")


async def test_whatever_a_channel_throws_the_row_is_tried_again(
    database: Database, sender: OutboxSender, channel: FakeChannel
) -> None:
    channel.faults = [ZeroDivisionError()]
    await add(database, words("một"), words("hai", "43"))

    async with sending(sender):
        await channel.has(lambda it: len(it.sent) == 1)
        row = await settled(database, attempts=1)

    assert (row.status, row.error) == ("queued", "ZeroDivisionError")


async def test_it_gives_up_after_the_last_attempt(
    database: Database, sender: OutboxSender, channel: FakeChannel
) -> None:
    sender.retry = RetryPolicy(attempts=1)
    channel.faults = [FAULT]
    await add(database, words("một"))

    async with sending(sender):
        [row] = await until(database, "failed")

    assert row.error == "HTTP 502"


async def test_too_many_requests_rest_that_chat_and_count_no_attempt(
    database: Database, sender: OutboxSender, channel: FakeChannel
) -> None:
    pause = timedelta(seconds=7)
    channel.faults = [SendError("429", permanent=False, retry_after=pause)]
    await add(database, words("một"), words("hai", "43"))

    async with sending(sender):
        await channel.has(lambda it: it.sent == [("43", "hai")])
        row = await settled(database, attempts=0)

    assert row.leased_until == START + pause
    assert [(hold.key, hold.until) for hold in await rows(database, holds)] == [
        ("telegram:42", START + pause)
    ]


async def test_a_refused_token_rests_the_whole_channel(
    database: Database, sender: OutboxSender, channel: FakeChannel
) -> None:
    channel.faults = [SendError("unauthorized", permanent=False, whole_token=True)]
    await add(database, words("một"))

    async with sending(sender):
        await settled(database, attempts=0)
        await add(database, words("hai", "43"))
        sender.ready.set()
        await asyncio.sleep(0.05)

    assert [hold.key for hold in await rows(database, holds)] == ["telegram:*"]
    assert channel.sent == []


async def test_a_moved_group_is_written_to_under_its_new_number(
    database: Database, sender: OutboxSender, channel: FakeChannel
) -> None:
    channel.faults = [SendError("moved", permanent=True, moved_to="-1007")]
    await add(database, words("một", "-7"), words("hai", "-7"))

    async with sending(sender):
        await until(database, "sent", "sent")

    assert channel.sent == [("-1007", "một"), ("-1007", "hai")]


async def test_who_blocked_the_bot_is_remembered(
    database: Database, sender: OutboxSender, channel: FakeChannel
) -> None:
    channel.faults = [SendError("blocked", permanent=True, unreachable=True)]
    await add(database, words("một"))

    async with sending(sender):
        await until(database, "failed")

    assert [(row.address, row.blocked) for row in await rows(database, addresses)] == [("telegram:42", True)]


async def test_a_stale_row_ends_unsent(
    database: Database, sender: OutboxSender, channel: FakeChannel
) -> None:
    await add(database, words("một", expires_at=START), words("hai"))

    async with sending(sender):
        await until(database, "expired", "sent")

    assert channel.sent == [("42", "hai")]


async def test_a_private_chat_gets_five_at_once_and_then_waits(
    database: Database, sender: OutboxSender, channel: FakeChannel
) -> None:
    await add(database, *[words(str(number)) for number in range(7)], words("khác", "43"))

    async with sending(sender):
        await channel.has(lambda it: len(it.sent) == 6)
        await asyncio.sleep(0.1)

    waiting = (await rows(database))[5]
    assert len(channel.sent) == 6
    assert START < waiting.leased_until <= START + timedelta(seconds=1)
    assert waiting.attempts == 0


async def test_a_press_is_answered_whatever_the_chat_has_used_up(
    database: Database, sender: OutboxSender, channel: FakeChannel
) -> None:
    press = NewDelivery(Address(ChannelName.TELEGRAM, "42"), Outgoing(callback_id="cb"), series="press:1")
    await add(database, *[words(str(number)) for number in range(7)])

    async with sending(sender):
        await channel.has(lambda it: len(it.sent) == 5)
        await add(database, press)
        sender.ready.set()
        await channel.has(lambda it: ("42", "press") in it.sent)


async def test_notices_are_sent_no_faster_than_their_bucket(
    database: Database, sender: OutboxSender, channel: FakeChannel
) -> None:
    now = asyncio.get_running_loop().time()
    sender.steady = Bucket(rate=0.001, burst=3, tokens=3, at=now)
    await add(database, *[words(str(number), str(number), lane=Lane.BULK) for number in range(6)])

    async with sending(sender):
        await channel.has(lambda it: len(it.sent) == 3)
        await asyncio.sleep(0.1)

    assert len(channel.sent) == 3


async def test_a_row_of_a_killed_sender_is_sent_again_after_its_lease(
    database: Database, sender: OutboxSender, channel: FakeChannel, clock: FakeClock
) -> None:
    channel.gate.clear()
    await add(database, words("một"))
    async with asyncio.TaskGroup() as tasks:
        killed = tasks.create_task(sender.run())
        await channel.has(lambda it: it.tried == 1)
        killed.cancel()
    channel.gate.set()
    clock.time += LEASE

    async with sending(sender):
        await until(database, "sent")

    assert channel.sent == [("42", "một")]


async def test_a_database_that_is_away_delays_a_send_and_doubles_none(
    database: Database, sender: OutboxSender, channel: FakeChannel, outage: Outage
) -> None:
    channel.gate.clear()
    await add(database, words("một"), words("hai"))

    async with sending(sender):
        await channel.has(lambda it: it.tried == 1)
        outage.away = True
        channel.gate.set()
        await eventually(outage.was_felt)
        outage.away = False
        await until(database, "sent", "sent")

    assert channel.sent == [("42", "một"), ("42", "hai")]


async def test_a_claim_that_met_another_writer_is_repeated(
    database: Database, sender: OutboxSender, channel: FakeChannel, outage: Outage
) -> None:
    await add(database, words("một"))
    outage.faults = [Busy("deadlock detected")]

    async with sending(sender):
        await until(database, "sent")


async def test_a_hold_that_met_another_writer_stops_no_other_chat(
    database: Database, sender: OutboxSender, channel: FakeChannel, outage: Outage
) -> None:
    channel.gate.clear()
    channel.faults = [SendError("429", permanent=False, retry_after=timedelta(seconds=7))]
    await add(database, words("một"))

    async with sending(sender):
        await channel.has(lambda it: it.tried == 1)
        outage.faults = [Busy("deadlock detected")]
        channel.gate.set()
        await asyncio.sleep(0.05)
        await add(database, words("hai", "43"))
        sender.ready.set()
        await channel.has(lambda it: it.sent == [("43", "hai")])


async def test_attempts_are_counted_by_lane_and_result(
    database: Database, sender: OutboxSender, channel: FakeChannel
) -> None:
    channel.faults = [SendError("no", permanent=True)]
    await add(database, words("một"), words("hai"))

    async with sending(sender):
        await until(database, "failed", "sent")

    counted = sender.metrics.exposition().decode()
    assert 'motcua_sends_total{channel="telegram",lane="reply",result="failed"} 1.0' in counted
    assert 'motcua_sends_total{channel="telegram",lane="reply",result="sent"} 1.0' in counted
