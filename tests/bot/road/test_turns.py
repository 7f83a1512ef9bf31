"""Turns: order within a conversation, conversations side by side, failures that stay alone."""

import asyncio
from typing import Any

import pytest

from bot.turns import AT_ONCE
from domain.content import Paragraph
from domain.effects import Effects
from domain.errors import Away, Conflict
from handlers.turn import Outcome, Turn
from storage.faults import Refused
from tests.fakes.turns import RoadInMemory, answering, echo, key, message


def counted(road: RoadInMemory, result: str) -> Any:
    return road.metrics.registry.get_sample_value(
        "motcua_turns_total", {"channel": "console", "result": result}
    )


def words(effects: Effects) -> str:
    [block] = effects.sends[0].content.blocks
    assert isinstance(block, Paragraph)
    return str(block.words)


async def test_messages_of_one_chat_are_answered_in_their_order() -> None:
    road = RoadInMemory()

    async with answering(road) as turns:
        for number in range(20):
            await turns.accept(message(f"{number:02}"))

    assert road.steps == [f"{number:02}" for number in range(20)]


async def test_a_message_seen_before_is_answered_once() -> None:
    road = RoadInMemory()

    async with answering(road) as turns:
        assert await turns.accept(message("a"))
        assert not await turns.accept(message("a"))

    assert road.steps == ["a"]


async def test_every_message_gets_a_trace_and_keeps_one_it_has() -> None:
    road = RoadInMemory()

    async with answering(road) as turns:
        await turns.accept(message("a"))
        await turns.accept(message("b"))

    first, second = (effects.trace for effects in road.finished)
    assert len(first) == len(second) == 16
    assert first != second


async def test_a_slow_dialog_delays_nobody_else() -> None:
    gate = asyncio.Event()

    async def decide(turn: Turn) -> Outcome:
        if turn.message.text == "slow":
            await gate.wait()
        return await echo(turn)

    road = RoadInMemory(decide)
    async with answering(road) as turns:
        await turns.accept(message("slow", "1"))
        for number in range(30):
            await turns.accept(message(f"{number}", f"chat {number}"))
        await asyncio.sleep(0.05)
        assert len(road.finished) == 30
        gate.set()

    assert road.steps[-1] == "slow"


async def test_never_more_than_64_turns_at_once() -> None:
    running, most, gate = 0, 0, asyncio.Event()

    async def decide(turn: Turn) -> Outcome:
        nonlocal running, most
        running += 1
        most = max(most, running)
        await gate.wait()
        running -= 1
        return await echo(turn)

    road = RoadInMemory(decide)
    async with answering(road) as turns:
        for number in range(AT_ONCE + 20):
            await turns.accept(message("a", f"chat {number}"))
        await asyncio.sleep(0.05)
        gate.set()

    assert most == AT_ONCE == 64
    assert len(road.finished) == AT_ONCE + 20


async def test_a_dialog_that_fails_ends_in_an_apology_and_the_chat_goes_on() -> None:
    async def decide(turn: Turn) -> Outcome:
        if turn.message.text == "bad":
            raise ZeroDivisionError
        return await echo(turn)

    road = RoadInMemory(decide)
    async with answering(road) as turns:
        await turns.accept(message("bad"))
        await turns.accept(message("good"))

    assert road.steps == ["failed", "good"]
    assert words(road.finished[0])
    assert (counted(road, "failed"), counted(road, "answered")) == (1, 1)


async def test_a_dialog_out_of_time_ends_in_an_apology() -> None:
    async def decide(_turn: Turn) -> Outcome:
        await asyncio.sleep(60)
        raise AssertionError

    road = RoadInMemory(decide, patience=0.02)
    async with answering(road) as turns:
        await turns.accept(message("a"))

    assert road.steps == ["slow"]


async def test_a_lost_race_runs_that_turn_again() -> None:
    attempts: list[Turn] = []

    async def decide(turn: Turn) -> Outcome:
        attempts.append(turn)
        return await echo(turn)

    road = RoadInMemory(decide, finish_faults=[Conflict(), Conflict()])
    async with answering(road) as turns:
        await turns.accept(message("a"))

    assert len(attempts) == 3
    assert road.steps == ["a"]
    assert counted(road, "conflict") == 2


async def test_a_race_lost_three_times_ends_in_kind_words() -> None:
    road = RoadInMemory(finish_faults=[Conflict()] * 3)

    async with answering(road) as turns:
        await turns.accept(message("a"))

    assert road.steps == ["conflict"]


