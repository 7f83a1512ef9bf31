"""Keeping: once, whole, and never stuck on what cannot be written."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from domain.messages import Address, ChannelName, InboundMessage
from storage import conversations, finishing, inbox
from storage.database import Database
from storage.faults import Refused
from tests.fakes.clock import START, FakeClock
from tests.storage.conftest import answered

Make = Callable[..., InboundMessage]


async def keep(database: Database, *messages: InboundMessage) -> list[int | None]:
    return await database.write(inbox.keep, messages, START)


async def test_a_message_seen_before_is_not_kept_twice(database: Database, message: Make) -> None:
    first = await keep(database, message("1"))

    again = await keep(database, message("1"), message("2"))

    assert first[0] is not None
    assert again[0] is None
    assert again[1] is not None


async def test_a_double_in_one_batch_is_kept_once(database: Database, message: Make) -> None:
    kept = await keep(database, message("1"), message("1"))

    assert kept[0] is not None
    assert kept[1] is None


async def test_the_same_key_of_another_channel_is_another_message(database: Database, message: Make) -> None:
    web = Address(ChannelName.WEB, "abc")

    kept = await keep(database, message("1"), message("1", address=web))

    assert None not in kept


@pytest.mark.parametrize("text", ["\ud800 nửa chữ", "khai\x00sinh"])
async def test_what_no_database_takes_is_refused_not_kept_away(
    database: Database, message: Make, text: str
) -> None:
    spoiled = message("1", text=text)

    try:
        kept = await keep(database, spoiled)
    except Refused:
        kept = []

    assert kept != [None]


async def test_a_refused_message_is_remembered_by_its_key(database: Database, message: Make) -> None:
    spoiled = message("khóa \ud800")

    await database.write(inbox.record_refused, spoiled, START)
    waiting = await database.read(inbox.queue)

    assert waiting == (0, None)


async def test_a_sweep_finds_what_waits_and_when_the_next_lease_ends(
    database: Database, message: Make
) -> None:
    other = Address(ChannelName.TELEGRAM, "43")
    await keep(database, message("1"), message("2", address=other, actor="43"))
    await database.write(conversations.begin, ["telegram:42/42"], START)

    work = await database.read(inbox.open_work, START)

    assert list(work.conversations) == ["telegram:43/43"]
    assert work.next_lease_end == START + conversations.LEASE


async def test_handled_messages_go_after_their_time_and_waiting_ones_stay(
    database: Database, message: Make, clock: FakeClock
) -> None:
    await keep(database, message("1"), message("2"))
    [begun] = await database.write(conversations.begin, ["telegram:42/42"], START)
    assert begun
    await database.write(finishing.finish, [answered(begun)], START)
    clock.forward(hours=73)

    gone = await database.write(inbox.prune, clock.now() - timedelta(hours=72), 500)
    left, _oldest = await database.write(inbox.queue)

    assert gone == 1
    assert left == 1
