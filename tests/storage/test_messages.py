"""Pulled chats: one counter an address, nothing that a page could miss."""

from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import func, select, update

from domain.content import MASK, Content, Paragraph
from domain.messages import Address, ChannelName, InboundMessage
from storage import inbox, messages
from storage.database import Database
from storage.messages import PAGE, Shown, Written
from storage.tables.chats import addresses
from storage.tables.chats import messages as table
from tests.fakes.clock import START
from tests.rows import all_rows, value

PAGE_OF_AN = Address(ChannelName.WEB, "an")
PAGE_OF_BA = Address(ChannelName.WEB, "ba")
PUSHED = Address(ChannelName.TELEGRAM, "42")


def said(words: str, address: Address = PAGE_OF_AN, **fields: object) -> Written:
    return Written(address, mine=False, content=Content((Paragraph(words),)), **fields)  # type: ignore[arg-type]


async def write(database: Database, *new: Written) -> set[str]:
    return await database.write(messages.write, new, START)


async def since(database: Database, seq: int, address: Address = PAGE_OF_AN) -> list[Shown] | None:
    return await database.read(messages.since, address, seq)


async def erase(database: Database, address: Address = PAGE_OF_AN) -> None:
    await database.write(messages.erase, address)


def words(shown: list[Shown] | None) -> list[tuple[int, str]]:
    assert shown is not None
    return [(one.seq, str(one.content.blocks[0].words)) for one in shown]  # type: ignore[union-attr]


async def test_every_address_counts_for_itself(database: Database) -> None:
    news = await write(database, said("một"), said("one", PAGE_OF_BA), said("hai"))

    assert news == {"web:an", "web:ba"}
    assert words(await since(database, 0)) == [(1, "một"), (2, "hai")]
    assert words(await since(database, 0, PAGE_OF_BA)) == [(1, "one")]


async def test_a_page_is_given_only_what_came_after_its_number(database: Database) -> None:
    await write(database, said("một"), said("hai"))
    await write(database, said("ba"))

    assert words(await since(database, 2)) == [(3, "ba")]
    assert words(await since(database, 3)) == []


async def test_nothing_to_write_tells_nobody(database: Database) -> None:
    assert await write(database) == set()


async def test_a_change_of_an_old_message_has_a_number_of_its_own(database: Database) -> None:
    await write(database, said("cũ"))
    [old] = await since(database, 0) or []
    await write(database, said("mới", replaces=old.id))

    [change] = await since(database, 1) or []

    assert (change.seq, change.replaces) == (2, old.id)


async def test_a_long_history_comes_in_pages_without_a_gap(database: Database) -> None:
    await write(database, *[said(str(number)) for number in range(PAGE + 5)])

    first = await since(database, 0) or []
    rest = await since(database, first[-1].seq) or []

    assert [one.seq for one in first + rest] == list(range(1, PAGE + 6))


async def test_a_number_that_was_never_given_out_starts_again(database: Database) -> None:
    await write(database, said("một"))

    assert await since(database, 2) is None
    assert await since(database, 1, PAGE_OF_BA) is None
    assert await since(database, 0, PAGE_OF_BA) == []


async def test_a_page_that_shows_what_was_erased_starts_again(database: Database) -> None:
    await write(database, said("một"), said("hai"))
    await erase(database)
    await write(database, said("Đã xóa."))

    assert await since(database, 1) is None
    assert await since(database, 2) is None
    assert words(await since(database, 0)) == [(3, "Đã xóa.")]
    assert words(await since(database, 3)) == []


async def test_numbers_are_not_given_twice_after_erasure(database: Database) -> None:
    await write(database, said("một"), said("hai"))
    await erase(database)
    await write(database, said("ba"))

    assert words(await since(database, 0)) == [(3, "ba")]


async def test_words_not_ours_to_keep_leave_the_history(
    database: Database, message: Callable[..., InboundMessage]
) -> None:
    [row] = await database.write(inbox.keep, [message("1", address=PAGE_OF_AN)], START)
    await write(database, said("tố cáo", inbox_id=row), said("trả lời"))
    await database.write(messages.forget_words, [(PAGE_OF_AN, row or 0)])

    assert words(await since(database, 0)) == [(2, "trả lời")]


async def test_digits_that_are_masked_are_dots_to_whoever_reads_now_or_later(
    database: Database, message: Callable[..., InboundMessage]
) -> None:
    [row] = await database.write(inbox.keep, [message("1", address=PAGE_OF_AN)], START)
    await write(database, said("4071", inbox_id=row), said("trả lời"))
    [old, _] = await since(database, 0) or []

    changes = await database.write(messages.mask, [(PAGE_OF_AN, row or 0)])
    await write(database, *changes)

    [change] = await since(database, 2) or []
    assert (change.seq, change.mine, change.replaces) == (3, True, old.id)
    assert words(await since(database, 0)) == [(1, MASK), (2, "trả lời"), (3, MASK)]


async def test_only_the_words_of_that_message_are_masked(
    database: Database, message: Callable[..., InboundMessage]
) -> None:
    kept = [message("1", address=PAGE_OF_AN), message("2", address=PAGE_OF_BA)]
    first, second = await database.write(inbox.keep, kept, START)
    await write(database, said("4071", inbox_id=first), said("5182", PAGE_OF_BA, inbox_id=second))

    changes = await database.write(messages.mask, [(PAGE_OF_AN, second or 0), (PUSHED, first or 0)])

    assert changes == []
    assert words(await since(database, 0)) == [(1, "4071")]
    assert words(await since(database, 0, PAGE_OF_BA)) == [(1, "5182")]


async def test_history_and_idle_counters_go_after_their_time(database: Database) -> None:
    await write(database, said("một"))
    assert await database.write(messages.prune, START, 500) == 0
    assert await database.write(messages.prune, START + timedelta(seconds=1), 500) == 1
    left = await database.write(value, select(func.count()).select_from(addresses))

    assert left == 0


async def test_the_owner_is_told_how_much_is_held(database: Database) -> None:
    await write(database, said("một"), said("hai"), said("one", PAGE_OF_BA))

    assert await database.read(messages.count, PAGE_OF_AN) == (2, START)
    assert await database.read(messages.count, Address(ChannelName.WEB, "x")) == (0, None)


async def test_a_message_that_this_release_cannot_read_is_passed_over(database: Database) -> None:
    await write(database, said("một"), said("hai"))
    unreadable = update(table).where(table.c.seq == 1).values(content='{"_":"Gone"}')
    await database.write(all_rows, unreadable)

    assert words(await since(database, 0)) == [(2, "hai")]


async def test_a_page_full_of_what_cannot_be_read_hides_nothing_behind_it(database: Database) -> None:
    await write(database, *(said(str(number)) for number in range(messages.PAGE + 1)))
    unreadable = update(table).where(table.c.seq <= messages.PAGE).values(content='{"_":"Gone"}')
    await database.write(all_rows, unreadable)

    assert words(await since(database, 0)) == [(messages.PAGE + 1, str(messages.PAGE))]
