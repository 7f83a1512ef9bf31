"""A database that goes away, or meets another writer, when a test says so."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from domain.errors import Away
from storage.database import Database


@dataclass
class Outage:
    """Everything of `database`; while `away`, nothing of it. `faults` are raised first, one a transaction.

    `loses` picks a transaction whose commit is told to nobody: once, it is written and `Away` all the same.
    """

    database: Database
    away: bool = False
    faults: list[Exception] = field(default_factory=list)
    refused: int = 0
    loses: Callable[..., bool] | None = None

    def __getattr__(self, name: str) -> Any:
        return getattr(self.database, name)

    async def write(self, work: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        self._check()
        done = await self.database.write(work, *args, **kwargs)
        if self.loses and self.loses(*args):
            self.loses = None
            raise Away("commit lost")
        return done

    async def read(self, work: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        self._check()
        return await self.database.read(work, *args, **kwargs)

    async def was_felt(self) -> bool:
        """Whether somebody has tried twice in vain."""
        return self.refused >= 2

    def _check(self) -> None:
        if self.away:
            self.refused += 1
            raise Away("planted")
        if self.faults:
            raise self.faults.pop(0)
