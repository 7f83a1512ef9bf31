"""What the database says in its own words, told as one of four: away, busy, conflict, refused."""

import asyncio
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import Connection, func, insert, select, text
from sqlalchemy.exc import DBAPIError

from domain.errors import Away, Conflict
from storage.database import Database, async_url, plain_dsn
from storage.faults import Busy, Refused
from storage.tables.road import holds
from storage.tables.types import LONG_AGO
from tests.fakes.clock import START
from tests.rows import all_rows, column, value


async def put(database: Database, key: object = "telegram:1") -> None:
    await database.write(all_rows, insert(holds).values(key=key, until=START))


async def keys(database: Database) -> list[str]:
    return await database.read(column, select(holds.c.key))


async def test_an_error_undoes_everything_of_its_unit(database: Database) -> None:
    with pytest.raises(ZeroDivisionError):
        await database.write(_put_and_fail)

    assert await keys(database) == []


def _put_and_fail(connection: Connection) -> None:
    connection.execute(insert(holds).values(key="a", until=START))
    raise ZeroDivisionError


async def test_a_key_that_is_taken_is_a_conflict(database: Database) -> None:
    await put(database)

    with pytest.raises(Conflict):
        await put(database)


async def test_half_a_character_is_refused(database: Database) -> None:
    with pytest.raises(Refused):
        await put(database, "\ud800")


@pytest.mark.postgres
@pytest.mark.parametrize("key", ["a\x00b", "x" * 500, 7])
async def test_what_postgresql_does_not_take_is_refused(postgres_url: str, key: object) -> None:
    database = Database.open(postgres_url)

    with pytest.raises(Refused):
        await put(database, key)
    await database.close()


async def test_a_statement_that_is_wrong_is_our_fault_and_stays_as_it_is(database: Database) -> None:
    with pytest.raises(DBAPIError):
        await database.write(all_rows, text("SELECT nonsense FROM nowhere"))


async def test_instants_come_back_in_utc_with_their_zone(database: Database) -> None:
    await put(database)

    until = await database.read(value, select(holds.c.until))

    assert (until, LONG_AGO < START) == (START, True)
    assert until is not None
    assert until.utcoffset() == START.utcoffset()


async def test_a_server_that_cannot_be_reached_is_away() -> None:
    database = Database.open("postgresql://nobody@127.0.0.1:1/none")

    with pytest.raises(Away):
        await put(database)
    with pytest.raises(Away):
        await keys(database)
    await database.close()


def test_a_folder_that_cannot_be_made_is_away() -> None:
    with pytest.raises(Away):
        Database.open("sqlite:////proc/none/motcua.db")


@pytest.mark.postgres
async def test_a_connection_cut_by_the_server_is_away_and_the_next_one_works(postgres_url: str) -> None:
    database = Database.open(postgres_url)

    with pytest.raises(Away):
        await database.write(all_rows, text("SELECT pg_terminate_backend(pg_backend_pid())"))
    assert await keys(database) is not None
    await database.close()


@pytest.mark.postgres
async def test_two_writers_in_each_others_way_are_busy(postgres_url: str) -> None:
    database = Database.open(postgres_url)
    await database.write(all_rows, text("TRUNCATE holds"))
    await database.write(all_rows, insert(holds), [{"key": key, "until": START} for key in ("a", "b")])

    results = await asyncio.gather(
        database.write(_touch, "a", "b"), database.write(_touch, "b", "a"), return_exceptions=True
    )

    assert sorted(type(result) for result in results if result is not None) == [Busy]
    await database.close()


def _touch(connection: Connection, first: str, second: str) -> None:
    connection.execute(holds.update().where(holds.c.key == first).values(until=START))
    connection.execute(select(func.pg_sleep(0.05)))
    connection.execute(holds.update().where(holds.c.key == second).values(until=START))


async def test_the_reader_of_a_file_cannot_write(sqlite_url: str) -> None:
    database = Database.open(sqlite_url)

    with pytest.raises((Away, Refused, DBAPIError)):
        await database.read(all_rows, insert(holds).values(key="a", until=START))
    await database.close()


async def test_a_file_is_written_through_to_the_disk_and_forgets_what_is_deleted(sqlite_url: str) -> None:
    database = Database.open(sqlite_url)

    found = [
        await database.write(value, text(f"PRAGMA {name}"))
        for name in ("journal_mode", "synchronous", "secure_delete")
    ]

    assert found == ["wal", 2, 1]
    await database.close()


@pytest.mark.parametrize(
    ("written", "driver"),
    [
        ("sqlite:///var/x.db", "sqlite+aiosqlite"),
        ("postgres://u@h/d", "postgresql+asyncpg"),
        ("postgresql+psycopg://u:p@h/d", "postgresql+asyncpg"),
    ],
)
def test_whatever_driver_an_operator_writes_ours_is_used(written: str, driver: str) -> None:
    assert async_url(written).drivername == driver


def test_the_driver_name_never_reaches_a_plain_address() -> None:
    assert plain_dsn("postgresql+asyncpg://u:p%40w@h/d") == "postgresql://u:p%40w@h/d"


async def test_a_log_that_somebody_reads_is_emptied_later_and_keeps_nobody_waiting(sqlite_url: str) -> None:
    opened = Database.open(sqlite_url)
    await opened.write(lambda connection: connection.exec_driver_sql("CREATE TABLE t (x)"))
    reading = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)
    reading.execute("BEGIN")
    reading.execute("SELECT * FROM t")
    await opened.write(lambda connection: connection.exec_driver_sql("INSERT INTO t VALUES (1)"))

    async with asyncio.timeout(2):
        assert not await opened.truncate_log()
    reading.close()

    assert await opened.truncate_log()
    await opened.close()


async def test_a_log_cannot_be_emptied_where_no_file_can_be_opened(tmp_path: Path) -> None:
    opened = Database.open(f"sqlite:///{tmp_path}/file.db")
    (tmp_path / "file.db").mkdir()

    assert not await opened.truncate_log()
