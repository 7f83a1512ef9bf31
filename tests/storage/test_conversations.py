"""One turn at a time, in the order of arrival, and no late writer."""

from collections.abc import Callable

from domain.conversations import Choice, State
from domain.messages import InboundMessage, Language
from storage import conversations, finishing, inbox
from storage.conversations import LEASE, Begun
from storage.database import Database
from storage.tables.road import conversations as conversations_table
from storage.tables.road import inbox as inbox_table
from tests.fakes.clock import START, FakeClock
from tests.rows import all_rows
from tests.storage.conftest import answered

Make = Callable[..., InboundMessage]
KEY = "telegram:42/42"


async def keep(database: Database, *messages: InboundMessage) -> None:
    await database.write(inbox.keep, messages, START)


async def begin(database: Database, clock: FakeClock, *keys: str) -> list[Begun | None]:
    return await database.write(conversations.begin, keys or (KEY,), clock.now())


async def finish(database: Database, begun: Begun, **fields: object) -> bool:
    done = await database.write(finishing.finish, [answered(begun, **fields)], START)
    return KEY in done.held


async def test_messages_are_taken_in_the_order_of_arrival(
    database: Database, clock: FakeClock, message: Make
) -> None:
    await keep(database, message("9"), message("10", text="hai"))

    [first] = await begin(database, clock)
    assert first
    await finish(database, first)
    [second] = await begin(database, clock)

    assert first.message.external_id == "9"
    assert second
    assert second.message.text == "hai"


async def test_a_leased_conversation_is_not_begun_again(
    database: Database, clock: FakeClock, message: Make
) -> None:
    await keep(database, message("1"), message("2"))
    await begin(database, clock)

    assert await begin(database, clock) == [None]


async def test_a_lease_left_by_a_killed_process_ends_by_itself(
    database: Database, clock: FakeClock, message: Make
) -> None:
    await keep(database, message("1"))
    [killed] = await begin(database, clock)
    clock.time += LEASE

    [again] = await begin(database, clock)

    assert killed
    assert again
    assert again.conversation.epoch == killed.conversation.epoch + 1


async def test_a_turn_that_lost_its_lease_writes_nothing(
    database: Database, clock: FakeClock, message: Make
) -> None:
    await keep(database, message("1"))
    [slow] = await begin(database, clock)
    clock.time += LEASE
    [quick] = await begin(database, clock)
    assert slow
    assert quick

    late = await finish(database, slow, state=State(step="late"))

    assert not late
    assert await finish(database, quick)


async def test_a_finish_tried_again_after_a_lost_commit_writes_nothing(
    database: Database, clock: FakeClock, message: Make
) -> None:
    await keep(database, message("1"))
    [begun] = await begin(database, clock)
    assert begun

    assert await finish(database, begun)
    assert not await finish(database, begun)


async def test_a_conversation_without_messages_is_not_leased(
    database: Database, clock: FakeClock, message: Make
) -> None:
    await keep(database, message("1"))
    [begun] = await begin(database, clock)
    assert begun
    await finish(database, begun)

    assert await begin(database, clock) == [None]
    await keep(database, message("2"))
    assert (await begin(database, clock))[0] is not None


async def test_the_state_survives_between_turns(database: Database, clock: FakeClock, message: Make) -> None:
    state = State("dossier.code", {"code": "x"}, Language.ENGLISH, 1, True, (Choice("Có", "y"),))
    await keep(database, message("1"), message("2"))
    [begun] = await begin(database, clock)
    assert begun
    await finish(database, begun, state=state)

    [again] = await begin(database, clock)

    assert again
    assert again.conversation.state == state


async def test_a_body_that_this_release_cannot_read_does_not_block_its_chat(
    database: Database, clock: FakeClock, message: Make
) -> None:
    await keep(database, message("1"), message("2"))
    first = inbox_table.c.external_id == "1"
    await database.write(all_rows, inbox_table.update().where(first).values(body='{"_":"Gone"}'))

    [begun] = await begin(database, clock)

    assert begun
    assert begun.message.external_id == "2"


async def test_a_state_that_this_release_cannot_read_begins_anew(
    database: Database, clock: FakeClock, message: Make
) -> None:
    await keep(database, message("1"))
    await database.write(all_rows, conversations_table.update().values(state='{"_":"State","future":1}'))

    [begun] = await begin(database, clock)

    assert begun
    assert begun.conversation.state == State()
