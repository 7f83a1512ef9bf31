"""From judged rows to what people see: compared, staged unseen, shown by one change of a pointer."""

import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from sqlalchemy import Connection

from bot.imports.kinds.kind import Kind, KindName
from bot.imports.pace import Pace
from bot.imports.spool import Change, Pair, Spool, Verdict
from bot.imports.turn import Turn
from domain.clock import Clock
from storage import import_rows, imports, snapshots
from storage.database import Database
from storage.import_rows import Staged
from storage.imports import Counts, Import, NewImport

PAGE = 500

Progress = Callable[[int], None]


async def _at_ease() -> None:
    pass


@dataclass(frozen=True, slots=True)
class Importing:
    """One kind of import on one database; every method is a walk of small transactions."""

    database: Database
    kind: Kind
    clock: Clock
    pace: Pace = field(default_factory=Pace)

    async def shown(self) -> Import | None:
        """The import of this kind that people see now."""
        return (await self.database.read(imports.live)).get(self.kind.name)

    async def compare(
        self, spool: Spool, shown: Import | None, as_of: date, keep: Callable[[], Awaitable[None]] = _at_ease
    ) -> Counts:
        """Say of every row what it changes against what is shown; `keep` is called now and then."""
        if shown:
            after = ""
            while rows := await self.database.read(self.kind.store.page, shown.id, after, PAGE):
                spool.add_shown((row.key, row.body) for row in rows)
                after = rows[-1].key
                await keep()
        for pairs in spool.pairs():
            await keep()
            spool.judge([self._verdict(pair, as_of) for pair in pairs])
        return spool.counts()

    async def stage(self, spool: Spool, new: NewImport, turn: Turn, progress: Progress) -> int:
        """Write all rows where nobody sees them; the number of the import. Raises `Abandoned`."""

        def add(connection: Connection, number: int, rows: list[Staged]) -> None:
            turn.hold_on(connection)
            self.kind.store.add(connection, number, rows)

        number = await self.database.write(imports.begin, new, self.clock.now())
        items = (item for item, _ in spool.rows())

        async def step(most: int) -> int:
            rows = [
                Staged(item.key, _digest(item.body), item.body, item.made, item.maker)
                for item in islice(items, most)
            ]
            if rows:
                await self.database.write(add, number, rows)
                progress(len(rows))
            return len(rows)

        await self.pace.all_of(step)
        return number

    async def show(self, number: int, turn: Turn) -> None:
        """From one moment to the next this is what people see. Raises `Abandoned`."""
        now = self.clock.now()

        def flip(connection: Connection) -> None:
            turn.hold(connection)
            imports.show(connection, number, now)
            if self.kind.name is KindName.DOSSIERS:
                snapshots.told_by_file(connection, now)

        await self.database.write(flip)

    def _verdict(self, pair: Pair, as_of: date) -> Verdict:
        body = self.kind.settled(pair.body, pair.shown, as_of)
        if pair.shown is None:
            return Verdict(pair.id, Change.NEW, body)
        return Verdict(pair.id, Change.NONE if body == pair.shown else Change.CHANGED, body)


async def announce(database: Database, clock: Clock, pace: Pace) -> None:
    """Note news for the followers of what was shown last, if that was not finished before."""
    shown = (await database.read(imports.live)).get(KindName.DOSSIERS)
    if shown is None or shown.announced:
        return
    after = ""

    async def step(most: int) -> int:
        nonlocal after
        after = await database.write(snapshots.announce, shown.id, after, most, clock.now())
        return len(after)

    await pace.all_of(step)
    await database.write(imports.announced, shown.id)


async def sweep(database: Database, turn: Turn, pace: Pace) -> None:
    """Remove what nobody can see any more: given up, taken back, or too old to come back."""

    def abandon(connection: Connection) -> None:
        turn.hold(connection)
        imports.abandon(connection)

    await database.write(abandon)
    for one in await database.read(imports.disused):
        await pace.all_of(_removal(database, turn, one))
        await database.write(imports.swept, one.id)
    await pace.all_of(_bodies(database, turn))


def _removal(database: Database, turn: Turn, one: Import) -> Callable[[int], Awaitable[int]]:
    remove = STORES[KindName(one.kind)].remove

    def some(connection: Connection, most: int) -> int:
        turn.hold_on(connection)
        return remove(connection, one.id, most)

    return lambda most: database.write(some, most)


def _bodies(database: Database, turn: Turn) -> Callable[[int], Awaitable[int]]:
    def some(connection: Connection, most: int) -> int:
        turn.hold_on(connection)
        return import_rows.sweep_bodies(connection, most)

    return lambda most: database.write(some, most)


def _digest(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()


STORES = {
    KindName.PROCEDURES: import_rows.RECORDS,
    KindName.AGENCIES: import_rows.RECORDS,
    KindName.DOSSIERS: snapshots.SNAPSHOTS,
}
