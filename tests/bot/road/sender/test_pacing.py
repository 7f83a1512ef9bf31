"""The sender keeps the limits of the messenger and obeys when it is told to wait."""

import asyncio
from datetime import timedelta

from bot.channels.base import SendError
from bot.limits import Bucket
from bot.sender import OutboxSender
from domain.deliveries import NewDelivery, Outgoing
from domain.effects import Lane
from domain.messages import Address, ChannelName
from storage.database import Database
from storage.tables.road import holds
from tests.bot.road.sender.conftest import add, rows, sending, settled, words
from tests.fakes.channel import FakeChannel
from tests.fakes.clock import START


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
        sender.look()
        await asyncio.sleep(0.05)

    assert [hold.key for hold in await rows(database, holds)] == ["telegram:*"]
    assert channel.sent == []


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
        sender.look()
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


async def test_all_topics_of_a_group_share_its_limit(
    database: Database, sender: OutboxSender, channel: FakeChannel
) -> None:
    await add(database, *[words(str(number), f"-7:{number}") for number in range(25)])

    async with sending(sender):
        await channel.has(lambda it: len(it.sent) == 20)
        await asyncio.sleep(0.1)

    assert len(channel.sent) == 20
