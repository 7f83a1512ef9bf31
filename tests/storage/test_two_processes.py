"""PostgreSQL with two writers at once: two transactions meet, and nothing is lost or doubled."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.content import Content, Paragraph
from domain.deliveries import NewDelivery, Outgoing
from domain.effects import Effects, Erased, Lane
from domain.messages import Address, ChannelName, InboundMessage
from storage import conversations, finishing, inbox, messages, outbox
from storage.database import Database
from storage.outbox import Scope
from tests.fakes.clock import START
from tests.storage.conftest import CHAT, HELLO, answered

Make = Callable[..., InboundMessage]
pytestmark = pytest.mark.postgres
KEY = "telegram:42/42"
WEB = Address(ChannelName.WEB, "an")


@pytest.fixture
def database_url(postgres_url: str) -> str:
    return postgres_url


@pytest.fixture
async def other(database: Database, database_url: str) -> AsyncIterator[Database]:
    """Connected already, so that it is quick enough to meet the first one."""
    opened = Database.open(database_url)
    await waiting(opened)
    yield opened
    await opened.close()


async def keep(connection: AsyncConnection, *kept: InboundMessage) -> list[int | None]:
    return await inbox.keep(connection, kept, START + timedelta(days=40))


async def waiting(database: Database) -> Sequence[str]:
    async with database.reading() as connection:
        return (await inbox.open_work(connection, START + timedelta(days=41))).conversations


async def test_a_message_kept_while_its_chat_is_erased_is_not_lost(
    database: Database, other: Database, message: Make
) -> None:
    async with database.unit_of_work() as connection:
        await keep(connection, message("1"))
        [turn] = await conversations.begin(connection, [KEY], START)
    assert turn
    erasing = answered(turn, records=(Erased(CHAT),))

    async with database.unit_of_work() as keeping:
        await keep(keeping, message("2"))
        async with asyncio.TaskGroup() as tasks:
            await asyncio.wait({tasks.create_task(_finish(other, erasing))}, timeout=0.3)
            await keeping.commit()

    assert await waiting(database) == [KEY]


async def test_a_message_kept_while_idle_chats_are_pruned_is_not_lost(
    database: Database, other: Database, message: Make
) -> None:
    async with database.unit_of_work() as connection:
        await inbox.keep(connection, [message("1")], START)
        [turn] = await conversations.begin(connection, [KEY], START)
        assert turn
        await finishing.finish(connection, [answered(turn)], START)

    async with database.unit_of_work() as keeping:
        await keep(keeping, message("2"))
        async with asyncio.TaskGroup() as tasks:
            await asyncio.wait({tasks.create_task(_prune(other))}, timeout=0.3)
            await keeping.commit()

    assert await waiting(database) == [KEY]


async def test_two_senders_never_hold_the_same_row(database: Database, other: Database) -> None:
    everyone = Scope((ChannelName.TELEGRAM,), (Lane.REPLY,))
    chats = [Address(ChannelName.TELEGRAM, str(number)) for number in range(20)]
    async with database.unit_of_work() as connection:
        await outbox.add(connection, [NewDelivery(chat, Outgoing(HELLO)) for chat in chats], START)

    async with database.unit_of_work() as one, other.unit_of_work() as two:
        first = await outbox.claim(one, everyone, outbox.Wish(8, START, START))
        second = await outbox.claim(two, everyone, outbox.Wish(50, START, START))

    assert len(first) == 8
    assert sorted(row.id for row in first + second) == list(range(1, 21))


async def test_numbers_of_a_chat_follow_its_commits(database: Database, other: Database) -> None:
    """A page that has seen number n can never be shown a smaller one later."""
    async with database.unit_of_work() as connection:
        await messages.write(connection, [_said("một")], START)
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(_write(other, "hai"))
            await asyncio.sleep(0.1)
            async with database.reading() as reading:
                assert await messages.since(reading, WEB, 0) == []
            await connection.commit()

    async with database.reading() as reading:
        shown = await messages.since(reading, WEB, 0) or []
    assert [(one.seq, one.content) for one in shown] == [
        (1, _said("một").content),
        (2, _said("hai").content),
    ]


async def test_the_same_message_through_two_processes_is_kept_once(
    database: Database, other: Database, message: Make
) -> None:
    async with database.unit_of_work() as one:
        first = await keep(one, message("1"))
        async with asyncio.TaskGroup() as tasks:
            second = tasks.create_task(_keep(other, message("1")))
            await asyncio.sleep(0.05)
            await one.commit()

    assert first[0] is not None
    assert second.result() == [None]


async def test_a_conversation_is_begun_by_one_of_two(
    database: Database, other: Database, message: Make
) -> None:
    async with database.unit_of_work() as connection:
        await keep(connection, message("1"), message("2"))

    async with database.unit_of_work() as one:
        [mine] = await conversations.begin(one, [KEY], START)
        async with asyncio.TaskGroup() as tasks:
            theirs = tasks.create_task(_begin(other))
            await asyncio.sleep(0.05)
            await one.commit()

    assert mine
    assert theirs.result() == [None]


def _said(words: str) -> messages.Written:
    return messages.Written(WEB, mine=False, content=Content((Paragraph(words),)))


async def _write(database: Database, words: str) -> None:
    async with database.unit_of_work() as connection:
        await messages.write(connection, [_said(words)], START)


async def _finish(database: Database, turn: Effects) -> None:
    async with database.unit_of_work() as connection:
        await finishing.finish(connection, [turn], START)


async def _prune(database: Database) -> None:
    async with database.unit_of_work() as connection:
        await conversations.prune_idle(connection, START + timedelta(days=30), "telegram:", 500)


async def _keep(database: Database, message: InboundMessage) -> list[int | None]:
    async with database.unit_of_work() as connection:
        return await keep(connection, message)


async def _begin(database: Database) -> list[conversations.Begun | None]:
    async with database.unit_of_work() as connection:
        return await conversations.begin(connection, [KEY], START)
