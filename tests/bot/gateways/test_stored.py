"""Look-ups in our own database: those of one moment share a query, and each gets its own answer."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from typing import Any

import pytest
from sqlalchemy import Connection

from bot.gateways.stored import StoredDossiers
from bot.reader import Reader
from domain.dossiers import DossierEvent, Status, ranks_of
from domain.errors import Away
from storage import dossiers
from storage.database import Database
from tests.fakes.clock import START
from tests.fakes.outage import Outage

CODES = [f"H41.99-261120-{number:04}" for number in range(1, 6)]
RANKS = ranks_of(["province"])


@pytest.fixture
def stored(database: Database) -> StoredDossiers:
    return StoredDossiers(database, RANKS)


@pytest.fixture
async def running(stored: StoredDossiers) -> AsyncIterator[StoredDossiers]:
    async with asyncio.TaskGroup() as tasks:
        task = tasks.create_task(stored.run())
        yield stored
        task.cancel()


async def test_each_caller_of_a_moment_gets_its_own_dossier(
    database: Database, running: StoredDossiers
) -> None:
    told = [DossierEvent(code, "province", code, Status.PROCESSING, START) for code in CODES[:3]]
    await database.write(dossiers.apply, told, RANKS, START)

    found = await asyncio.gather(*map(running.find, CODES))

    assert [each.dossier.code if each.dossier else "" for each in found] == [*CODES[:3], "", ""]
    assert not any(each.slow for each in found)


async def test_who_asks_while_another_is_answered_shares_the_next_read(sqlite_url: str) -> None:
    reads: list[int] = []

    def look(_connection: Connection, items: Sequence[int]) -> Sequence[int]:
        reads.append(len(items))
        return items

    database = Database.open(sqlite_url)
    reader: Reader[int, int] = Reader(database, look)
    async with asyncio.TaskGroup() as tasks:
        task = tasks.create_task(reader.run())
        assert await asyncio.gather(*map(reader.ask, range(50))) == list(range(50))
        task.cancel()
    await database.close()

    assert reads == [50]


async def test_without_its_database_every_caller_hears_so_and_the_next_is_answered(
    database: Database,
) -> None:
    outage: Any = Outage(database, away=True)
    stored = StoredDossiers(outage, RANKS)
    async with asyncio.TaskGroup() as tasks:
        task = tasks.create_task(stored.run())
        heard = await asyncio.gather(*map(stored.find, CODES), return_exceptions=True)
        outage.away = False
        again = await stored.find(CODES[0])
        task.cancel()

    assert {type(each) for each in heard} == {Away}
    assert again.dossier is None
