"""Jobs beside the road: the sweep, retention, what is held, loops that broke."""

import asyncio
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.config import RetentionSettings
from bot.history import StoredHeldData, StoredHistory
from bot.jobs.retention import Retention
from bot.jobs.sweep import Sweep
from bot.metrics import Metrics
from bot.supervision import supervised
from bot.wakeups import Wakeups
from domain.content import Content, Paragraph
from domain.deliveries import NewDelivery, Outgoing
from domain.messages import Address, ChannelName, InboundMessage
from storage import conversations, finishing, inbox, messages, outbox
from storage.conversations import LEASE
from storage.database import Database
from storage.messages import Written
from storage.tables.road import inbox as inbox_table
from storage.tables.types import metadata
from tests.bot.road.looping import looping
from tests.eventually import eventually
from tests.fakes.clock import START, FakeClock
from tests.fakes.turns import key, message
from tests.rows import column, value
from tests.storage.conftest import answered

RETENTION = RetentionSettings(message_hours=72, web_history_days=30)


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    return sqlite_url


@dataclass
class Woken:
    """Takes the place of `Turns`: notes whom the sweep wakes."""

    keys: list[str] = field(default_factory=list)
    working: set[str] = field(default_factory=set)

    def wake(self, conversation: str) -> None:
        self.keys.append(conversation)

    async def some(self) -> bool:
        return bool(self.keys)


async def keep(database: Database, *kept: InboundMessage) -> None:
    await database.write(inbox.keep, kept, START)
    said = [Written(one.address, mine=True, content=words(one.text)) for one in kept]
    await database.write(messages.write, said, START)


async def answer(database: Database, of: InboundMessage) -> None:
    [turn] = await database.write(conversations.begin, [of.conversation], START)
    assert turn
    await database.write(finishing.finish, [answered(turn)], START)


def words(text: str) -> Content:
    return Content((Paragraph(text),))


async def count(database: Database) -> dict[str, int]:
    found = {
        table.name: await database.read(value, select(func.count()).select_from(table))
        for table in metadata.sorted_tables
    }
    return {name: rows for name, rows in found.items() if rows}


def sweep_of(database: Database, woken: Woken, clock: FakeClock, wakeups: Wakeups) -> Sweep:
    return Sweep(database, woken, wakeups, clock)  # type: ignore[arg-type] - all that it asks of turns


async def test_a_sweep_at_start_wakes_what_waits(database: Database, clock: FakeClock) -> None:
    await keep(database, message("a"), message("b", "2"))
    woken = Woken()
    sweep = sweep_of(database, woken, clock, Wakeups())

    async with looping(sweep.run):
        await eventually(woken.some)

    assert sorted(woken.keys) == [key("1"), key("2")]
    assert sweep.last == START


async def test_the_end_of_a_lease_brings_the_next_sweep_forward(database: Database, clock: FakeClock) -> None:
    await keep(database, message("a"))
    await database.write(conversations.begin, [key()], START)
    clock.time += LEASE - timedelta(seconds=0.1)
    woken = Woken()

    async with looping(sweep_of(database, woken, clock, Wakeups()).run):
        await asyncio.sleep(0.05)
        assert woken.keys == []
        clock.time += timedelta(seconds=0.1)
        await eventually(woken.some, 1)


async def test_a_sweep_wakes_what_this_process_is_at_and_nobody_else_s_work(
    database: Database, clock: FakeClock
) -> None:
    """Another process kept a message while our finish was being written, which did not see it."""
    await keep(database, message("a"), message("b", "2"))
    await database.write(conversations.begin, [key("1"), key("2")], START)
    woken = Woken(working={key("1"), key("3")})

    async with looping(sweep_of(database, woken, clock, Wakeups()).run):
        await eventually(woken.some)

    assert woken.keys == [key("1")]


async def test_a_commit_of_another_process_brings_the_next_sweep_forward(
    database: Database, clock: FakeClock
) -> None:
    woken, wakeups = Woken(), Wakeups()

    async with looping(sweep_of(database, woken, clock, wakeups).run):
        await asyncio.sleep(0.05)
        await keep(database, message("a"))
        wakeups.from_elsewhere()
        await eventually(woken.some, 1)


