"""The sender: in order, once, and told how it went."""

import asyncio

from bot.channels.base import SendError
from bot.sender import OutboxSender
from storage.database import Database
from storage.tables.chats import addresses
from tests.bot.road.sender.conftest import add, rows, sending, until, words
from tests.fakes.channel import FakeChannel
from tests.fakes.clock import START


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
