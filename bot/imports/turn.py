"""One import at a time, whatever its kind: who runs holds a lease and is named to the second one."""

import os
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from domain.clock import Clock
from storage import leases
from storage.database import Database
from storage.imports import Abandoned

NAME = "import"
LASTS = timedelta(seconds=60)
RENEW = timedelta(seconds=5)


class Running(Exception):
    """Another import is under way; `holder` names its machine and process."""

    def __init__(self, holder: str) -> None:
        super().__init__(holder)
        self.holder = holder


@dataclass(slots=True)
class Turn:
    """The right to change imports, renewed while work goes on."""

    database: Database
    machine: Clock
    holder: str
    renewed: datetime

    def hold(self, connection: Connection) -> None:
        """In a transaction of the work: raises `Abandoned` where the right was lost."""
        now = self.machine.now()
        if not leases.take(connection, NAME, self.holder, now + LASTS, now):
            raise Abandoned
        self.renewed = now

    def hold_on(self, connection: Connection) -> None:
        """The same, where it is time again."""
        if self.machine.now() - self.renewed > RENEW:
            self.hold(connection)

    async def keep(self) -> None:
        """Between two steps that write nothing."""
        if self.machine.now() - self.renewed > RENEW:
            await self.database.write(self.hold)


@asynccontextmanager
async def turn(database: Database, machine: Clock) -> AsyncIterator[Turn]:
    """Hold the lease while inside. Raises `Running`."""
    holder = f"{_machine()} {os.getpid()} {os.urandom(4).hex()}"
    mine = Turn(database, machine, holder, machine.now())
    await _take(mine)
    try:
        yield mine
    finally:
        await database.write(leases.give_back, NAME, mine.holder)


async def _take(mine: Turn) -> None:
    """Also from a process of this machine that was killed: nobody should wait for its lease to end."""
    database, now = mine.database, mine.machine.now()
    other = await database.read(leases.holder, NAME, now)
    if other and _is_dead(other):
        await database.write(leases.give_back, NAME, other)
    try:
        await database.write(mine.hold)
    except Abandoned:
        other = await database.read(leases.holder, NAME, now)
        raise Running(other) from None


def _is_dead(holder: str) -> bool:
    machine, _, rest = holder.partition(" ")
    process = rest.partition(" ")[0]
    if machine != _machine() or not process.isdecimal():
        return False
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return True
    except OSError:  # it is somebody else's
        return False
    return False


def _machine() -> str:
    """One word, short enough for a lease."""
    return "".join(socket.gethostname().split())[:40] or "?"
