"""Who may do what only one may do, such as polling Telegram; a lease ends by itself."""

from datetime import datetime

from sqlalchemy import Connection, or_, select, update

from storage.inbox import insert_new
from storage.tables.road import leases
from storage.tables.types import LONG_AGO


def take(connection: Connection, name: str, holder: str, until: datetime, now: datetime) -> bool:
    """Take or renew a lease; False while somebody else holds it."""
    fresh = insert_new(connection, leases).values(name=name, holder="", until=LONG_AGO, epoch=0)
    connection.execute(fresh.on_conflict_do_nothing())
    taken = connection.execute(
        update(leases)
        .where(leases.c.name == name, or_(leases.c.holder == holder, leases.c.until <= now))
        .values(holder=holder, until=until, epoch=leases.c.epoch + 1)
        .returning(leases.c.name)
    )
    return taken.first() is not None


def give_back(connection: Connection, name: str, holder: str) -> None:
    """Let another take it at once instead of waiting for its end."""
    connection.execute(
        update(leases).where(leases.c.name == name, leases.c.holder == holder).values(until=LONG_AGO)
    )


def holder(connection: Connection, name: str, now: datetime) -> str:
    """Who holds a lease at this moment; empty where nobody does."""
    held = select(leases.c.holder).where(leases.c.name == name, leases.c.until > now)
    return connection.scalar(held) or ""


def release_all(connection: Connection) -> None:
    """Give back every lease: only for the one process of an embedded database, at its start."""
    connection.execute(update(leases).values(until=LONG_AGO))


def touch(connection: Connection) -> None:
    """Write nothing, as only a database that takes writes lets one do."""
    connection.execute(update(leases).where(leases.c.name == "").values(until=LONG_AGO))
