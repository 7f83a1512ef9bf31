"""The stream: what is new, in order, once, and what it says while it waits."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import aclosing
from typing import Any

import pytest
from sse_starlette.event import ServerSentEvent

from bot.channels.web.stream import Stream
from domain.content import Content, Paragraph
from domain.messages import Address, ChannelName
from tests.fakes.history import HistoryInMemory

ADDRESS = Address(ChannelName.WEB, "someone")


@pytest.fixture
def history() -> HistoryInMemory:
    return HistoryInMemory()


def follow(history: HistoryInMemory, seq: int = 0) -> Stream:
    return Stream(history, ADDRESS, history.clock, asyncio.Event(), seq, typing_after=0.02)


def say(history: HistoryInMemory, text: str, *, mine: bool = False) -> None:
    history.write(ADDRESS, Content((Paragraph(text),)), mine=mine)


async def take(events: AsyncIterator[ServerSentEvent], count: int) -> list[str]:
    """The next events in short: the text of a message, else the event's name."""
    async with asyncio.timeout(2):
        return [short(await anext(events)) for _ in range(count)]


def short(event: ServerSentEvent) -> str:
    if event.event == "message":
        data: dict[str, Any] = json.loads(str(event.data))
        return str(data["text"])
    return (
        event.event or f"comment {event.comment}" if event.comment or event.event else f"retry {event.retry}"
    )


async def test_a_comment_comes_at_once_so_that_buffering_shows(history: HistoryInMemory) -> None:
    async with aclosing(follow(history).events()) as events:
        assert await take(events, 1) == ["comment open"]


async def test_what_was_missed_comes_first_then_what_is_new(history: HistoryInMemory) -> None:
    for text in ("một", "hai", "ba"):
        say(history, text)

    async with aclosing(follow(history, seq=1).events()) as events:
        missed = await take(events, 3)
        say(history, "bốn")
        new = await take(events, 1)

    assert missed == ["comment open", "hai", "ba"]
    assert new == ["bốn"]


async def test_each_message_carries_its_number_for_the_way_back(history: HistoryInMemory) -> None:
    say(history, "một")

    async with aclosing(follow(history).events()) as events:
        await anext(events)
        event = await anext(events)

    assert event.id == "1"


async def test_a_message_written_while_the_stream_looks_is_not_lost(history: HistoryInMemory) -> None:
    slow = SlowHistory(history.clock)

    async with aclosing(follow(slow).events()) as events:
        assert await take(events, 2) == ["comment open", "giữa chừng"]


class SlowHistory(HistoryInMemory):
    """A message is written after the first read has seen nothing, before the read returns."""

    async def since(self, address: Address, seq: int) -> Any:
        page = await super().since(address, seq)
        if not self.counters[address]:
            say(self, "giữa chừng")
        return page


async def test_a_number_from_before_an_erasure_starts_again(history: HistoryInMemory) -> None:
    say(history, "một")

    async with aclosing(follow(history, seq=9).events()) as events:
        assert await take(events, 3) == ["comment open", "reset", "một"]


async def test_typing_is_said_only_when_the_answer_takes_a_while(history: HistoryInMemory) -> None:
    async with aclosing(follow(history).events()) as events:
        await take(events, 1)
        say(history, "hỏi", mine=True)
        slow = await take(events, 2)
        say(history, "đáp")
        say(history, "hỏi nữa", mine=True)
        say(history, "đáp ngay")
        quick = await take(events, 3)

    assert slow == ["hỏi", "typing"]
    assert quick == ["đáp", "hỏi nữa", "đáp ngay"]


async def test_an_old_question_without_answer_is_not_typed_for_ever(history: HistoryInMemory) -> None:
    say(history, "hỏi", mine=True)
    history.clock.passes(seconds=21)

    async with aclosing(follow(history).events()) as events:
        await take(events, 2)
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.1):
                await anext(events)


async def test_a_database_that_was_away_is_asked_again(history: HistoryInMemory) -> None:
    history.away = True
    say(history, "một")

    async with aclosing(follow(history).events()) as events:
        await take(events, 1)
        waiting = asyncio.ensure_future(anext(events))  # noqa: TID251 - a test waits beside what it does
        await asyncio.sleep(0.01)
        history.away = False
        say(history, "hai")

        assert short(await waiting) == "một"


async def test_closing_asks_the_page_to_come_back_soon(history: HistoryInMemory) -> None:
    stream = follow(history)

    async with aclosing(stream.events()) as events:
        await take(events, 1)
        stream.closing.set()
        last = await take(events, 1)
        rest = [event async for event in events]

    assert last == ["retry 1000"]
    assert rest == []


async def test_closing_wakes_a_stream_that_waits(history: HistoryInMemory) -> None:
    stream = follow(history)

    async with aclosing(stream.events()) as events, asyncio.TaskGroup() as tasks:
        await take(events, 1)
        last = tasks.create_task(take(events, 1))
        await asyncio.sleep(0.01)
        stream.closing.set()

    assert last.result() == ["retry 1000"]
