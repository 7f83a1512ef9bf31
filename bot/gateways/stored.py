"""Dossiers that we were told of: by the feed, by an imported file, by hand."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection

from bot.reader import Reader
from domain.dossiers import Lookup
from storage import dossiers
from storage.database import Database


def _nothing_imported(_connection: Connection) -> int | None:
    return None


@dataclass(slots=True, eq=False)
class StoredDossiers:
    """The `DossierSource` of our own database; answers only while `run` runs.

    `live` reads which import is shown, in the same transaction as its rows.
    """

    database: Database
    ranks: Mapping[str, int]
    live: Callable[[Connection], int | None] = _nothing_imported
    _reader: Reader[str, Lookup] = field(init=False)

    def __post_init__(self) -> None:
        self._reader = Reader(self.database, self._look)

    async def find(self, code: str) -> Lookup:
        return await self._reader.ask(code)

    async def run(self) -> None:
        await self._reader.run()

    def _look(self, connection: Connection, codes: Sequence[str]) -> list[Lookup]:
        found = dossiers.find(connection, codes, self.live(connection), self.ranks)
        return [Lookup(found.get(code)) for code in codes]
