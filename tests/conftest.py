"""Databases for tests: a SQLite file copied from a migrated one, and PostgreSQL where it runs."""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import text

from storage import schema
from storage.database import Database
from storage.tables import catalogue, chats, dossiers, imports, road  # noqa: F401 - tables register themselves
from storage.tables.types import metadata
from tests.fakes.clock import FakeClock
from tests.needs import missing
from tests.rows import all_rows

# On a new machine the first draw builds a table of all letters: slow once, and no fault of a test.
settings.register_profile("suite", suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("suite")

POSTGRES = os.environ.get("MOTCUA_TEST_POSTGRES", "postgresql://postgres@127.0.0.1:5432/postgres")


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with today's schema, made once a process."""
    path = tmp_path_factory.mktemp("template") / "motcua.db"
    asyncio.run(_migrate(f"sqlite:///{path}"))
    return path


@pytest.fixture(scope="session")
def postgres_url(worker_id: str) -> str:
    """A migrated PostgreSQL database of this process's own."""
    try:
        return asyncio.run(_make_postgres(f"motcua_test_{worker_id}"))
    except (OSError, asyncpg.PostgresError) as error:
        missing("postgres", f"no PostgreSQL server at MOTCUA_TEST_POSTGRES ({type(error).__name__})")


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database; a test that asks for it runs on both kinds."""
    if request.param == "postgresql":
        return str(request.getfixturevalue("postgres_url"))
    return sqlite_copy(request, tmp_path)


@pytest.fixture
def sqlite_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return sqlite_copy(request, tmp_path)


def sqlite_copy(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    path = tmp_path / "motcua.db"
    shutil.copy(request.getfixturevalue("migrated_file"), path)
    path.chmod(0o600)  # as the product makes it
    return f"sqlite:///{path}"


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    opened = Database.open(database_url)
    if not opened.embedded:
        await _empty(opened)
    yield opened
    await opened.close()


async def _migrate(url: str) -> None:
    database = Database.open(url)
    await database.write(schema.migrate)
    await database.truncate_log() if database.embedded else None
    await database.close()


async def _make_postgres(name: str) -> str:
    server = await asyncpg.connect(POSTGRES, timeout=3)
    try:
        await server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        await server.execute(f"CREATE DATABASE {name}")
    finally:
        await server.close()
    url = f"{POSTGRES.rpartition('/')[0]}/{name}"
    await _migrate(url)
    return url


async def _empty(database: Database) -> None:
    names = ", ".join(table.name for table in metadata.sorted_tables)
    await database.write(all_rows, text(f"TRUNCATE {names} RESTART IDENTITY"))
