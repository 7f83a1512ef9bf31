"""What `motcua import` does, from a file to what people see, without a word being printed."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path

from sqlalchemy import Connection

from bot.imports.checking import Checked
from bot.imports.importing import Importing, announce, sweep
from bot.imports.kinds.kind import Kind
from bot.imports.pace import Pace
from bot.imports.turn import Turn, turn
from domain.clock import Clock
from storage import imports
from storage.database import Database
from storage.imports import Counts, Import, NewImport, RollBack

LONGEST_NAME = 120


class End(StrEnum):
    """How an import ended."""

    DRY = "dry"
    SAME_FILE = "same_file"
    SAME_ROWS = "same_rows"
    SHOWN = "shown"


@dataclass(frozen=True, slots=True)
class Result:
    """`number` is that of the new import, `before` what was shown until now."""

    end: End
    as_of: date
    counts: Counts = field(default_factory=Counts)
    before: Import | None = None
    number: int | None = None


def _quiet(_rows: int) -> None:
    pass


@dataclass(frozen=True, slots=True)
class Deed:
    """`as_of` is the date that the operator gave; else the file's own, else today."""

    database: Database
    kind: Kind
    clock: Clock
    machine: Clock
    as_of: date | None
    today: date

    async def preview(self, checked: Checked) -> Result:
        """Compare only; nothing is written, and others may import meanwhile."""
        importing = Importing(self.database, self.kind, self.clock)
        before, as_of = await importing.shown(), self._date(checked)
        counts = await importing.compare(checked.spool, before, as_of)
        return Result(End.DRY, as_of, counts, before)

    async def do(self, path: Path, checked: Checked, progress: Callable[[int], None] = _quiet) -> Result:
        """Import a file without faults. Raises `Running`, `Abandoned`."""
        async with turn(self.database, self.machine) as mine:
            await self.database.write(imports.abandon)
            importing = Importing(self.database, self.kind, self.clock)
            before, as_of = await importing.shown(), self._date(checked)
            if before and before.digest == checked.digest and self._adds_no_date(before, checked):
                return Result(End.SAME_FILE, before.as_of, before=before)
            counts = await importing.compare(checked.spool, before, as_of, mine.keep)
            if before and counts.nothing and self._adds_no_date(before, checked):
                return Result(End.SAME_ROWS, before.as_of, counts, before)
            name = path.name.encode("utf-8", "replace").decode()[-LONGEST_NAME:]
            previous = before.id if before else None
            new = NewImport(self.kind.name, name, checked.digest, as_of, counts, previous)
            number = await importing.stage(checked.spool, new, mine, progress)
            await importing.show(number, mine)
            await self._after(mine)
        return Result(End.SHOWN, as_of, counts, before, number)

    async def _after(self, mine: Turn) -> None:
        await announce(self.database, self.clock, Pace())
        await sweep(self.database, mine, Pace())

    def _date(self, checked: Checked) -> date:
        return self.as_of or checked.day or self.today

    def _adds_no_date(self, before: Import, checked: Checked) -> bool:
        """Only a date that somebody gave is news by itself."""
        return (self.as_of or checked.day or before.as_of) == before.as_of


async def roll_back(
    database: Database, clock: Clock, machine: Clock, number: int
) -> tuple[RollBack, Import | None]:
    """Take an import back. Raises `Running`."""

    def back(connection: Connection) -> tuple[RollBack, Import | None]:
        mine.hold(connection)
        return imports.roll_back(connection, number)

    async with turn(database, machine) as mine:
        done = await database.write(back)
        await announce(database, clock, Pace())
        return done
