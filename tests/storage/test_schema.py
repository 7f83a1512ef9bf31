"""Migrations: up and down step by step, and equal to the tables in the code."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from storage import schema
from storage.database import Database
from storage.tables.types import metadata
from tests.rows import all_rows

REVISIONS = [step.revision for step in ScriptDirectory.from_config(schema.config()).walk_revisions()][::-1]


@pytest.fixture
async def bare(database_url: str, tmp_path: Path) -> AsyncIterator[Database]:
    """A database without a table; PostgreSQL gets its own back afterwards."""
    is_file = database_url.startswith("sqlite")
    database = Database.open(f"sqlite:///{tmp_path / 'bare.db'}" if is_file else database_url)
    if not is_file:
        await _drop_everything(database)
    yield database
    if not is_file:
        await _drop_everything(database)
        await database.write(schema.migrate)
    await database.close()


async def _drop_everything(database: Database) -> None:
    for statement in ("DROP SCHEMA public CASCADE", "CREATE SCHEMA public"):
        await database.write(all_rows, text(statement))


def _climb(connection: Connection) -> None:
    settings: Config = schema.config(connection)
    for revision in REVISIONS:
        command.upgrade(settings, revision)
        command.downgrade(settings, "-1")
        command.upgrade(settings, revision)
    command.downgrade(settings, "base")


async def test_every_step_goes_up_and_down(bare: Database) -> None:
    await bare.write(_climb)
    left = await bare.read(lambda connection: inspect(connection).get_table_names())

    assert left == ["alembic_version"]


async def test_the_migrations_make_the_tables_of_the_code(bare: Database) -> None:
    await bare.write(schema.migrate)
    differences = await bare.read(
        lambda connection: compare_metadata(
            MigrationContext.configure(connection, opts={"compare_type": True}), metadata
        )
    )

    assert differences == []


async def test_the_newest_schema_is_told_from_an_older_one(bare: Database) -> None:
    assert not await bare.write(schema.is_current)
    await bare.write(schema.migrate)
    assert await bare.write(schema.is_current)


async def test_migrating_twice_changes_nothing(database: Database) -> None:
    await database.write(schema.migrate)
    assert await database.write(schema.is_current)