async def test_words_go_after_their_hours_and_history_after_its_days(
    database: Database, clock: FakeClock
) -> None:
    retention = Retention(database, clock, RETENTION)
    await keep(database, message("a"))
    await answer(database, message("a"))

    clock.forward(hours=72)
    await retention.once()
    assert set(await count(database)) == {"inbox", "conversations", "messages", "addresses"}
    clock.forward(seconds=1)
    await retention.once()
    assert set(await count(database)) == {"conversations", "messages", "addresses"}
    clock.forward(days=28)
    await retention.once()
    assert await count(database) == {}


async def test_the_key_of_a_message_outlives_its_words(database: Database, clock: FakeClock) -> None:
    """A messenger may deliver it again a day later: it must not be answered again."""
    retention = Retention(database, clock, RetentionSettings(message_hours=1))
    await keep(database, message("a"))
    await answer(database, message("a"))

    clock.forward(hours=71)
    await retention.once()

    assert await database.read(column, select(inbox_table.c.body)) == [""]
    assert await database.write(inbox.keep, [message("a")], clock.now()) == [None]
    clock.forward(hours=1, seconds=1)
    await retention.once()
    assert "inbox" not in await count(database)


async def test_retention_goes_in_steps_until_all_is_gone(
    database: Database, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.jobs.retention.AT_ONCE", 2)
    for chat in "12345":
        await keep(database, message("a", chat))
        await answer(database, message("a", chat))
    clock.forward(days=31)

    await Retention(database, clock, RETENTION).once()

    assert await count(database) == {}


async def test_words_of_a_reply_that_nobody_took_in_its_time_are_nowhere(
    database: Database, sqlite_url: str, clock: FakeClock
) -> None:
    secret = "Nguyễn Văn Bí Mật"
    chat = Address(ChannelName.TELEGRAM, "42")
    reply = NewDelivery(chat, Outgoing(words(secret)), expires_at=START + finishing.REPLY_LIVES)
    await database.write(outbox.add, [reply], START)
    clock.forward(hours=24)

    await Retention(database, clock, RETENTION).once()

    path = Path(sqlite_url.removeprefix("sqlite:///"))
    assert (await count(database))["outbox"] == 1
    assert all(secret.encode() not in file.read_bytes() for file in path.parent.glob(f"{path.name}*"))


async def test_what_still_waits_is_never_deleted(database: Database, clock: FakeClock) -> None:
    await keep(database, message("a"))
    clock.forward(days=400)

    await Retention(database, clock, RETENTION).once()

    assert set(await count(database)) == {"inbox", "conversations"}


async def test_deleted_words_leave_the_file_of_the_log_too(
    database: Database, sqlite_url: str, clock: FakeClock
) -> None:
    secret = "Nguyễn Văn Bí Mật"
    await keep(database, message(secret))
    await answer(database, message(secret))
    clock.forward(days=31)

    await Retention(database, clock, RETENTION).once()

    path = Path(sqlite_url.removeprefix("sqlite:///"))
    assert all(secret.encode() not in file.read_bytes() for file in path.parent.glob(f"{path.name}*"))


async def test_what_is_held_is_shown_with_the_moment_it_goes(database: Database, clock: FakeClock) -> None:
    await keep(database, message("a"))

    held = await StoredHeldData(database, clock, RETENTION).of(message("a").address)
    nobody = await StoredHeldData(database, clock, RETENTION).of(Address(ChannelName.WEB, "x"))

    assert (held.messages, held.messages_until) == (1, START + timedelta(hours=72))
    assert (held.history, held.history_until) == (1, START + timedelta(days=30))
    assert (nobody.messages, nobody.messages_until, nobody.remembered) == (0, None, False)


async def test_a_page_that_ends_leaves_nothing_of_its_chat(database: Database) -> None:
    await keep(database, message("a"))
    await answer(database, message("a"))

    await StoredHistory(database, Wakeups()).erase(message("a").address)

    assert await count(database) == {"inbox": 1, "addresses": 1}


async def test_a_loop_that_broke_is_counted_and_begun_again() -> None:
    runs = 0
    metrics = Metrics.new()

    async def breaks_once() -> None:
        nonlocal runs
        runs += 1
        if runs == 1:
            raise ZeroDivisionError

    await asyncio.wait_for(supervised("sweep", breaks_once, metrics), 3)

    assert runs == 2
    assert 'motcua_problems_total{where="sweep"} 1.0' in metrics.exposition().decode()
