"""`motcua dossiers set` and `motcua demo-data`."""

import asyncio
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from domain.dossiers import Dossier, DossierEvent, Status, ranks_of
from storage import dossiers
from storage.database import Database
from storage.tables.dossiers import dossier_events
from storage.tables.dossiers import dossiers as table
from storage.tables.types import LONG_AGO
from tests.bot.cli.conftest import Motcua
from tests.bot.cli.test_checks import HERE
from tests.rows import all_rows

CODE = "H41.99-261120-0007"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    return sqlite_url


def read(url: str, work: Any, *args: Any) -> Any:
    async def once() -> Any:
        database = Database.open(url)
        try:
            return await database.read(work, *args)
        finally:
            await database.close()

    return asyncio.run(once())


def found(url: str) -> Dossier:
    known: dict[str, Dossier] = read(url, dossiers.find, [CODE], None, ranks_of([]))
    return known[CODE]


def test_a_state_set_by_hand_is_told_as_by_the_feed(motcua: Motcua, sqlite_url: str) -> None:
    assert motcua("dossiers", "set", CODE, "--status", "2").exit_code == 0
    done = motcua("dossiers", "set", CODE.lower(), "--status", "5", "--note", "Nộp bản sao.")

    assert (done.exit_code, CODE in done.stdout) == (0, True)
    assert [int(step.status) for step in found(sqlite_url).steps] == [2, 5]
    assert (found(sqlite_url).now.note, found(sqlite_url).source) == ("Nộp bản sao.", "demo")


def test_a_state_set_by_hand_has_the_time_of_a_moved_clock(
    motcua: Motcua, sqlite_url: str, tmp_path: Path
) -> None:
    file = tmp_path / "clock"
    file.write_text("2027-02-05T08:00:00+07:00", encoding="utf-8")

    assert motcua("dossiers", "set", CODE, "--status", "2", CLOCK__FILE=str(file)).exit_code == 0

    assert found(sqlite_url).now.at.date() == date(2027, 2, 5)


@pytest.mark.parametrize(
    ("code", "status", "exit_code"), [("H41.99", "2", 1), (CODE, "11", 2), (CODE, "x", 2)]
)
def test_a_wrong_code_or_state_changes_nothing(
    motcua: Motcua, sqlite_url: str, code: str, status: str, exit_code: int
) -> None:
    assert motcua("dossiers", "set", code, "--status", status).exit_code == exit_code
    assert read(sqlite_url, all_rows, select(table.c.code)) == []


def test_made_up_dossiers_are_written_once_however_often_it_is_run(motcua: Motcua, sqlite_url: str) -> None:
    words = ("demo-data", "--dossiers", "1200", "--seed", "5", "--from", "2026-01-01", "--to", "2026-01-31")
    counts = select(func.count(), select(func.count()).select_from(dossier_events).scalar_subquery())

    first = motcua(*words)
    made = read(sqlite_url, all_rows, counts.select_from(table))
    again = motcua(*words)

    assert (first.exit_code, again.exit_code, "1200" in first.stdout) == (0, 0, True)
    assert made == read(sqlite_url, all_rows, counts.select_from(table))
    assert made[0][0] == 1_200


def test_days_in_the_wrong_order_are_refused(motcua: Motcua) -> None:
    refused = motcua("demo-data", "--dossiers", "1", "--from", "2026-02-01", "--to", "2026-01-31")

    assert (refused.exit_code, "--from" in refused.stderr) == (1, True)


def test_the_doctor_names_a_source_that_does_not_tell(motcua: Motcua, sqlite_url: str) -> None:
    sources = '{"province": ["a-secret-of-the-tests"], "national": ["a-secret-of-the-tests"]}'
    told = DossierEvent("1", "province", CODE, Status.RECEIVED, LONG_AGO)
    asyncio.run(write(sqlite_url, dossiers.apply, [told], ranks_of([]), LONG_AGO))

    examined = motcua("doctor", FEED__SOURCES=sources, **HERE)

    assert "Nguồn province đã" in examined.stdout
    assert "Nguồn national (FEED__SOURCES) chưa" in examined.stdout


async def write(url: str, work: Any, *args: Any) -> None:
    database = Database.open(url)
    await database.write(work, *args)
    await database.close()
