"""Where a transaction runs: whole on the thread of a SQLite file, or over asyncpg."""

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, TypeVar, cast

import aiosqlite
from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.ext.asyncio import AsyncEngine

Result = TypeVar("Result")

_PATIENT, _IMPATIENT = 5_000, 20
"""Milliseconds that a statement waits for another process's lock."""

_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    f"PRAGMA busy_timeout={_PATIENT}",
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA cache_size=-16000",
)


class Transactions(Protocol):
    """Runs a function in one transaction of a connection of its own."""

    async def run(self, work: Callable[[Connection], Result]) -> Result:
        """Begin, do the work, commit; roll back on any error."""

    async def pragma(self, statement: str) -> tuple[object, ...] | None:
        """SQLite: run it outside any transaction, as some of them must be. The first row, if any."""

    async def truncate_log(self) -> bool:
        """SQLite: empty the write-ahead log, unless somebody reads it at this moment."""

    async def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class ServerTransactions:
    """On a server the work's statements are awaited one by one, inside SQLAlchemy's `run_sync`."""

    engine: AsyncEngine

    async def run(self, work: Callable[[Connection], Result]) -> Result:
        async with self.engine.begin() as connection:
            return await connection.run_sync(work)

    async def pragma(self, statement: str) -> None:
        """Nothing: a server looks after itself."""

    async def truncate_log(self) -> bool:
        return True

    async def close(self) -> None:
        await self.engine.dispose()


class _Thread(aiosqlite.Connection):
    """aiosqlite's connection with its thread, on which whole functions may run too.

    A hop to the thread and back costs more CPU than most statements, and a statement that is awaited
    alone costs several of them.
    """

    def __init__(self, connect: Callable[[], sqlite3.Connection]) -> None:
        super().__init__(connect, iter_chunk_size=64)
        self._thread.daemon = True

    async def run(self, work: Callable[[], Result]) -> Result:
        return cast("Result", await self._execute(work))  # type: ignore[no-untyped-call]  # aiosqlite has no types here

    async def ended(self) -> None:
        """Wait for the thread of a connection that failed: it speaks to its loop once more."""
        await asyncio.to_thread(self._thread.join, 1.0)


@dataclass(slots=True)
class FileTransactions:
    """On a SQLite file: one connection and one thread, opened when first needed.

    Raises `sqlite3.Error` when the file cannot be opened.
    """

    url: URL
    reads_only: bool
    engine: Engine = field(init=False)
    _connection: Connection | None = field(init=False, default=None)
    _thread: _Thread | None = field(init=False, default=None)
    _opening: asyncio.Lock = field(init=False, default_factory=asyncio.Lock)

    def __post_init__(self) -> None:
        Path(self.url.database or "").parent.mkdir(parents=True, exist_ok=True)
        self.engine = create_engine(self.url.set(drivername="sqlite"), hide_parameters=True)
        event.listen(self.engine, "connect", self._configure)

    async def run(self, work: Callable[[Connection], Result]) -> Result:
        thread = self._thread or await self._opened()
        return await thread.run(lambda: self._transaction(work))

    async def pragma(self, statement: str) -> tuple[object, ...] | None:
        thread = self._thread or await self._opened()
        return await thread.run(lambda: self._driver().execute(statement).fetchone())

    async def truncate_log(self) -> bool:
        thread = self._thread or await self._opened()
        return await thread.run(self._truncate)

    def _truncate(self) -> bool:
        """Without patience: whoever reads may read for long, and everybody else waits behind us."""
        driver = self._driver()
        driver.execute(f"PRAGMA busy_timeout={_IMPATIENT}")
        try:
            is_busy, *_ = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        finally:
            driver.execute(f"PRAGMA busy_timeout={_PATIENT}")
        return not is_busy

    async def close(self) -> None:
        async with self._opening:
            if self._thread:
                await self._thread.run(self._disconnect)
                await self._thread.close()
                self._thread = None

    async def _opened(self) -> _Thread:
        async with self._opening:
            if self._thread is None:
                async with AsyncExitStack() as unless_open:
                    thread = _Thread(self._connect)
                    unless_open.push_async_callback(thread.ended)
                    await thread
                    unless_open.pop_all()
                self._thread = thread
            return self._thread

    def _connect(self) -> sqlite3.Connection:
        self._connection = self.engine.connect()
        return self._driver()

    def _disconnect(self) -> None:
        """On the thread that made it: else the pool would end the connection on another one."""
        self._held().close()
        self.engine.dispose()

    def _driver(self) -> sqlite3.Connection:
        return cast("sqlite3.Connection", self._held().connection.driver_connection)

    def _held(self) -> Connection:
        if self._connection is None:
            raise sqlite3.OperationalError("unable to open database")
        return self._connection

    def _transaction(self, work: Callable[[Connection], Result]) -> Result:
        held = self._held()
        with held.begin():  # an engine that is told to listen for it asks at every statement
            held.exec_driver_sql("BEGIN" if self.reads_only else "BEGIN IMMEDIATE")
            return work(held)

    def _configure(self, connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None
        for pragma in _PRAGMAS:
            connection.execute(pragma)
        connection.execute("PRAGMA query_only=ON" if self.reads_only else "PRAGMA optimize=0x10002")
