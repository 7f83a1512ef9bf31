"""`motcua dossiers set` and `motcua demo-data`: dossiers to show and to measure with."""

import asyncio
import time
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from itertools import islice
from uuid import uuid4

import typer
from rich.console import Console
from rich.progress import track

from bot.check_key import second_check
from bot.cli.failures import stop, told
from bot.cli.words import tell
from bot.clock import product_clock
from bot.config import Settings
from bot.feed_keys import feed_keys
from bot.sample.catalogue import load_procedures
from bot.sample.many_dossiers import Made, ManyDossiers
from bot.start import require_schema
from domain.clock import VIETNAM
from domain.dossier_codes import find_code
from domain.dossiers import DEMO, DossierEvent, Status, ranks_of
from domain.text import clean
from storage import bulk, dossiers, schema
from storage.database import Database

AT_ONCE = 1_000
"""Dossiers of one transaction: more would hold the writer too long."""

YEAR = timedelta(days=365)


def set_status(settings: Settings, typed: str, status: int, note: str) -> None:
    """Change a dossier as if the feed had told it; a code that nobody told yet is a new one."""
    found = find_code(typed)
    if found is None:
        stop(tell("cli.dossiers.no_code", code=clean(typed)[:80]))
    now = product_clock(settings).now()
    event = DossierEvent(uuid4().hex, DEMO, found.code, Status(status), now, note=clean(note))
    with told():
        result = asyncio.run(_set(settings, event, now))
    typer.echo(tell(f"cli.dossiers.{result}", code=found.code, status=status))


async def _set(settings: Settings, event: DossierEvent, now: datetime) -> str:
    database = Database.open(settings.database.url)
    ranks = ranks_of(feed_keys(settings.feed.sources))
    try:
        await _prepare(database)
        (result,) = await database.write(dossiers.apply, [event], ranks, now)
        return result.value
    finally:
        await database.close()


def make_many(settings: Settings, count: int, seed: int, first: date | None, last: date | None) -> None:
    """Write so many dossiers of nobody and say how fast; the same ones again change nothing."""
    last = last or product_clock(settings).now().astimezone(VIETNAM).date() - timedelta(days=1)
    first = first or last - YEAR
    if first > last:
        stop(tell("cli.demo.no_days"))
    began = time.monotonic()
    with told():
        procedures = [procedure.code for procedure in load_procedures()]
        made = ManyDossiers(count, seed, first, last, procedures, second_check(settings))
        asyncio.run(_write(settings, made))
    took = time.monotonic() - began
    rate = round(count / max(took, 0.001))
    typer.echo(tell("cli.demo.made", count=count, seconds=f"{took:.1f}", rate=rate))


async def _write(settings: Settings, made: ManyDossiers) -> None:
    database = Database.open(settings.database.url)
    try:
        await _prepare(database)
        total = -(-made.count // AT_ONCE)
        screen = Console(stderr=True)
        for part in track(_parts(made), total=total, description="", console=screen, transient=True):
            events = [event for each in part for event in each.events]
            await database.write(bulk.add, [each.row for each in part], events)
        await database.optimize() if database.embedded else await database.write(bulk.learn)
    finally:
        await database.close()


def _parts(made: Iterable[Made]) -> Iterator[list[Made]]:
    rest = iter(made)
    while part := list(islice(rest, AT_ONCE)):
        yield part


async def _prepare(database: Database) -> None:
    """Unlike a start it frees no lease: another process may be at work."""
    if database.embedded:
        await database.write(schema.migrate)
    else:
        await database.read(require_schema)
