"""The schema's version: migrate under a lock, and know when the data is older than the code."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import AsyncConnection

LOCK = 4_041_926
"""Number of the advisory lock under which one process migrates."""


def config(connection: Connection | None = None) -> Config:
    """Alembic's settings without its file, so that they also hold for an installed copy."""
    made = Config()
    made.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
    made.attributes["connection"] = connection
    return made


async def migrate(connection: AsyncConnection) -> None:
    """Bring the schema to the newest version; a second process waits and finds it done."""
    if connection.dialect.name == "postgresql":
        await connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
    await connection.run_sync(lambda plain: command.upgrade(config(plain), "head"))


async def is_current(connection: AsyncConnection) -> bool:
    """Whether the data has the schema that this code needs."""
    newest = ScriptDirectory.from_config(config()).get_current_head()
    found = await connection.run_sync(lambda plain: MigrationContext.configure(plain).get_current_revision())
    return found == newest
