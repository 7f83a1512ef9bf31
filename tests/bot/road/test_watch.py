"""What another process committed is noticed, and who is told of it."""

import asyncio
import sqlite3

import asyncpg
import pytest

from bot.history import StoredHistory
from bot.jobs.watch import FileWatch, NoticeWatch
from bot.wakeups import Wakeups
from domain.messages import Address, ChannelName, InboundMessage
from storage import inbox
from storage.database import Database, plain_dsn
from storage.notices import CHANNEL
from tests.bot.road.looping import looping
from tests.fakes.clock import START
from tests.fakes.turns import message


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    return sqlite_url


async def keep(database: Database, *kept: InboundMessage) -> None:
    await database.write(inbox.keep, kept, START)


async def test_a_commit_through_another_connection_to_the_file_is_noticed(
    database: Database, sqlite_url: str
) -> None:
    wakeups = Wakeups()

    async with looping(FileWatch(database, wakeups).run):
        await asyncio.sleep(0.1)
        with sqlite3.connect(sqlite_url.removeprefix("sqlite:///")) as other:
            other.execute("INSERT INTO holds VALUES ('x', '2026-01-01')")
        await asyncio.wait_for(wakeups.inbox.wait(), 1)


async def test_our_own_commits_are_not_taken_for_another_process(database: Database) -> None:
    wakeups = Wakeups()

    async with looping(FileWatch(database, wakeups).run):
        await asyncio.sleep(0.1)
        await keep(database, message("a"))
        await asyncio.sleep(0.2)

    assert not wakeups.inbox.is_set()


@pytest.mark.postgres
@pytest.mark.parametrize("alchemy", ["postgresql://", "postgresql+asyncpg://"])
async def test_a_notice_of_another_process_is_heard_at_once(postgres_url: str, alchemy: str) -> None:
    wakeups = Wakeups()
    watch = NoticeWatch(postgres_url.replace("postgresql://", alchemy), wakeups)

    async with looping(watch.run):
        await asyncio.wait_for(wakeups.inbox.wait(), 3)
        wakeups.inbox.clear()
        server = await asyncpg.connect(plain_dsn(postgres_url))
        await server.execute(f"NOTIFY {CHANNEL}, 'another'")
        await asyncio.wait_for(wakeups.inbox.wait(), 1)
        await server.close()


async def test_where_notices_fail_everybody_looks_each_second() -> None:
    wakeups = Wakeups()

    async with looping(NoticeWatch("postgresql://nobody@127.0.0.1:1/none", wakeups).run):
        await asyncio.wait_for(wakeups.inbox.wait(), 2)


async def test_a_chat_is_told_only_of_its_own_news(database: Database) -> None:
    wakeups = Wakeups()
    history = StoredHistory(database, wakeups)
    async with asyncio.TaskGroup() as tasks:
        an = tasks.create_task(history.changed(Address(ChannelName.WEB, "an"), 0.1))
        ba = tasks.create_task(history.changed(Address(ChannelName.WEB, "ba"), 0.1))
        await asyncio.sleep(0)
        wakeups.chat("web:an")
        await asyncio.sleep(0.02)

        assert (an.done(), ba.done()) == (True, False)
    assert wakeups._waiting == {}
