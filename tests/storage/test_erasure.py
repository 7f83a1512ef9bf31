"""`/xoa`: no word and no address stays, whatever table is added later."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import String, select

from domain.content import Content, Paragraph
from domain.conversations import State
from domain.deliveries import DeliveryStatus, Ended
from domain.effects import AnswerPress, Erased, Lane, Send
from domain.messages import Address, ChannelName, InboundMessage
from storage import claims, conversations, erasure, finishing, inbox, messages, outbox
from storage.claims import Scope
from storage.conversations import Begun
from storage.database import Database
from storage.erasure import ERASED, STAYS
from storage.tables.types import metadata
from tests.fakes.clock import START
from tests.rows import all_rows
from tests.storage.conftest import answered

Make = Callable[..., InboundMessage]
SECRET = "Nguyễn Văn Bí Mật"
WEB = Address(ChannelName.WEB, "c7a1f00d")
TELEGRAM = Address(ChannelName.TELEGRAM, "7000000042")
CHATS = pytest.mark.parametrize("chat", [WEB, TELEGRAM], ids=["web", "telegram"])


async def keep(database: Database, *kept: InboundMessage) -> None:
    ids = await database.write(inbox.keep, kept, START)
    said = [
        messages.Written(one.address, mine=True, content=words(one.text), inbox_id=row)
        for one, row in zip(kept, ids, strict=True)
        if one.address.channel is ChannelName.WEB
    ]
    await database.write(messages.write, said, START)


async def begin(database: Database, message: InboundMessage) -> Begun:
    [found] = await database.write(conversations.begin, [message.conversation], START)
    assert found
    return found


async def finish(database: Database, turn: Begun, **fields: object) -> None:
    await database.write(finishing.finish, [answered(turn, **fields)], START)


def words(text: str) -> Content:
    return Content((Paragraph(text),))


async def live(database: Database, make: Make, chat: Address) -> None:
    """A conversation with words, an answer that quotes them, a press, a hold, then `/xoa`."""
    told = make(f"{chat}:a1", address=chat, actor=chat.chat_id, text=SECRET, trace="t1", message_id="5")
    asked = make("a2", address=chat, actor=chat.chat_id, text="/xoa", trace="t2")
    await keep(database, told)
    remembered = State("code", {"name": SECRET}, greeted=True)
    quoting, press = (Send(chat, words(f"Chào {SECRET}")),), AnswerPress(chat, "cb", SECRET)
    await finish(database, await begin(database, told), state=remembered, sends=quoting, press=press)
    await database.write(outbox.hold, str(chat), START)
    await keep(database, asked)
    done = (Send(chat, words("Đã xóa.")),)
    await finish(database, await begin(database, asked), state=State(), sends=done, records=(Erased(chat),))


async def found(database: Database, needle: str) -> set[str]:
    """Names of the tables that hold it anywhere."""
    tables = set()
    for table in metadata.sorted_tables:
        rows = await database.read(all_rows, select(table))
        tables |= {table.name for row in rows if needle in repr(tuple(row))}
    return tables


@CHATS
async def test_erasure_leaves_no_word_in_any_table(database: Database, message: Make, chat: Address) -> None:
    await live(database, message, chat)

    assert await found(database, SECRET) == set()


@CHATS
async def test_the_address_stays_only_where_the_list_says_so(
    database: Database, message: Make, chat: Address
) -> None:
    await live(database, message, chat)
    everything = Scope(tuple(ChannelName), tuple(Lane))
    claimed = await database.write(claims.claim, everything, claims.Wish(9, START, START))
    ended = [Ended(row.id, row.claim, DeliveryStatus.SENT, forget=row.forget) for row in claimed]
    await database.write(outbox.settle, ended, START)

    # what the person is told afterwards is a message of a new, empty chat
    assert await found(database, chat.chat_id) <= set(STAYS) | ({"messages"} if chat is WEB else set())


async def test_the_file_and_its_log_hold_no_erased_word(sqlite_url: str, message: Make) -> None:
    database = Database.open(sqlite_url)
    await live(database, message, WEB)
    path = Path(sqlite_url.removeprefix("sqlite:///"))
    assert any(SECRET.encode() in file.read_bytes() for file in path.parent.glob(f"{path.name}*"))

    await database.truncate_log()

    assert all(SECRET.encode() not in file.read_bytes() for file in path.parent.glob(f"{path.name}*"))
    await database.close()


async def test_a_message_that_waits_is_still_answered_after_erasure(
    database: Database, message: Make
) -> None:
    here = {"address": TELEGRAM, "actor": "1"}
    first, second = message("1", **here), message("2", text="khai sinh", **here)
    await keep(database, first, second)
    await finish(database, await begin(database, first), state=State(), records=(Erased(TELEGRAM),))

    assert (await begin(database, second)).message.text == "khai sinh"


async def test_a_message_delivered_again_after_erasure_is_not_answered_again(
    database: Database, message: Make
) -> None:
    await live(database, message, TELEGRAM)
    again = message(f"{TELEGRAM}:a1", address=TELEGRAM, actor=TELEGRAM.chat_id)

    assert await database.write(inbox.keep, [again], START) == [None]


async def test_another_chat_keeps_everything(database: Database, message: Make) -> None:
    other = message("b1", address=Address(ChannelName.WEB, "ba"), actor="ba", text="khai tử")
    await keep(database, other)
    await live(database, message, WEB)

    kept = await database.read(erasure.held, other.address)

    assert (kept.messages, kept.history, kept.remembered) == (1, 1, True)


async def test_what_is_held_is_shown_before_and_gone_after(database: Database, message: Make) -> None:
    told = message("1", address=WEB, actor=WEB.chat_id, text=SECRET)
    await keep(database, told)
    before = await database.write(erasure.held, WEB)
    await database.write(erasure.erase, WEB)
    await database.write(erasure.forget_idle, WEB)
    assert (before.messages, before.newest, before.history) == (1, START, 1)

    await finish(database, await begin(database, told), records=(Erased(WEB),), sends=())

    assert await database.read(erasure.held, WEB) == erasure.Kept(0, None, 0, None, remembered=False)


def test_every_table_of_a_person_is_erased_or_stays_for_a_reason() -> None:
    personal = {
        table.name
        for table in metadata.sorted_tables
        if {"address", "conversation", "actor", "key", "person"} & {column.name for column in table.columns}
    }

    assert personal == ERASED | set(STAYS)
    assert not ERASED & set(STAYS)


TOLD_BY_AGENCIES = {
    f"{table}.{column}"
    for table in ("dossiers", "dossier_snapshots")
    for column in ("procedure_name", "agency_name")
} | {
    "dossiers.facts_told",
    "dossier_events.note",
    "dossier_snapshots.note",
    "import_bodies.body",
    "import_bodies.made",
}
"""Words about dossiers that their agencies give for publication; none of whoever asks."""


def test_no_other_table_has_room_for_words() -> None:
    """A new text column must be looked at by whoever adds it."""
    wide = {
        f"{table.name}.{column.name}"
        for table in metadata.sorted_tables
        if table.name not in ERASED
        for column in table.columns
        if isinstance(column.type, String) and (column.type.length or 1000) > 120
    }

    assert wide == TOLD_BY_AGENCIES
