"""A database that takes no write is away: nothing is wrong with what was to be written."""

from collections.abc import Callable

import pytest
from sqlalchemy import text

from domain.errors import Away
from domain.messages import InboundMessage
from storage import inbox, leases
from storage.database import Database
from tests.fakes.clock import START
from tests.rows import all_rows


async def make_read_only(database: Database) -> None:
    """As after a fail-over to a standby, or on a file system that turned read-only."""
    if database.embedded:
        statement = "PRAGMA query_only=ON"
    else:
        statement = "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY"
    await database.write(all_rows, text(statement))


async def test_a_database_that_takes_no_write_is_away(
    database: Database, message: Callable[..., InboundMessage]
) -> None:
    await make_read_only(database)

    with pytest.raises(Away):
        await database.write(inbox.keep, [message("1")], START)


async def test_a_touch_writes_nothing_and_still_notices(database: Database) -> None:
    await database.write(leases.touch)
    await make_read_only(database)

    with pytest.raises(Away):
        await database.write(leases.touch)
