"""A sender over a database, a clock and a messenger that obey the test."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from sqlalchemy import select

from bot.channels.base import SendError
from bot.metrics import Metrics
from bot.sender import OutboxSender
from bot.wakeups import Wakeups
from bot.writer import Writer
from domain.content import Content, Paragraph
from domain.deliveries import NewDelivery, Outgoing
from domain.effects import Lane
from domain.messages import Address, ChannelName
from storage import outbox
from storage.database import Database
from storage.tables.road import outbox as table
from tests.eventually import eventually
from tests.fakes.channel import FakeChannel
from tests.fakes.clock import START, FakeClock
from tests.fakes.outage import Outage
from tests.rows import all_rows

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
        writer=Writer(outage, clock, clock),  # type: ignore[arg-type] - all that it asks of a database
        channels={ChannelName.TELEGRAM: channel},
        lanes=tuple(Lane),
        wakeups=Wakeups(),
        metrics=Metrics.new(),
    )


@asynccontextmanager
async def sending(sender: OutboxSender) -> AsyncIterator[None]:
    """Leaving it closes the sender in order."""
    async with asyncio.timeout(5), asyncio.TaskGroup() as tasks:
        writing = tasks.create_task(sender.writer.run())
        running = tasks.create_task(sender.run())
        yield
        await sender.close()
        await running
        writing.cancel()


async def add(database: Database, *new: NewDelivery) -> None:
    await database.write(outbox.add, new, START)


async def rows(database: Database, of: Any = table) -> list[Any]:
    return await database.read(all_rows, select(of).order_by(*of.primary_key))


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
