"""The schema's version: migrate under a lock, and know when the data is older than the code."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

LOCK = 4_041_926
"""Number of the advisory lock under which one process migrates."""


def config(connection: Connection | None = None) -> Config:
    """Alembic's settings without its file, so that they also hold for an installed copy."""
    made = Config()
    made.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
    made.attributes["connection"] = connection
    return made


def migrate(connection: Connection) -> None:
    """Bring the schema to the newest version; a second process waits and finds it done."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
    command.upgrade(config(connection), "head")


def is_current(connection: Connection) -> bool:
    """Whether the data has the schema that this code needs."""
    newest = ScriptDirectory.from_config(config()).get_current_head()
    found = MigrationContext.configure(connection).get_current_revision()
    return found == newest
