"""The whole road in one process and in two: nothing lost, nothing doubled, everything in order."""

import asyncio
import time
from typing import Any

import asyncpg
import pytest

from bot.app import App
from bot.roles import Role
from domain.effects import Effects
from domain.errors import Away
from handlers.turn import Outcome, Turn
from storage import conversations, inbox
from storage.database import Database, plain_dsn
from storage.notices import CHANNEL
from tests.eventually import eventually
from tests.fakes.clock import START
from tests.fakes.outage import Outage
from tests.fakes.process import Process, echo, running, settings
from tests.fakes.turns import key, message

CHATS = [f"chat{number}" for number in range(50)]
WORDS = [f"{number:02}" for number in range(10)]


async def accept_in_order(apps: list[App], chat: str) -> None:
    """One after the other, as a person types, through one process and then the other."""
    for number, words in enumerate(WORDS):
        await apps[number % len(apps)].turns.accept(message(words, chat))


async def everybody_is_answered(process: Process) -> None:
    await eventually(process.is_idle, 30)
    for chat in CHATS:
        assert await process.answers(message("", chat).address) == WORDS


async def test_fifty_chats_of_ten_messages_end_in_500_answers_in_order(
    database_url: str, database: Database
) -> None:
    async with running(settings(database_url), decide=echo) as process:
        await asyncio.gather(*(accept_in_order([process.app], chat) for chat in CHATS))
        await everybody_is_answered(process)


@pytest.mark.postgres
async def test_two_processes_share_the_work_without_losing_a_message(
    postgres_url: str, empty_postgres: None
) -> None:
    given = settings(postgres_url)

    async with running(given, decide=echo) as one, running(given, decide=echo) as two:
        await asyncio.gather(*(accept_in_order([one.app, two.app], chat) for chat in CHATS))
        await everybody_is_answered(one)


@pytest.mark.postgres
async def test_a_process_that_shows_leaves_the_answer_to_one_that_converses(
    postgres_url: str, empty_postgres: None
) -> None:
    given = settings(postgres_url)

    async with running(given, Role.CONVERSATION, decide=echo) as one, running(given, Role.WEB) as two:
        await two.app.turns.accept(message("a"))
        assert await two.app.history.waits(key())
        await tell_as_another_process(postgres_url)
        await eventually(one.is_idle)
        assert await two.answers(message("").address) == ["a"]


async def tell_as_another_process(url: str) -> None:
    """Both processes of a test have one name, and a process passes over its own notices."""
    await asyncio.sleep(0.1)
    server = await asyncpg.connect(plain_dsn(url))
    await server.execute(f"NOTIFY {CHANNEL}, 'another'")
    await server.close()


async def test_what_a_killed_process_left_is_answered_at_start(sqlite_url: str) -> None:
    killed = Database.open(sqlite_url)
    await killed.write(inbox.keep, [message("a"), message("b", "2")], START)
    await killed.write(conversations.begin, [key()], START.replace(year=2999))
    await killed.close()

    async with running(settings(sqlite_url), decide=echo) as process:
        await eventually(process.is_idle)
        assert await process.answers(message("").address) == ["a"]
        assert await process.answers(message("", "2").address) == ["b"]


async def test_a_database_away_for_a_while_costs_waiting_and_no_message(sqlite_url: str) -> None:
    async with running(settings(sqlite_url), decide=echo) as process:
        outage = Outage(process.app.database)
        process.app.road.writer.database = outage  # type: ignore[assignment] - all that it asks of one
        await process.app.turns.accept(message("a"))
        outage.away = True
        with pytest.raises(Away):
            await process.app.turns.accept(message("b"))
        await eventually(outage.was_felt)
        outage.away = False
        await process.app.turns.accept(message("b"))
        await eventually(process.is_idle)

        assert await process.answers(message("").address) == ["a", "b"]


async def test_a_finish_whose_commit_was_told_to_nobody_forgets_no_message(sqlite_url: str) -> None:
    def is_finish(parts: Any = (), *_moment: object) -> bool:
        return any(isinstance(item, Effects) for _work, items in parts for item in items)

    async def one_more(turn: Turn) -> Outcome:
        if turn.message.text == "a":
            await process.app.turns.accept(message("b"))
        return await echo(turn)

    async with running(settings(sqlite_url), decide=one_more) as process:
        outage = Outage(process.app.database, loses=is_finish)
        process.app.road.writer.database = outage  # type: ignore[assignment] - all that it asks of one
        await process.app.turns.accept(message("a"))
        await eventually(process.is_idle, 3)

        assert outage.loses is None
        assert await process.answers(message("").address) == ["a", "b"]


async def test_a_database_that_does_not_say_goodbye_holds_no_stop_up(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def never(_database: Database) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr("bot.app.LAST_SECONDS", 0.05)
    async with running(settings(sqlite_url), seconds=5):
        monkeypatch.setattr(Database, "close", never)
    monkeypatch.undo()


async def test_a_message_that_cannot_be_written_is_recorded_and_spoils_no_other(sqlite_url: str) -> None:
    async with running(settings(sqlite_url), decide=echo) as process:
        kept = await asyncio.gather(
            *(process.app.turns.accept(message(words)) for words in ("a", "nửa chữ \ud800", "b"))
        )
        await eventually(process.is_idle)

        assert kept == [True, False, True]
        assert await process.answers(message("").address) == ["a", "b"]


async def test_an_answer_that_cannot_be_written_becomes_an_apology(sqlite_url: str) -> None:
    async def spoiled(turn: Turn) -> Outcome:
        return Outcome.say(*(await echo(turn)).replies[0].blocks, step="\ud800")

    async with running(settings(sqlite_url), decide=spoiled) as process:
        await process.app.turns.accept(message("a"))
        await eventually(process.is_idle)

        [apology] = await process.answers(message("").address)
    assert apology != "a"


async def test_stopping_finishes_the_turn_under_way(sqlite_url: str) -> None:
    begun = asyncio.Event()

    async def slow(turn: Turn) -> Outcome:
        begun.set()
        await asyncio.sleep(0.1)
        return await echo(turn)

    async with running(settings(sqlite_url), decide=slow) as process:
        await process.app.turns.accept(message("a"))
        await begun.wait()

    async with running(settings(sqlite_url), Role.WEB) as later:
        assert await later.answers(message("").address) == ["a"]


async def test_stopping_waits_no_longer_than_its_patience(sqlite_url: str) -> None:
    begun = asyncio.Event()

    async def endless(turn: Turn) -> Outcome:
        begun.set()
        await asyncio.sleep(14)
        return await echo(turn)

    async with running(settings(sqlite_url), decide=endless) as process:
        process.app.patience = 0.1
        await process.app.turns.accept(message("a"))
        await begun.wait()
        stopped_at = time.monotonic()

    assert time.monotonic() - stopped_at < 2
    async with running(settings(sqlite_url), decide=echo) as later:
        await eventually(later.is_idle)
        assert await later.answers(message("").address) == ["a"]
