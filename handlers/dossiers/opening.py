"""A dossier put together for one person: what is known, what was promised, what they may see."""

from dataclasses import dataclass

from domain.access import Access, Asked, DossierAccess
from domain.clock import Clock
from domain.dossiers import Dossier, DossierSource
from domain.procedures import Catalogue
from domain.promise import Calendar, promise
from handlers.dossiers.card import DossierCard
from handlers.turn import Turn


@dataclass(frozen=True, slots=True)
class Opened:
    """A dossier as this chat may see it; `card` is None for a code that nobody knows.

    `barred`: nothing was looked up, since too much was tried in vain from here.
    """

    code: str
    card: DossierCard | None
    access: Access
    slow: bool = False
    barred: bool = False

    @property
    def dossier(self) -> Dossier | None:
        return self.card.dossier if self.card else None


@dataclass(frozen=True, slots=True)
class Dossiers:
    """Reads all that the answers about a dossier need."""

    source: DossierSource
    access: DossierAccess
    catalogue: Catalogue
    calendar: Calendar
    clock: Clock

    async def open(self, turn: Turn, code: str, *, whole_number: bool = False) -> Opened:
        """Look up a code for a chat; the same reads whether it exists or not.

        Where too much was tried in vain nothing is looked up, but for who shows a whole number: a
        stranger behind the same address must lock no applicant out.
        """
        access = await self._access(turn, code)
        if access.barred and not access.proven and not whole_number:
            return Opened(code, None, access, barred=True)
        return await self._look_up(code, access)

    async def open_if_proven(self, turn: Turn, code: str) -> Opened:
        """The same for a press that shows nothing to a stranger: for one, nothing is looked up."""
        access = await self._access(turn, code)
        return await self._look_up(code, access) if access.proven else Opened(code, None, access)

    async def _access(self, turn: Turn, code: str) -> Access:
        return await self.access.of(Asked(turn.message.address, code, turn.message.network))

    async def _look_up(self, code: str, access: Access) -> Opened:
        lookup = await self.source.find(code)
        card = self.card(lookup.dossier, slow=lookup.slow) if lookup.dossier else None
        return Opened(code, card, access, lookup.slow)

    def card(self, dossier: Dossier, *, slow: bool = False) -> DossierCard:
        """The card of a dossier at this moment."""
        now = self.clock.now()
        procedure = self.catalogue.get(dossier.procedure)
        promised = promise(dossier, procedure, self.calendar, now)
        return DossierCard(dossier, procedure, promised, now, slow)
