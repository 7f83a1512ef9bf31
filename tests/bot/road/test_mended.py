"""Faults between the parts: a stop, a lost commit, an erasure during a turn, notices, read-only."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError

from bot.config import RetentionSettings
from bot.history import StoredHeldData, StoredHistory
from bot.jobs.watch import NoticeWatch
from bot.metrics import Metrics
from bot.road import Road
from bot.supervision import supervised
from bot.wakeups import Wakeups
from bot.writer import Writer
from domain.errors import Away
from domain.messages import InboundMessage
from storage import conversations, finishing, inbox
from storage.database import Database
from storage.faults import Busy, Refused
from storage.notices import EVERY_CHAT, LONGEST, ME, Notice
from storage.tables.types import metadata
from tests.bot.road.looping import looping
from tests.eventually import eventually
from tests.fakes.clock import START, FakeClock
from tests.fakes.outage import Outage
from tests.fakes.turns import RoadInMemory, answering, key, message
from tests.rows import value
from tests.storage.conftest import answered

UNKNOWN = DBAPIError("INSERT", None, Exception("planted"))


async def test_a_fault_while_a_loop_is_stopped_ends_it() -> None:
    runs = 0

    async def breaks_when_stopped() -> None:
        nonlocal runs
        runs += 1
        try:
            await asyncio.Event().wait()
        finally:
            raise ZeroDivisionError

    async with asyncio.timeout(3), asyncio.TaskGroup() as tasks:
        stopped = tasks.create_task(supervised("sweep", breaks_when_stopped, Metrics.new()))
        await asyncio.sleep(0.01)
        stopped.cancel()

    assert runs == 1


async def test_a_message_whose_first_answer_was_lost_is_answered_when_it_comes_again() -> None:
    road = RoadInMemory()

    async def commit_whose_answer_is_lost(kept: InboundMessage) -> bool:
        if not await road.keep(kept):
            return False
        raise Away

    async with answering(road) as turns:
        turns.keep = commit_whose_answer_is_lost
        with pytest.raises(Away):
            await turns.accept(message("a"))
        assert not await turns.accept(message("a"))

    assert road.steps == ["a"]


@pytest.mark.parametrize("faults", [[UNKNOWN], [Refused(), Busy()], [Refused(), UNKNOWN]])
async def test_what_could_not_be_kept_for_an_unknown_fault_is_never_confirmed(
    database: Database, clock: FakeClock, faults: list[Exception]
) -> None:
    outage: Any = Outage(database, faults=list(faults))
    road = Road(Writer(outage, clock, clock), Wakeups(), Metrics.new())

    async with looping(road.writer.run):
        with pytest.raises(Away):
            await road.keep(message("a"))
        assert await road.keep(message("a"))


async def test_a_turn_that_ends_after_its_chat_was_ended_leaves_nothing(database: Database) -> None:
    await database.write(inbox.keep, [message("a")], START)
    [late] = await database.write(conversations.begin, [key()], START)
    assert late
    await StoredHistory(database, Wakeups()).erase(message("").address)

    await database.write(finishing.finish, [answered(late)], START)

    assert await count(database) == {"inbox": 1}


async def test_a_turn_of_an_ended_chat_cannot_speak_in_the_next_one(database: Database) -> None:
    turns = []
    for words in ("a", "b"):
        await database.write(inbox.keep, [message(words)], START)
        turns += await database.write(conversations.begin, [key()], START)
        if words == "a":
            await StoredHistory(database, Wakeups()).erase(message("").address)
    late, present = turns
    assert late
    assert present

    done = await database.write(finishing.finish, [answered(late)], START)

    assert done.held == set()


async def count(database: Database) -> dict[str, int]:
    """Rows of each table that has any."""
    found = {
        table.name: await database.read(value, select(func.count()).select_from(table))
        for table in metadata.sorted_tables
    }
    return {name: rows for name, rows in found.items() if rows}


async def test_what_is_held_is_told_when_the_database_is_back(database: Database, clock: FakeClock) -> None:
    outage: Any = Outage(database, away=True)
    held = StoredHeldData(outage, clock, RetentionSettings())

    async with asyncio.timeout(5), asyncio.TaskGroup() as tasks:
        told = tasks.create_task(held.of(message("").address))
        await eventually(outage.was_felt)
        outage.away = False

    assert told.result().messages == 0


@pytest.mark.parametrize("notice", [Notice(), Notice(inbox=True), Notice(True, True, frozenset({"web:a"}))])
def test_a_notice_says_what_it_was_told(notice: Notice) -> None:
    assert Notice.read(notice.write()) == (ME, notice)


def test_too_many_chats_to_name_are_every_chat() -> None:
    written = Notice(outbox=True, chats=frozenset(f"web:{number:032}" for number in range(400))).write()

    assert len(written) < LONGEST
    assert Notice.read(written)[1] == Notice(outbox=True, chats=frozenset({EVERY_CHAT}))


@pytest.mark.parametrize(("words", "woken"), [("other - web:a", {"a"}), ("strange", {"a", "b"})])
async def test_a_notice_wakes_the_chats_that_it_names_or_all(words: str, woken: set[str]) -> None:
    wakeups, awake = Wakeups(), set()

    async def page(name: str) -> None:
        event_loop = asyncio.get_running_loop()
        began = event_loop.time()
        await wakeups.wait_for_chat(f"web:{name}", 0.5)
        if event_loop.time() - began < 0.4:
            awake.add(name)

    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(page("a"))
        tasks.create_task(page("b"))
        await asyncio.sleep(0.01)
        wakeups.heard(Notice.read(words)[1])

    assert awake == woken


class Deaf(NoticeWatch):
    """Behind a pooler that passes no notices on."""

    def _heard(self, *_notice: object) -> None:
        return


@pytest.mark.postgres
async def test_a_connection_that_does_not_hear_itself_is_replaced_by_looking(postgres_url: str) -> None:
    wakeups = Wakeups()

    async with looping(Deaf(postgres_url, wakeups, probe_seconds=0.1).run):
        await asyncio.wait_for(wakeups.inbox.wait(), 3)
        wakeups.inbox.clear()
        await asyncio.wait_for(wakeups.inbox.wait(), 2)
