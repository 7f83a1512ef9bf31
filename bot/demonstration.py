"""Fills a trial installation with made-up dossiers, once, and tells their codes."""

from datetime import datetime, timedelta

from bot.config import Settings
from bot.knowledge import Knowledge
from bot.sample.dossiers import DIGITS, EVENTS, load_samples, sample_events
from domain.demonstration import SampleDossier
from domain.dossiers import DEMO
from handlers.dossiers.card import DossierCard
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
    cards = (knowledge.told.card(found[code]) for code in codes if code in found)
    knowledge.demonstration.dossiers = tuple(map(_shown, cards))
    knowledge.demonstration.digits = DIGITS


async def _fill(database: Database, knowledge: Knowledge, now: datetime) -> list[str]:
    told = sample_events(load_samples(), knowledge.catalogue, knowledge.calendar, knowledge.second_check, now)
    events = [event for event in told if event.at <= now]
    await database.write(dossiers.apply, events, knowledge.stored.ranks, now)
    return list(dict.fromkeys(event.code for event in events))


def _shown(card: DossierCard) -> SampleDossier:
    return SampleDossier(card.dossier.code, card.dossier.status.name.lower(), bool(card.late))
