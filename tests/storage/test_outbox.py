"""What may be claimed, in which order, by whom, and what is left of a row when it ends."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from domain.deliveries import Claimed, DeliveryStatus, Ended, NewDelivery, Outgoing
from domain.effects import Lane
from domain.messages import Address, ChannelName
from storage import claims, dead_letters, outbox
from storage.claims import LEASE, Scope
from storage.database import Database
from storage.tables.road import outbox as table
from tests.fakes.clock import START, FakeClock
from tests.rows import all_rows
from tests.storage.conftest import CHAT, HELLO

ALL = Scope((ChannelName.TELEGRAM,), tuple(Lane))
OTHER = Address(ChannelName.TELEGRAM, "43")


def delivery(address: Address = CHAT, **fields: Any) -> NewDelivery:
    return NewDelivery(address, Outgoing(HELLO), **fields)


async def add(database: Database, *new: NewDelivery) -> None:
    await database.write(outbox.add, new, START)


async def claim(database: Database, clock: FakeClock, limit: int = 10, scope: Scope = ALL) -> list[Claimed]:
    return await database.write(claims.claim, scope, claims.Wish(limit, clock.now(), clock.now()))


async def settle(database: Database, *results: Ended) -> None:
    await database.write(outbox.settle, results, START)


async def rows(database: Database) -> list[Any]:
    return await database.read(all_rows, select(table).order_by(table.c.id))


def sent(row: Claimed) -> Ended:
    return Ended(row.id, row.claim, DeliveryStatus.SENT, provider_message_id="77", forget=row.forget)


async def test_replies_go_before_everything_else(database: Database, clock: FakeClock) -> None:
    await add(database, delivery(lane=Lane.BULK), delivery(OTHER, lane=Lane.STATUS), delivery())

    claimed = await claim(database, clock, limit=1)

    assert [row.lane for row in claimed] == [Lane.REPLY]


async def test_only_the_first_of_a_series_can_be_claimed(database: Database, clock: FakeClock) -> None:
    await add(database, delivery(), delivery(), delivery(OTHER))

    claimed = await claim(database, clock)

    assert [(row.id, str(row.address)) for row in claimed] == [(1, "telegram:42"), (3, "telegram:43")]


async def test_the_next_of_a_series_follows_when_the_first_has_ended(
    database: Database, clock: FakeClock
) -> None:
    await add(database, delivery(), delivery())
    [first] = await claim(database, clock)
    await settle(database, sent(first))

    assert [row.id for row in await claim(database, clock)] == [2]


async def test_a_press_is_answered_beside_the_replies(database: Database, clock: FakeClock) -> None:
    await add(database, delivery(), delivery(series="press:1"))

    assert len(await claim(database, clock)) == 2


async def test_series_of_one_chat_do_not_wait_for_each_other(database: Database, clock: FakeClock) -> None:
    cases = [delivery(lane=Lane.STATUS, series=series) for series in ("case:1", "case:2", "case:1")]
    await add(database, *cases)

    assert [row.id for row in await claim(database, clock)] == [1, 2]


async def test_a_row_that_is_not_due_waits_and_holds_back_nobody(
    database: Database, clock: FakeClock
) -> None:
    later = START + timedelta(hours=1)
    await add(database, delivery(due_at=later), delivery())

    assert [row.id for row in await claim(database, clock)] == [2]
    clock.time = later
    assert [row.id for row in await claim(database, clock)] == [1]


async def test_a_row_tried_before_still_holds_back_its_series(database: Database, clock: FakeClock) -> None:
    await add(database, delivery(), delivery())
    [first] = await claim(database, clock)
    again = START + timedelta(seconds=30)
    await settle(database, Ended(first.id, first.claim, DeliveryStatus.QUEUED, again, "HTTP 502"))

    assert await claim(database, clock) == []
    clock.forward(seconds=31)
    assert [(row.id, row.attempts) for row in await claim(database, clock)] == [(1, 2)]


async def test_a_postponed_attempt_does_not_count(database: Database, clock: FakeClock) -> None:
    await add(database, delivery())
    [first] = await claim(database, clock)
    await settle(database, Ended(first.id, first.claim, DeliveryStatus.QUEUED, START, postponed=True))

    [again] = await claim(database, clock)

    assert again.attempts == 1


async def test_a_row_of_a_killed_sender_is_claimed_again_after_its_lease(
    database: Database, clock: FakeClock
) -> None:
    await add(database, delivery())
    await claim(database, clock)

    clock.time += LEASE - timedelta(seconds=1)
    assert await claim(database, clock) == []
    clock.forward(seconds=1)
    assert len(await claim(database, clock)) == 1


async def test_a_late_sender_cannot_end_a_row_that_another_has(database: Database, clock: FakeClock) -> None:
    await add(database, delivery())
    [late] = await claim(database, clock)
    clock.time += LEASE
    [holder] = await claim(database, clock)

    await settle(database, sent(late))
    [row] = await rows(database)
    assert row.ended_at is None

    await settle(database, sent(holder))
    [row] = await rows(database)
    assert row.status == "sent"


async def test_the_words_of_a_sent_row_are_emptied(database: Database, clock: FakeClock) -> None:
    await add(database, delivery())
    await settle(database, *[sent(row) for row in await claim(database, clock)])

    [row] = await rows(database)

    assert (row.content, row.provider_message_id, row.ended_at) == ("", "77", START)


async def test_a_row_to_be_forgotten_is_gone_once_it_is_sent(database: Database, clock: FakeClock) -> None:
    await add(database, delivery(forget=True), delivery(OTHER))
    await settle(database, *[sent(row) for row in await claim(database, clock)])

    assert [row.id for row in await rows(database)] == [2]


async def test_a_chat_on_hold_is_left_out_until_its_time(database: Database, clock: FakeClock) -> None:
    await add(database, delivery(), delivery(OTHER))
    await database.write(outbox.hold, str(CHAT), START + timedelta(seconds=5))

    assert [row.address for row in await claim(database, clock)] == [OTHER]
    clock.forward(seconds=5)
    assert [row.address for row in await claim(database, clock)] == [CHAT]


async def test_a_channel_on_hold_sends_to_nobody(database: Database, clock: FakeClock) -> None:
    await add(database, delivery(), delivery(OTHER))
    await database.write(outbox.hold, "telegram:*", START + timedelta(seconds=5))

    assert await claim(database, clock) == []


async def test_a_shorter_hold_does_not_end_a_longer_one(database: Database, clock: FakeClock) -> None:
    await add(database, delivery())
    await database.write(outbox.hold, str(CHAT), START + timedelta(seconds=60))
    await database.write(outbox.hold, str(CHAT), START + timedelta(seconds=1))
    clock.forward(seconds=2)

    assert await claim(database, clock) == []


async def test_a_sender_claims_only_its_channels_and_lanes(database: Database, clock: FakeClock) -> None:
    await add(database, delivery(), delivery(lane=Lane.STATUS))

    assert [row.id for row in await claim(database, clock, scope=Scope(ALL.channels, (Lane.STATUS,)))] == [2]
    assert await claim(database, clock, scope=Scope((ChannelName.ZALO_OA,), tuple(Lane))) == []


async def test_a_row_that_this_release_cannot_read_stops_nobody(database: Database, clock: FakeClock) -> None:
    await add(database, delivery(), delivery(OTHER))
    await database.write(all_rows, update(table).where(table.c.id == 1).values(content='{"_":"Gone"}'))

    claimed = await claim(database, clock)

    assert [row.id for row in claimed] == [2]
    assert [row.status for row in await rows(database)] == ["failed", "queued"]


async def test_what_waits_for_a_moved_group_goes_to_its_new_chat(
    database: Database, clock: FakeClock
) -> None:
    await add(database, delivery(Address(ChannelName.TELEGRAM, "-7")), delivery(OTHER))
    await database.write(outbox.move, Address(ChannelName.TELEGRAM, "-7"), "-1007")

    assert {str(row.address) for row in await claim(database, clock)} == {"telegram:-1007", "telegram:43"}


async def test_a_dead_letter_is_listed_and_sent_again_with_all_its_attempts(
    database: Database, clock: FakeClock
) -> None:
    await add(database, delivery(expires_at=START + timedelta(minutes=1)))
    [row] = await claim(database, clock)
    await settle(database, Ended(row.id, row.claim, DeliveryStatus.FAILED, error="chat not found"))
    [letter] = await database.read(dead_letters.failed, 10)
    assert (letter.id, letter.error, letter.attempts) == (row.id, "chat not found", 1)

    assert await database.write(dead_letters.replay, row.id, clock.now())

    [again] = await claim(database, clock)
    assert (again.outgoing.content, again.attempts, again.expires_at) == (HELLO, 1, None)


async def test_only_what_was_given_up_can_be_replayed(database: Database, clock: FakeClock) -> None:
    await add(database, delivery())

    assert not await database.write(dead_letters.replay, 1, clock.now())
    assert not await database.write(dead_letters.replay, 999, clock.now())
    assert [letter.id for letter in await database.write(dead_letters.unsent, 10)] == [1]


async def test_a_start_of_the_only_process_gives_every_claim_back(
    database: Database, clock: FakeClock
) -> None:
    await add(database, delivery())
    await claim(database, clock)
    await database.write(outbox.release_all)

    assert len(await claim(database, clock)) == 1


async def test_ended_rows_and_past_holds_go_after_their_time(database: Database, clock: FakeClock) -> None:
    await add(database, delivery(), delivery(OTHER))
    [first, _open] = await claim(database, clock)
    await settle(database, sent(first))
    await database.write(outbox.hold, str(CHAT), START)
    gone = await database.write(outbox.prune, START + timedelta(hours=1), 500)

    assert gone == 1
    assert [row.id for row in await rows(database)] == [2]


@pytest.mark.parametrize(("lane", "stays"), [(Lane.REPLY, 0), (Lane.STATUS, 1)])
async def test_words_of_a_reply_that_was_given_up_go_with_those_it_answered(
    database: Database, clock: FakeClock, lane: Lane, stays: int
) -> None:
    """A notice may have been written long before it was due."""
    await add(database, delivery(lane=lane))
    [claimed] = await claim(database, clock)
    given_up = Ended(claimed.id, claimed.claim, DeliveryStatus.FAILED, error="chat not found")
    await database.write(outbox.settle, [given_up], START + timedelta(hours=20))

    await database.write(outbox.prune, START + timedelta(seconds=1), 500)

    assert len(await rows(database)) == stays


async def test_the_queue_tells_how_many_wait_and_since_when(database: Database) -> None:
    await add(database, delivery(), delivery(lane=Lane.BULK))

    assert await database.read(outbox.queue, START) == (1, START)
