"""A channel that is held whole takes nothing from the others, neither rows nor time."""

import sqlite3
from datetime import timedelta

import pytest
from sqlalchemy import Connection, insert

from domain.deliveries import NewDelivery, Outgoing
from domain.effects import Lane
from domain.messages import Address, ChannelName
from storage import claims, outbox
from storage.claims import Scope, Wish
from storage.database import Database
from storage.tables.road import outbox as table
from tests.fakes.clock import START
from tests.rows import all_rows
from tests.storage.conftest import HELLO

BOTH = Scope((ChannelName.TELEGRAM, ChannelName.ZALO_OA), tuple(Lane))
ZALO = Address(ChannelName.ZALO_OA, "7")


async def hold_telegram(database: Database, rows: int) -> None:
    waiting = [
        {
            "channel": "telegram",
            "address": f"telegram:{number}",
            "lane": 0,
            "content": "{}",
            "due_at": START,
            "created_at": START,
        }
        for number in range(rows)
    ]
    await database.write(all_rows, insert(table), waiting)
    await database.write(outbox.hold, "telegram:*", START + timedelta(minutes=1))


async def claim(database: Database, scope: Scope = BOTH) -> list[str]:
    return [str(row.address) for row in await database.write(claims.claim, scope, Wish(9, START, START))]


async def test_rows_of_other_channels_go_past_20000_that_are_held(database: Database) -> None:
    await hold_telegram(database, 20_000)
    await database.write(outbox.add, [NewDelivery(ZALO, Outgoing(HELLO), lane=Lane.BULK)], START)

    assert await claim(database) == [str(ZALO)]


async def test_a_claim_walks_only_the_channels_that_are_free(sqlite_url: str) -> None:
    """Counted in steps of SQLite's machine: the rows of a held channel cost nothing."""
    database = Database.open(sqlite_url)
    await hold_telegram(database, 1)
    few = await steps_of_a_claim(database)
    await hold_telegram(database, 5_000)

    assert await steps_of_a_claim(database) < 2 * few
    await database.close()


async def test_no_claim_walks_what_is_due_later(sqlite_url: str) -> None:
    """Nor the question after a send, whether another row may go."""
    database = Database.open(sqlite_url)
    few = await steps_of_a_claim(database)
    later = [NewDelivery(ZALO, Outgoing(HELLO), lane=Lane.BULK, due_at=START + timedelta(days=1))] * 5_000
    await database.write(outbox.add, later, START)

    assert await steps_of_a_claim(database) < 2 * few
    await database.close()


async def steps_of_a_claim(database: Database) -> int:
    steps = 0

    def count() -> int:
        nonlocal steps
        steps += 1
        return 0

    def work(connection: Connection) -> None:
        driver = connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        driver.set_progress_handler(count, 1)
        claims.claim(connection, BOTH, Wish(9, START, START))
        claims.waits(connection, BOTH, START, START)
        driver.set_progress_handler(None, 0)

    await database.write(work)
    return steps


@pytest.mark.parametrize("limit", [1, 2])
async def test_two_channels_share_one_limit_lanes_first(database: Database, limit: int) -> None:
    notice = NewDelivery(Address(ChannelName.TELEGRAM, "1"), Outgoing(HELLO), lane=Lane.BULK)
    await database.write(outbox.add, [notice, NewDelivery(ZALO, Outgoing(HELLO))], START)
    claimed = await database.write(claims.claim, BOTH, Wish(limit, START, START))

    assert [str(row.address) for row in claimed] == [str(ZALO), "telegram:1"][:limit]
