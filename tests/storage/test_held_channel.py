"""A channel that is held whole takes nothing from the others, neither rows nor time."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, Row, event, insert

from domain.deliveries import NewDelivery, Outgoing
from domain.effects import Lane
from domain.messages import Address, ChannelName
from storage import outbox
from storage.database import Database
from storage.engines import FileTransactions
from storage.outbox import Scope, Wish
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
    return [str(row.address) for row in await database.write(outbox.claim, scope, Wish(9, START, START))]


async def test_rows_of_other_channels_go_past_20000_that_are_held(database: Database) -> None:
    await hold_telegram(database, 20_000)
    await database.write(outbox.add, [NewDelivery(ZALO, Outgoing(HELLO), lane=Lane.BULK)], START)

    assert await claim(database) == [str(ZALO)]


async def test_a_claim_walks_only_the_channels_that_are_free(sqlite_url: str) -> None:
    database = Database.open(sqlite_url)
    await hold_telegram(database, 1)
    ran: list[tuple[str, Any]] = []
    assert isinstance(database.writer, FileTransactions)
    event.listen(database.writer.engine, "before_cursor_execute", lambda *a: ran.append((a[2], a[3])))

    await claim(database)

    [(statement, values)] = [each for each in ran if "UPDATE outbox" in each[0]]
    plan = await database.read(_explained, statement, values)
    walks = [row.detail for row in plan if "ix_outbox_due" in row.detail]
    assert walks == ["SEARCH outbox USING INDEX ix_outbox_due (channel=? AND lane=? AND due_at<?)"]
    assert "telegram" not in values
    await database.close()


@pytest.mark.parametrize("limit", [1, 2])
async def test_two_channels_share_one_limit_lanes_first(database: Database, limit: int) -> None:
    notice = NewDelivery(Address(ChannelName.TELEGRAM, "1"), Outgoing(HELLO), lane=Lane.BULK)
    await database.write(outbox.add, [notice, NewDelivery(ZALO, Outgoing(HELLO))], START)
    claimed = await database.write(outbox.claim, BOTH, Wish(limit, START, START))

    assert [str(row.address) for row in claimed] == [str(ZALO), "telegram:1"][:limit]


def _explained(connection: Connection, statement: str, values: Any) -> Sequence[Row[Any]]:
    return connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()
