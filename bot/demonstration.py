"""Fills a trial installation with made-up dossiers, once, and tells their codes."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.config import Settings
from bot.knowledge import Knowledge
from bot.sample.dossiers import DIGITS, EVENTS, load_samples, sample_events
from domain.demonstration import SampleDossier
from domain.dossiers import DEMO, Dossier
from domain.promise import promise
from storage import dossiers
from storage.database import Database

STALE = timedelta(days=21)
"""Samples of an earlier trial look abandoned by then, and new ones are put beside them."""


def is_trial(settings: Settings, database: Database) -> bool:
    """An embedded database that no system feeds: somebody tries the product."""
    return database.embedded and not settings.feed.sources.get_secret_value() and not settings.portal.url


async def demonstrate(settings: Settings, database: Database, knowledge: Knowledge, *, fill: bool) -> None:
    """Put the samples in where there are none, if `fill`, and make their codes known."""
    if not is_trial(settings, database):
        return
    now = knowledge.clock.now()
    codes = await database.read(dossiers.codes_of, DEMO, EVENTS, now - STALE)
    if not codes and fill:
        codes = await _fill(database, knowledge, now)
    ranks = knowledge.stored.ranks
    found = await database.read(dossiers.find, codes, None, ranks)
    shown = _shown(knowledge, [found[code] for code in codes if code in found], now)
    knowledge.demonstration.dossiers = tuple(shown)
    knowledge.demonstration.digits = DIGITS


async def _fill(database: Database, knowledge: Knowledge, now: datetime) -> list[str]:
    told = sample_events(load_samples(), knowledge.catalogue, knowledge.calendar, knowledge.second_check, now)
    events = [event for event in told if event.at <= now]
    await database.write(dossiers.apply, events, knowledge.stored.ranks, now)
    return list(dict.fromkeys(event.code for event in events))


def _shown(knowledge: Knowledge, found: list[Dossier], now: datetime) -> Iterator[SampleDossier]:
    for dossier in found:
        procedure = knowledge.catalogue.get(dossier.procedure)
        promised = promise(dossier, procedure, knowledge.calendar, now)
        yield SampleDossier(dossier.code, dossier.status.name.lower(), bool(promised and promised.late))
