"""A dossier as the province tells it now, with what was told before; the latter alone when it does not."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from bot.gateways.joining import joined
from bot.gateways.learned import event_of
from domain.dossiers import Dossier, DossierEvent, DossierSource, Lookup

MOST = 10_000
"""Answers of the province that one process remembers; what is older is in the database."""


@dataclass(slots=True)
class CombinedDossiers:
    """The `DossierSource` of the dialogs: the province first, then what imports and feeds told.

    What the province told is remembered here, and handed to `learned` so that it can be stored:
    a look-up itself writes nothing.
    """

    stored: DossierSource
    portal: DossierSource | None
    learned: Callable[[DossierEvent], None]
    most: int = MOST
    _last: dict[str, Dossier] = field(default_factory=dict, repr=False)

    async def find(self, code: str) -> Lookup:
        before = await self.stored.find(code)
        if self.portal is None:
            return before
        known = _both(before.dossier, self._last.get(code))
        answer = await self.portal.find(code)
        if answer.dossier is None:
            return Lookup(known, slow=answer.slow)
        return Lookup(self._heard(known, answer.dossier))

    def _heard(self, known: Dossier | None, told: Dossier) -> Dossier:
        """Once for every answer, though it is found again in the cache of the look-up."""
        now = joined(known, told) if known else told
        last = self._last.get(told.code)
        if last is None or last.told_at < told.told_at:
            at = now.now.at if now.now.state == told.now.state else told.now.at
            self._remember(replace(told, steps=(replace(told.now, at=at),)))
            self.learned(event_of(told, at))
        return now

    def _remember(self, told: Dossier) -> None:
        self._last.pop(told.code, None)
        while len(self._last) >= self.most:
            del self._last[next(iter(self._last))]
        self._last[told.code] = told


def _both(stored: Dossier | None, told: Dossier | None) -> Dossier | None:
    return joined(stored, told) if stored and told else stored or told
