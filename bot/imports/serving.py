"""What was imported is served without a restart: a changed pointer is noticed, its rows take over."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field

import structlog
from sqlalchemy import Connection

from bot.agencies import LiveAgencies
from bot.catalogue import LiveCatalogue
from bot.imports.faults import FaultyRowError
from bot.imports.kinds.agencies import agency_of
from bot.imports.kinds.kind import KindName
from bot.imports.kinds.procedures import served
from bot.memory import undisturbed
from bot.patience import patiently
from bot.sample.catalogue import load_events, load_procedures
from bot.sample.places import load_agencies
from domain.procedures import Procedure
from storage import import_rows, imports
from storage.database import Database
from storage.import_rows import Kept
from storage.imports import Import

log = structlog.get_logger()

EVERY_SECONDS = 1.0
PAGE = 25
"""Rows of one step: what is being answered meanwhile hardly waits for it."""


def shown_dossiers(connection: Connection) -> int | None:
    """The import of dossiers that is looked up in."""
    return imports.live_id(connection, KindName.DOSSIERS)


@dataclass(slots=True)
class Serving:
    """Looks at the pointers again and again; the sample is back where nothing imported is shown."""

    database: Database
    catalogue: LiveCatalogue
    agencies: LiveAgencies
    _served: dict[str, int | None] = field(default_factory=dict)

    async def run(self) -> None:
        while True:
            await patiently(self.look)
            await asyncio.sleep(EVERY_SECONDS)

    async def look(self) -> None:
        """Serve what is shown now, if it is another import than before. Raises `Away`."""
        shown = await self.database.read(imports.live)
        for kind, serve in (
            (KindName.PROCEDURES, self._serve_procedures),
            (KindName.AGENCIES, self._serve_agencies),
        ):
            one = shown.get(kind)
            number = one.id if one else None
            if number != self._served.get(kind):
                await serve(one)
                self._served[kind] = number
                log.info("import_served", kind=kind.value, number=number)

    async def _serve_procedures(self, one: Import | None) -> None:
        if one is None:
            await self.catalogue.replace(load_procedures(), load_events())
            return
        async with undisturbed():
            await self.catalogue.replace(await imported(self.database, one), load_events())

    async def _serve_agencies(self, one: Import | None) -> None:
        if one is None:
            self.agencies.replace(load_agencies())
            return
        rows: list[Kept] = []
        while page := await self.database.read(import_rows.page, one.id, rows[-1].key if rows else "", 500):
            rows += page
        self.agencies.replace([agency_of(row.body) for row in rows])


async def imported(database: Database, one: Import) -> list[Procedure]:
    """All procedures of an import, in the order of their codes. Raises `Away`."""
    found: list[Procedure] = []
    after = ""
    while page := await database.read(import_rows.page, one.id, after, PAGE):
        found += await asyncio.to_thread(_procedures, page, one)
        after = page[-1].key
    return found


def _procedures(page: Sequence[Kept], one: Import) -> list[Procedure]:
    """A row that this release takes no more is left out and told; the others are served."""
    found = []
    for row in page:
        try:
            found.append(served(row, one.as_of))
        except FaultyRowError as error:
            log.warning("imported_row_left_out", number=one.id, code=row.key, fields=str(error))
    return found
