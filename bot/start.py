"""Before anything runs: the schema is right, and what a killed process held is free again."""

from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from sqlalchemy import Connection, make_url

from bot.config import Settings
from bot.lock import only_one
from storage import inbox, leases, outbox, schema
from storage.database import Database


class OldSchema(Exception):
    """The data has another schema than the code; `motcua migrate` brings it up."""


def lock_of(settings: Settings) -> AbstractContextManager[None]:
    """The lock that the one answering process of an embedded database holds. Raises `Taken`."""
    url = make_url(settings.database.url)
    if url.get_backend_name() != "sqlite" or not url.database:
        return nullcontext()
    file = Path(url.database).resolve()  # one file has one lock, by whatever name it was reached
    return only_one(file.with_name(f"{file.name.removesuffix('.db')}.lock"))


async def prepare(database: Database) -> None:
    """Migrate an embedded database and free its leases; elsewhere raise `OldSchema`."""
    if database.embedded:
        await database.write(schema.migrate)
        await database.write(_release_all)
    else:
        await database.read(require_schema)


def _release_all(connection: Connection) -> None:
    inbox.release_all(connection)
    outbox.release_all(connection)
    leases.release_all(connection)


def require_schema(connection: Connection) -> None:
    """Raise `OldSchema` unless the data has the schema of this release."""
    if not schema.is_current(connection):
        raise OldSchema


async def migrate(url: str) -> None:
    """Bring a database to the newest schema. Raises `Away`."""
    database = Database.open(url)
    try:
        await database.write(schema.migrate)
    finally:
        await database.close()
