"""The end of turns: everything of a turn, or nothing of it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from domain.content import MASK, Content, Paragraph
from domain.conversations import State
from domain.effects import AnswerPress, Effects, Lane, MistakeReported, Reachability, Send
from domain.messages import Address, ChannelName, InboundMessage
from storage import conversations, finishing, inbox, messages
from storage.conversations import Begun
from storage.database import Database
from storage.faults import Refused
from storage.finishing import PRESS_LIVES, REPLY_LIVES, Done
from storage.tables.catalogue import mistake_reports
from storage.tables.chats import addresses
from storage.tables.road import inbox as inbox_table
from storage.tables.road import outbox
from tests.fakes.clock import START
from tests.rows import all_rows
from tests.storage.conftest import CHAT, HELLO, answered

Make = Callable[..., InboundMessage]
WEB = Address(ChannelName.WEB, "an")


async def begun(database: Database, *kept: InboundMessage) -> list[Begun]:
    keys = list(dict.fromkeys(message.conversation for message in kept))
    await database.write(inbox.keep, kept, START)
    found = await database.write(conversations.begin, keys, START)
    return [one for one in found if one]


async def finish(database: Database, *turns: Effects) -> Done:
    return await database.write(finishing.finish, turns, START)


def said(words: str) -> Content:
    return Content((Paragraph(words),))


async def rows(database: Database, table: Any) -> list[Any]:
    return await database.read(all_rows, select(table).order_by(*table.primary_key))


async def test_a_turn_leaves_its_answer_its_state_and_a_handled_message(
    database: Database, message: Make
) -> None:
    [turn] = await begun(database, message("1", trace="t1"))

    done = await finish(database, answered(turn, trace="t1"))

    [arrived], [leaving] = await rows(database, inbox_table), await rows(database, outbox)
    assert (done.held, done.chats, done.lanes) == ({turn.conversation.id}, set(), {Lane.REPLY})
    assert (arrived.handled_at, arrived.result) == (START, "handled")
    assert (leaving.address, leaving.lane, leaving.trace) == (str(CHAT), Lane.REPLY, "t1")


async def test_a_pulled_chat_is_shown_its_answer_and_sent_nothing(database: Database, message: Make) -> None:
    [turn] = await begun(database, message("1", address=WEB, actor="an"))

    done = await finish(database, answered(turn, sends=(Send(WEB, HELLO, edits="old"),)))

    [shown] = await database.read(messages.since, WEB, 0) or []
    assert (done.chats, done.lanes) == ({"web:an"}, set())
    assert (shown.content, shown.mine, shown.replaces) == (HELLO, False, "old")


async def test_an_apology_is_marked_as_failed(database: Database, message: Make) -> None:
    [turn] = await begun(database, message("1"))

    await finish(database, answered(turn, error="slow"))

    assert [row.result for row in await rows(database, inbox_table)] == ["failed"]


async def test_a_press_is_answered_in_time_or_not_at_all(database: Database, message: Make) -> None:
    [turn] = await begun(database, message("1"))

    await finish(database, answered(turn, press=AnswerPress(CHAT, "cb")))

    press, reply = await rows(database, outbox)
    assert (press.series, press.expires_at, press.forget) == ("press:1", START + PRESS_LIVES, True)
    assert (reply.series, reply.expires_at, reply.forget) == ("", START + REPLY_LIVES, False)


async def test_a_notice_keeps_its_lane_series_and_times(database: Database, message: Make) -> None:
    [turn] = await begun(database, message("1"))
    due = START + timedelta(hours=1)
    notice = Send(CHAT, HELLO, Lane.STATUS, "case:1", expires_in=timedelta(days=1), due_at=due)

    await finish(database, answered(turn, sends=(notice,)))

    [row] = await rows(database, outbox)
    assert (row.lane, row.series, row.due_at) == (Lane.STATUS, "case:1", due)
    assert row.expires_at == START + timedelta(days=1)


async def test_words_not_ours_to_keep_are_emptied_when_handled(database: Database, message: Make) -> None:
    [turn] = await begun(database, message("1", text="tôi muốn tố cáo"))

    await finish(database, answered(turn, forget_words=True))

    assert [row.body for row in await rows(database, inbox_table)] == [""]


@pytest.mark.parametrize("error", ["", "failed"])
async def test_digits_of_a_check_are_masked_with_the_answer(
    database: Database, message: Make, error: str
) -> None:
    digits = message("1", address=WEB, actor="an", text="4071")
    [turn] = await begun(database, digits)
    own = messages.Written(WEB, mine=True, content=said(digits.text), inbox_id=turn.inbox_id)
    await database.write(messages.write, [own], START)

    done = await finish(database, answered(turn, mask_words=True, error=error))

    shown = await database.read(messages.since, WEB, 0) or []
    assert done.chats == {"web:an"}
    assert [(one.seq, one.mine, one.content) for one in shown] == [
        (1, True, said(MASK)),
        (2, True, said(MASK)),
        (3, False, HELLO),
    ]
    assert shown[1].replaces == shown[0].id
    assert [row.body for row in await rows(database, inbox_table)] == [""]


async def test_a_reported_mistake_is_kept_without_a_person(database: Database, message: Make) -> None:
    [turn] = await begun(database, message("1"))

    await finish(database, answered(turn, records=(MistakeReported("1.001193", "fee"),)))

    [row] = await rows(database, mistake_reports)
    assert (row.procedure, row.part) == ("1.001193", "fee")
    assert set(row._fields) == {"id", "procedure", "part", "at"}


@pytest.mark.parametrize("blocked", [True, False])
async def test_whoever_blocks_us_or_comes_back_is_remembered(
    database: Database, message: Make, blocked: bool
) -> None:
    [turn] = await begun(database, message("1"))
    changed = (Reachability(CHAT, blocked=not blocked), Reachability(CHAT, blocked=blocked))

    await finish(database, answered(turn, sends=(), records=changed))

    assert [(row.address, row.blocked) for row in await rows(database, addresses)] == [(str(CHAT), blocked)]


async def test_turns_of_one_batch_stand_beside_each_other(database: Database, message: Make) -> None:
    other = Address(ChannelName.TELEGRAM, "43")
    first, second = await begun(database, message("1"), message("2", address=other, actor="43"))
    stolen = answered(second, epoch=second.conversation.epoch - 1, state=State(step="late"))

    done = await finish(database, answered(first), stolen)

    assert done.held == {first.conversation.id}
    assert [row.result for row in await rows(database, inbox_table)] == ["handled", ""]
    assert [row.address for row in await rows(database, outbox)] == [str(CHAT)]


async def test_a_value_that_no_database_takes_undoes_the_whole_turn(
    database: Database, message: Make
) -> None:
    [turn] = await begun(database, message("1"))
    spoiled = Content((Paragraph("nửa chữ \ud800"),))

    with pytest.raises(Refused):
        await finish(database, answered(turn, sends=(Send(CHAT, HELLO), Send(CHAT, spoiled))))

    assert await rows(database, outbox) == []
    assert [row.handled_at for row in await rows(database, inbox_table)] == [None]
    assert await finish(database, answered(turn)) == Done({turn.conversation.id}, set(), set(), {Lane.REPLY})
