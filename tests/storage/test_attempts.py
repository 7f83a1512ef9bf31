"""What an attempt leaves in its row when it broke off, or when another could take it meanwhile."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from domain.deliveries import Claimed, DeliveryStatus, Ended, NewDelivery, Outgoing
from domain.effects import Lane
from domain.messages import ChannelName
from storage import claims, outbox
from storage.claims import LEASE, Scope, Wish
from storage.database import Database
from storage.tables.road import outbox as table
from tests.fakes.clock import START
from tests.rows import all_rows
from tests.storage.conftest import CHAT, HELLO

ALL = Scope((ChannelName.TELEGRAM,), tuple(Lane))
OPEN = DeliveryStatus.QUEUED


async def claim(database: Database, **wish: Any) -> list[Claimed]:
    return await database.write(claims.claim, ALL, replace(Wish(9, START, START), **wish))


async def add_and_claim(database: Database, **fields: Any) -> Claimed:
    await database.write(outbox.add, [NewDelivery(CHAT, Outgoing(HELLO), **fields)], START)
    [row] = await claim(database)
    return row


async def settle(database: Database, *ended: Ended) -> Any:
    await database.write(outbox.settle, ended, START)
    [row] = await database.write(all_rows, select(table))
    return row


async def test_what_a_sender_has_in_flight_is_not_claimed_by_it_again(database: Database) -> None:
    row = await add_and_claim(database)

    assert await claim(database, machine=START + LEASE, flying=frozenset({row.id})) == []
    assert len(await claim(database, machine=START + LEASE)) == 1


async def test_pages_that_arrived_are_remembered_in_the_row(database: Database) -> None:
    row = await add_and_claim(database)
    rest = replace(row.outgoing, arrived=1)
    await settle(database, Ended(row.id, row.claim, OPEN, START, "429", postponed=True, left=rest))

    [again] = await claim(database)

    assert again.outgoing == rest


@pytest.mark.parametrize("status", [OPEN, DeliveryStatus.FAILED])
@pytest.mark.parametrize("words", ["a\x00b", "nửa chữ \ud800"])
async def test_an_error_that_no_database_takes_is_written_all_the_same(
    database: Database, status: DeliveryStatus, words: str
) -> None:
    row = await add_and_claim(database)
    again = START if status is OPEN else None

    settled = await settle(database, Ended(row.id, row.claim, status, again, words))

    assert (settled.status, "\ufffd" in settled.error) == (status, True)


@pytest.mark.parametrize(
    ("lane", "later", "older_than", "status"),
    [
        (Lane.REPLY, timedelta(hours=24), START, "expired"),
        (Lane.REPLY, timedelta(hours=23), START, "queued"),
        (Lane.REPLY, timedelta(hours=2), START + timedelta(hours=1), "expired"),
        (Lane.STATUS, timedelta(hours=2), START + timedelta(hours=1), "queued"),
    ],
)
async def test_what_nobody_sent_in_its_time_ends_without_its_words(
    database: Database, lane: Lane, later: timedelta, older_than: Any, status: str
) -> None:
    await add_and_claim(database, lane=lane, expires_at=START + timedelta(hours=24))
    await database.write(outbox.expire, START + later, older_than, 500)
    [row] = await database.write(all_rows, select(table))

    assert (row.status, row.content == "") == (status, status == "expired")
