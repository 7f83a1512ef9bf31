"""How a chat stands to dossiers, read from the database for the dialogs that may not know it."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.patience import patiently
from domain.access import Access
from domain.clock import Clock
from domain.messages import Address
from storage import checks, follows
from storage.database import Database


@dataclass(frozen=True, slots=True)
class StoredAccess:
    """The `DossierAccess` of the product."""

    database: Database
    clock: Clock

    async def of(self, address: Address, code: str) -> Access:
        now = self.clock.now()
        return await patiently(lambda: self.database.read(follows.access, address, code, now))

    async def followed(self, address: Address) -> Sequence[str]:
        now = self.clock.now()
        return await patiently(lambda: self.database.read(follows.followed, address, now))

    async def tries_too_much(self, address: Address, network: str) -> bool:
        now = self.clock.now()
        return await patiently(lambda: self.database.read(checks.tries_too_much, address, network, now))