async def test_attempts_of_a_turn_share_one_deadline() -> None:
    async def decide(turn: Turn) -> Outcome:
        await asyncio.sleep(0.06)
        return await echo(turn)

    road = RoadInMemory(decide, patience=0.1, finish_faults=[Conflict()])
    async with answering(road) as turns:
        await turns.accept(message("a"))

    assert road.steps == ["slow"]


async def test_an_answer_that_cannot_be_written_becomes_an_apology() -> None:
    road = RoadInMemory(finish_faults=[Refused("DataError")])

    async with answering(road) as turns:
        await turns.accept(message("a"))

    assert road.steps == ["failed"]


@pytest.mark.parametrize("fault", [Away(), RuntimeError()])
async def test_a_conversation_that_broke_hurts_nobody_and_can_be_woken_again(fault: Exception) -> None:
    road = RoadInMemory(begin_faults=[fault])

    async with answering(road) as turns:
        await turns.accept(message("a"))
        await turns.accept(message("b", "2"))
        await asyncio.sleep(0.02)
        turns.wake(key())

    assert sorted(road.steps) == ["a", "b"]


async def test_a_message_that_comes_while_a_turn_is_written_is_not_left() -> None:
    road = RoadInMemory()

    async with answering(road) as turns:

        async def another(effects: Effects) -> None:
            road.finishing = None
            await turns.accept(message("b"))

        road.finishing = another
        await turns.accept(message("a"))

    assert road.steps == ["a", "b"]


async def test_a_wake_between_the_last_look_and_the_end_is_not_lost() -> None:
    road = RoadInMemory()
    turns = road.turns()

    async def finish(effects: Effects) -> bool:
        more = await road.finish(effects)
        if len(road.finished) == 1:
            await turns.accept(message("b"))
        return more

    turns.finish = finish
    async with asyncio.TaskGroup() as tasks:
        turns.tasks = tasks
        await turns.accept(message("a"))

    assert road.steps == ["a", "b"]


async def test_no_turn_is_looked_for_in_vain() -> None:
    road = RoadInMemory()
    turns = road.turns()
    looks: list[bool] = []

    async def begin(conversation: str) -> Turn | None:
        found = await road.begin(conversation)
        looks.append(found is not None)
        return found

    turns.begin = begin
    async with asyncio.TaskGroup() as tasks:
        turns.tasks = tasks
        for words in ("a", "b", "c"):
            await turns.accept(message(words))

    assert (road.steps, looks) == (["a", "b", "c"], [True] * 3)


async def test_a_process_that_only_shows_keeps_and_does_not_answer() -> None:
    road = RoadInMemory()

    async with answering(road) as turns:
        turns.answers = False
        assert await turns.accept(message("a"))

    assert road.steps == []


async def test_draining_waits_for_the_turn_under_way_and_begins_no_other() -> None:
    gate = asyncio.Event()

    async def decide(turn: Turn) -> Outcome:
        await gate.wait()
        return await echo(turn)

    road = RoadInMemory(decide)
    async with asyncio.timeout(2), answering(road) as turns:
        await turns.accept(message("a"))
        await turns.accept(message("b"))
        await asyncio.sleep(0.01)
        draining = turns.tasks.create_task(turns.drain())
        await asyncio.sleep(0.01)
        assert not draining.done()
        gate.set()

    assert road.steps == ["a"]


async def test_nothing_is_begun_once_it_drains() -> None:
    road = RoadInMemory()

    async with asyncio.timeout(2), answering(road) as turns:
        await turns.drain()
        await turns.accept(message("a"))

    assert road.steps == []


async def test_who_waits_for_the_database_keeps_nobody_waiting_behind_them() -> None:
    road = RoadInMemory()
    away = {key(f"away {number}") for number in range(AT_ONCE)}
    turns = road.turns()

    async def begin(conversation: str) -> Turn | None:
        if conversation in away:
            raise Away
        return await road.begin(conversation)

    turns.begin = begin
    async with asyncio.timeout(5), asyncio.TaskGroup() as tasks:
        turns.tasks = tasks
        for number in range(AT_ONCE):
            await turns.accept(message("a", f"away {number}"))
        await asyncio.sleep(0.01)

        await turns.accept(message("b", "here"))
        await asyncio.sleep(0.01)
        assert road.steps == ["b"]
        away.clear()

    assert len(road.steps) == AT_ONCE + 1
