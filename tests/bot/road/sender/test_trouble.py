"""Again where that helps, given up where it does not, never twice on purpose."""

import asyncio
from datetime import timedelta

import pytest

from bot.channels.base import SendError
from bot.sender import OutboxSender
from domain.deliveries import RetryPolicy
from storage.claims import LEASE
from storage.database import Database
from storage.faults import Busy
from tests.bot.road.sender.conftest import FAULT, add, sending, settled, until, words
from tests.eventually import eventually
from tests.fakes.channel import FakeChannel
from tests.fakes.clock import START, FakeClock
from tests.fakes.outage import Outage


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
        sender.look()
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


async def test_a_row_of_a_killed_sender_is_sent_again_after_its_lease(
    database: Database, sender: OutboxSender, channel: FakeChannel, clock: FakeClock
) -> None:
    channel.gate.clear()
    await add(database, words("một"))
    async with asyncio.TaskGroup() as tasks:
        killed = [tasks.create_task(run()) for run in (sender.writer.run, sender.run)]
        await channel.has(lambda it: it.tried == 1)
        for each in killed:
            each.cancel()
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
        sender.look()
        await channel.has(lambda it: it.sent == [("43", "hai")])


async def test_an_outage_longer_than_the_lease_sends_nothing_twice(
    database: Database, sender: OutboxSender, channel: FakeChannel, outage: Outage, clock: FakeClock
) -> None:
    channel.gate.clear()
    await add(database, words("một"))

    async with sending(sender):
        await channel.has(lambda it: it.tried == 1)
        outage.away = True
        channel.gate.set()
        await eventually(outage.was_felt)
        clock.time += LEASE
        outage.away = False
        sender.look()  # a claim comes before the result is written
        await until(database, "sent")

    assert channel.sent == [("42", "một")]


async def test_a_result_that_cannot_be_written_stops_nobody_and_is_sent_again_after_the_lease(
    database: Database, sender: OutboxSender, channel: FakeChannel, clock: FakeClock
) -> None:
    channel.ids = ["nửa chữ \ud800"]
    await add(database, words("một"))

    async with sending(sender):
        await channel.has(lambda it: it.sent == [("42", "một")])
        await add(database, words("hai", "43"))
        sender.look()
        await until(database, "queued", "sent")
        clock.time += LEASE
        sender.look()
        await until(database, "sent", "sent")

    assert channel.sent == [("42", "một"), ("43", "hai"), ("42", "một")]


async def test_a_claim_that_saw_nothing_is_repeated_at_once_when_the_database_is_back(
    database: Database, sender: OutboxSender, outage: Outage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.sender.POLL_SECONDS", 60)
    await add(database, words("một"))
    outage.away = True

    async with sending(sender):
        await eventually(outage.was_felt)
        outage.away = False
        await until(database, "sent")
