"""PostgreSQL with two writers at once: two transactions meet, and nothing is lost or doubled."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import partial
from itertools import product
from random import sample

import pytest
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.content import Content, Paragraph
from domain.deliveries import NewDelivery, Outgoing
from domain.dossiers import DossierEvent, Status, Told, ranks_of
from domain.effects import Erased, Lane
from domain.messages import Address, ChannelName, InboundMessage
from storage import claims, conversations, dossiers, finishing, inbox, messages, outbox
from storage.claims import Scope
from storage.database import Database
from storage.engines import ServerTransactions
from tests.fakes.clock import START
from tests.storage.conftest import CHAT, HELLO, answered

Make = Callable[..., InboundMessage]
pytestmark = pytest.mark.postgres
KEY = "telegram:42/42"
WEB = Address(ChannelName.WEB, "an")
RANKS = ranks_of(["province"])
WALK = (Status.RECEIVED, Status.PROCESSING, Status.FINISHED)


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


@asynccontextmanager
async def open_transaction(database: Database) -> AsyncIterator[AsyncConnection]:
    """One that stays open while others come: `await connection.run_sync(work, …)`."""
    assert isinstance(database.writer, ServerTransactions)
    async with database.writer.engine.begin() as connection:
        yield connection


def keep(connection: Connection, *kept: InboundMessage) -> list[int | None]:
    return inbox.keep(connection, kept, START + timedelta(days=40))


async def waiting(database: Database) -> Sequence[str]:
    return (await database.read(inbox.open_work, START + timedelta(days=41))).conversations


async def test_a_message_kept_while_its_chat_is_erased_is_not_lost(
    database: Database, other: Database, message: Make
) -> None:
    await database.write(keep, message("1"))
    [turn] = await database.write(conversations.begin, [KEY], START)
    assert turn
    erasing = answered(turn, records=(Erased(CHAT),))

    async with open_transaction(database) as keeping:
        await keeping.run_sync(keep, message("2"))
        async with asyncio.TaskGroup() as tasks:
            erased = tasks.create_task(other.write(finishing.finish, [erasing], START))
            await asyncio.wait({erased}, timeout=0.3)
            await keeping.commit()

    assert await waiting(database) == [KEY]


async def test_a_message_kept_while_idle_chats_are_pruned_is_not_lost(
    database: Database, other: Database, message: Make
) -> None:
    await database.write(inbox.keep, [message("1")], START)
    [turn] = await database.write(conversations.begin, [KEY], START)
    assert turn
    await database.write(finishing.finish, [answered(turn)], START)

    async with open_transaction(database) as keeping:
        await keeping.run_sync(keep, message("2"))
        async with asyncio.TaskGroup() as tasks:
            prune = partial(conversations.prune_idle, prefix="telegram:", limit=500)
            pruned = tasks.create_task(other.write(prune, START + timedelta(days=30)))
            await asyncio.wait({pruned}, timeout=0.3)
            await keeping.commit()

    assert await waiting(database) == [KEY]


async def test_two_senders_never_hold_the_same_row(database: Database, other: Database) -> None:
    everyone = Scope((ChannelName.TELEGRAM,), (Lane.REPLY,))
    chats = [Address(ChannelName.TELEGRAM, str(number)) for number in range(20)]
    await database.write(outbox.add, [NewDelivery(chat, Outgoing(HELLO)) for chat in chats], START)

    async with open_transaction(database) as one, open_transaction(other) as two:
        first = await one.run_sync(claims.claim, everyone, claims.Wish(8, START, START))
        second = await two.run_sync(claims.claim, everyone, claims.Wish(50, START, START))

    assert len(first) == 8
    assert sorted(row.id for row in first + second) == list(range(1, 21))


async def test_numbers_of_a_chat_follow_its_commits(database: Database, other: Database) -> None:
    """A page that has seen number n can never be shown a smaller one later."""
    async with open_transaction(database) as connection:
        await connection.run_sync(messages.write, [_said("một")], START)
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(other.write(messages.write, [_said("hai")], START))
            await asyncio.sleep(0.1)
            assert await database.read(messages.since, WEB, 0) == []
            await connection.commit()

    shown = await database.read(messages.since, WEB, 0) or []
    assert [(one.seq, one.content) for one in shown] == [
        (1, _said("một").content),
        (2, _said("hai").content),
    ]


async def test_the_same_message_through_two_processes_is_kept_once(
    database: Database, other: Database, message: Make
) -> None:
    async with open_transaction(database) as one:
        first = await one.run_sync(keep, message("1"))
        async with asyncio.TaskGroup() as tasks:
            second = tasks.create_task(other.write(keep, message("1")))
            await asyncio.sleep(0.05)
            await one.commit()

    assert first[0] is not None
    assert second.result() == [None]


async def test_a_conversation_is_begun_by_one_of_two(
    database: Database, other: Database, message: Make
) -> None:
    await database.write(keep, message("1"), message("2"))

    async with open_transaction(database) as one:
        [mine] = await one.run_sync(conversations.begin, [KEY], START)
        async with asyncio.TaskGroup() as tasks:
            theirs = tasks.create_task(other.write(conversations.begin, [KEY], START))
            await asyncio.sleep(0.05)
            await one.commit()

    assert mine
    assert theirs.result() == [None]


def _said(words: str) -> messages.Written:
    return messages.Written(WEB, mine=False, content=Content((Paragraph(words),)))


async def test_two_feeds_that_tell_of_the_same_dossiers_lose_and_double_nothing(
    database: Database, other: Database
) -> None:
    codes = [f"H41.99-261120-{number:04}" for number in range(60)]
    told = [
        DossierEvent(f"{code} {status}", "province", code, status, START + timedelta(hours=status))
        for code, status in product(codes, WALK)
    ]
    chances = [sample(told, len(told)) for _ in range(2)]

    async def feed(through: Database, events: list[DossierEvent]) -> list[Told]:
        results = []
        for start in range(0, len(events), 20):
            results += await through.write(dossiers.apply, events[start : start + 20], RANKS, START)
        return results

    first, second = await asyncio.gather(feed(database, chances[0]), feed(other, chances[1]))

    assert [*first, *second].count(Told.SEEN) == len(told)
    found = await database.read(dossiers.find, codes, None, RANKS)
    assert [[step.status for step in found[code].steps] for code in codes] == [list(WALK)] * len(codes)
