"""Engines and the unit of work: one transaction, one commit, opened in `bot/` only."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import URL, event, make_url
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, InterfaceError, StatementError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from domain.errors import Away, Conflict

_BUSY = ("database is locked", "deadlock detected", "could not serialize")
_AWAY = ("unable to open database", "disk I/O error", "database or disk is full", "readonly database")
_AWAY_STATES = ("08", "53", "57P", "25006", "57014")
"""Connection lost, out of resources, server going down or coming up (PostgreSQL, appendix A)."""
_BARE = "motcua_bare"
"""Option of a connection on which no transaction is begun: some pragmas refuse to run in one."""

_BAD_VALUE = "invalid input for query argument"
"""What asyncpg says of a value before it is sent; then there is no SQLSTATE."""

_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA busy_timeout=5000",
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",
)


class Refused(Exception):
    """The database will never take these values: nothing was written, do not repeat."""


class Busy(Exception):
    """Two batches met: nothing was written, repeat the batch."""


def async_url(written: str) -> URL:
    """Name the driver that we use, whatever the operator wrote before `://`."""
    url = make_url(written)
    driver = {
        "sqlite": "sqlite+aiosqlite",
        "postgresql": "postgresql+asyncpg",
        "postgres": "postgresql+asyncpg",
    }
    return url.set(drivername=driver[url.drivername.partition("+")[0]])


def plain_dsn(written: str) -> str:
    """The address of a PostgreSQL server as its driver takes it, without SQLAlchemy's driver name."""
    return make_url(written).set(drivername="postgresql").render_as_string(hide_password=False)


@dataclass(frozen=True, slots=True)
class Database:
    """The engine that writes and the one that reads; on PostgreSQL they are the same."""

    writer: AsyncEngine
    reader: AsyncEngine

    @classmethod
    def open(cls, url: str) -> "Database":
        """Make the engines. Raises `Away` where the folder of a file cannot be made."""
        target = async_url(url)
        if target.get_backend_name() == "sqlite":
            return cls(_sqlite(target, reads_only=False), _sqlite(target, reads_only=True))
        engine = create_async_engine(
            target,
            pool_size=10,
            max_overflow=10,
            hide_parameters=True,
            pool_timeout=10,
            connect_args={"timeout": 5, "command_timeout": 30},
        )
        return cls(engine, engine)

    @property
    def embedded(self) -> bool:
        """Whether the data is a file of this machine, with one process that answers."""
        return self.writer.dialect.name == "sqlite"

    @asynccontextmanager
    async def unit_of_work(self) -> AsyncIterator[AsyncConnection]:
        """One transaction: commits on leaving, rolls back on any error.

        Raises `Away` when the database cannot be reached, `Busy` when two writers met, `Conflict`
        when a unique key was taken, `Refused` for values that it will never take.
        """
        async with _translated(), self.writer.begin() as connection:
            yield connection

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """A connection that only reads. Raises `Away`."""
        async with _translated(), self.reader.connect() as connection:
            yield connection

    async def foreign_commits(self) -> int:
        """SQLite: a number that changes when another process commits, asked of the one writer."""
        async with _translated():
            return int((await self._pragma("PRAGMA data_version"))[0])

    async def truncate_log(self) -> None:
        """SQLite: empty the write-ahead log, so that nothing deleted lives on in it.

        PostgreSQL's own vacuum does that there, and nothing is done here. What was committed before
        stays so where the log cannot be emptied now: the next call does it.
        """
        if not self.embedded:
            return
        with suppress(Away, Busy):
            await self._empty_log()

    async def _empty_log(self) -> None:
        async with _translated():
            await self._pragma("PRAGMA wal_checkpoint(TRUNCATE)")

    async def optimize(self) -> None:
        """SQLite: let its planner learn how large the tables have grown."""
        async with _translated():
            await self._pragma("PRAGMA optimize")

    async def _pragma(self, statement: str) -> Any:
        """Run a pragma outside any transaction, on the writer's own connection."""
        async with self.writer.connect() as opened:
            connection = await opened.execution_options(**{_BARE: True})
            result = await connection.exec_driver_sql(statement)
            return result.first() if result.returns_rows else None

    async def close(self) -> None:
        await self.writer.dispose()
        if self.reader is not self.writer:
            await self.reader.dispose()


def _sqlite(url: URL, *, reads_only: bool) -> AsyncEngine:
    _make_folder(url)
    engine = create_async_engine(
        url,
        hide_parameters=True,
        pool_size=2 if reads_only else 1,
        max_overflow=0,
        pool_timeout=10,
        # A unit of work has ended its transaction itself: a ROLLBACK more would be one hop more.
        pool_reset_on_return="rollback" if reads_only else None,
    )

    @event.listens_for(engine.sync_engine, "connect")
    def configure(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in _PRAGMAS:
            cursor.execute(pragma)
        cursor.execute("PRAGMA query_only=ON" if reads_only else "PRAGMA optimize=0x10002")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def begin(connection: Any) -> None:
        if not connection.get_execution_options().get(_BARE):
            connection.exec_driver_sql("BEGIN" if reads_only else "BEGIN IMMEDIATE")

    return engine


def _make_folder(url: URL) -> None:
    try:
        Path(url.database or "").parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Away(type(error).__name__) from error


@asynccontextmanager
async def _translated() -> AsyncIterator[None]:
    """Tell a database that is away, and writers that met, from a statement that is wrong."""
    try:
        yield
    except DBAPIError as error:
        raise _meaning(error) from error
    except (StatementError, UnicodeError) as error:
        raise Refused(type(error).__name__) from error
    except (OSError, TimeoutError, PoolTimeout) as error:
        raise Away(type(error).__name__) from error


def _meaning(error: DBAPIError) -> Exception:
    text = str(error.orig)
    if any(sign in text for sign in _BUSY):
        return Busy(text)
    state = str(getattr(error.orig, "sqlstate", None) or "")
    lost = error.connection_invalidated or isinstance(error, InterfaceError)
    if lost or state.startswith(_AWAY_STATES) or any(sign in text for sign in _AWAY):
        return Away(type(error.orig).__name__)
    if isinstance(error, IntegrityError):
        return Conflict(type(error.orig).__name__)
    is_bad_value = isinstance(error, DataError) or state.startswith("22") or _BAD_VALUE in text
    return Refused(type(error.orig).__name__) if is_bad_value else error
