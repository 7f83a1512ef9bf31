"""How a chat stands to dossiers, read from the database for the dialogs that may not know it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection

from bot.patience import patiently
from bot.reader import Reader
from domain.access import Access, Asked
from domain.clock import Clock
from domain.messages import Address
from storage import follows
from storage.database import Database


@dataclass(slots=True, eq=False)
class StoredAccess:
    """The `DossierAccess` of the product; answers only while `run` runs."""

    database: Database
    clock: Clock
    _reader: Reader[Asked, Access] = field(init=False)

    def __post_init__(self) -> None:
        self._reader = Reader(self.database, self._look)

    async def of(self, asked: Asked) -> Access:
        return await self._reader.ask(asked)

    async def followed(self, address: Address) -> Sequence[str]:
        now = self.clock.now()
        return await patiently(lambda: self.database.read(follows.followed, address, now))

    async def run(self) -> None:
        await self._reader.run()

    def _look(self, connection: Connection, asked: Sequence[Asked]) -> list[Access]:
        return follows.access(connection, asked, self.clock.now())
