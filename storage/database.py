"""The database: one transaction is one function, committed when it returns; opened in `bot/` only."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy import URL, Connection, make_url
from sqlalchemy.ext.asyncio import create_async_engine

from domain.errors import Away
from storage.engines import FileTransactions, ServerTransactions, Transactions
from storage.faults import Busy, translated

Given = ParamSpec("Given")
Result = TypeVar("Result")


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
    """Whoever writes and whoever reads; on PostgreSQL they are the same."""

    writer: Transactions
    reader: Transactions

    @classmethod
    def open(cls, url: str) -> "Database":
        """Make the engines. Raises `Away` where the folder of a file cannot be made."""
        target = async_url(url)
        if target.get_backend_name() == "sqlite":
            with translated():
                return cls(
                    FileTransactions(target, reads_only=False), FileTransactions(target, reads_only=True)
                )
        server = ServerTransactions(
            create_async_engine(
                target,
                pool_size=10,
                max_overflow=10,
                hide_parameters=True,
                pool_timeout=10,
                connect_args={"timeout": 5, "command_timeout": 30},
            )
        )
        return cls(server, server)

    @property
    def embedded(self) -> bool:
        """Whether the data is a file of this machine, with one process that answers."""
        return isinstance(self.writer, FileTransactions)

    async def write(
        self,
        work: Callable[Concatenate[Connection, Given], Result],
        *args: Given.args,
        **kwargs: Given.kwargs,
    ) -> Result:
        """Call `work(connection, …)` in one transaction: commits when it returns, else rolls back.

        The work runs on a thread of the database, so it touches nothing of the event loop. Raises
        `Away` when the database cannot be reached, `Busy` when two writers met, `Conflict` when a
        unique key was taken, `Refused` for values that it will never take.
        """
        with translated():
            return await self.writer.run(lambda connection: work(connection, *args, **kwargs))

    async def read(
        self,
        work: Callable[Concatenate[Connection, Given], Result],
        *args: Given.args,
        **kwargs: Given.kwargs,
    ) -> Result:
        """Call `work(connection, …)`, which only reads, on one state of the data. Raises `Away`."""
        with translated():
            return await self.reader.run(lambda connection: work(connection, *args, **kwargs))

    async def foreign_commits(self) -> int:
        """SQLite: a number that changes when another process commits, asked of the one writer."""
        return int(str((await self._pragma("PRAGMA data_version") or (0,))[0]))

    async def truncate_log(self) -> bool:
        """SQLite: empty the write-ahead log, so that nothing deleted lives on in it.

        False where that must be tried again, since somebody reads. PostgreSQL's own vacuum does it
        there, and nothing is done here.
        """
        try:
            with translated():
                return await self.writer.truncate_log()
        except (Away, Busy):
            return False

    async def optimize(self) -> None:
        """SQLite: let its planner learn how large the tables have grown."""
        await self._pragma("PRAGMA optimize")

    async def _pragma(self, statement: str) -> tuple[object, ...] | None:
        with translated():
            return await self.writer.pragma(statement)

    async def close(self) -> None:
        await self.writer.close()
        if self.reader is not self.writer:
            await self.reader.close()
