"""The catalogue that is served: replaced as a whole while the bot goes on answering from the old one."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.imports.served import events_of, served
from domain.procedures import MOST_HITS, Catalogue, Found, LifeEvent, Procedure
from domain.search.catalogue import InMemoryCatalogue
from domain.search.said import Said


@dataclass(slots=True)
class LiveCatalogue:
    """Implements `Catalogue` by the one that is current; a turn that has begun may end in the old one.

    `known` lends its words of the people to imported procedures of the same code.
    """

    current: Catalogue
    known: Sequence[Procedure] = ()

    def get(self, code: str) -> Procedure | None:
        return self.current.get(code)

    def search(self, query: Said, most_hits: int = MOST_HITS) -> Found:
        return self.current.search(query, most_hits)

    def fields(self) -> Sequence[tuple[str, Sequence[Procedure]]]:
        return self.current.fields()

    def events(self) -> Sequence[LifeEvent]:
        return self.current.events()

    async def replace(self, procedures: Iterable[Procedure], events: Iterable[LifeEvent]) -> None:
        """Build the new index beside the loop, then serve it from one moment to the next."""
        self.current = await asyncio.to_thread(built, tuple(procedures), tuple(events), self.known)


def built(
    procedures: Iterable[Procedure], events: Iterable[LifeEvent], known: Iterable[Procedure]
) -> InMemoryCatalogue:
    rows = served(procedures, known)
    return InMemoryCatalogue(rows, events_of(rows, events))
