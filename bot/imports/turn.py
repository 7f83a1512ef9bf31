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
    holder = f"{socket.gethostname()[:40]} {os.getpid()} {os.urandom(4).hex()}"
    mine = Turn(database, machine, holder, machine.now())
    try:
        await database.write(mine.hold)
    except Abandoned:
        other = await database.read(leases.holder, NAME, machine.now())
        raise Running(other) from None
    try:
        yield mine
    finally:
        await database.write(leases.give_back, NAME, mine.holder)
