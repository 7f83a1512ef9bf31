"""Who may do what only one may do, such as polling Telegram; a lease ends by itself."""

from datetime import datetime

from sqlalchemy import or_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.inbox import insert_new
from storage.tables.road import leases
from storage.tables.types import LONG_AGO


async def take(connection: AsyncConnection, name: str, holder: str, until: datetime, now: datetime) -> bool:
    """Take or renew a lease; False while somebody else holds it."""
    fresh = insert_new(connection, leases).values(name=name, holder="", until=LONG_AGO, epoch=0)
    await connection.execute(fresh.on_conflict_do_nothing())
    taken = await connection.execute(
        update(leases)
        .where(leases.c.name == name, or_(leases.c.holder == holder, leases.c.until <= now))
        .values(holder=holder, until=until, epoch=leases.c.epoch + 1)
        .returning(leases.c.name)
    )
    return taken.first() is not None


async def give_back(connection: AsyncConnection, name: str, holder: str) -> None:
    """Let another take it at once instead of waiting for its end."""
    await connection.execute(
        update(leases).where(leases.c.name == name, leases.c.holder == holder).values(until=LONG_AGO)
    )


async def release_all(connection: AsyncConnection) -> None:
    """Give back every lease: only for the one process of an embedded database, at its start."""
    await connection.execute(update(leases).values(until=LONG_AGO))


async def touch(connection: AsyncConnection) -> None:
    """Write nothing, as only a database that takes writes lets one do."""
    await connection.execute(update(leases).where(leases.c.name == "").values(until=LONG_AGO))
