"""Before anything runs: the schema is right, and what a killed process held is free again."""

from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.ext.asyncio import AsyncConnection

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
    return only_one(Path(url.database).with_name("motcua.lock"))


async def prepare(database: Database) -> None:
    """Migrate an embedded database and free its leases; elsewhere raise `OldSchema`."""
    if database.embedded:
        async with database.unit_of_work() as connection:
            await schema.migrate(connection)
        async with database.unit_of_work() as connection:
            await inbox.release_all(connection)
            await outbox.release_all(connection)
            await leases.release_all(connection)
        return
    async with database.reading() as connection:
        await require_schema(connection)


async def require_schema(connection: AsyncConnection) -> None:
    """Raise `OldSchema` unless the data has the schema of this release."""
    if not await schema.is_current(connection):
        raise OldSchema


async def migrate(url: str) -> None:
    """Bring a database to the newest schema. Raises `Away`."""
    database = Database.open(url)
    try:
        async with database.unit_of_work() as connection:
            await schema.migrate(connection)
    finally:
        await database.close()
