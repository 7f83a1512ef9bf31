"""`motcua check-config` and `motcua doctor`: what is wrong, in words, before people notice."""

import asyncio
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import typer
from sqlalchemy import make_url

from bot.cli.data_ages import said
from bot.cli.words import tell
from bot.clock import product_clock
from bot.config import Settings
from bot.feed_keys import feed_keys
from domain.errors import Away
from storage import dead_letters, dossiers, imports, inbox, outbox, schema
from storage.database import Database

SLOW_MINUTES = 5
QUIET_DAYS = 3


@dataclass(frozen=True, slots=True)
class Finding:
    """`grave`: people are not served, or not truly; `fine`: good to know."""

    words: str
    grave: bool = False
    fine: bool = False

    @property
    def sign(self) -> str:
        return "✗" if self.grave else "·" if self.fine else "!"


def check_config(settings: Settings) -> None:
    """Settings were read already; say which channels they switch on."""
    web, telegram = settings.web, settings.telegram
    mode = telegram.mode.value if telegram.token.get_secret_value() else "off"
    typer.echo(tell("cli.config.valid"))
    typer.echo(f"  {tell('cli.config.web', host=web.host, port=web.port)}")
    typer.echo(f"  {tell(f'cli.config.telegram.{mode}')}")
    for finding in _settings(settings):
        typer.echo(f"  ! {finding.words}")


def doctor(settings: Settings) -> None:
    """Print every finding; status 1 when one of them is grave."""
    findings = asyncio.run(_examine(settings))
    for finding in findings:
        typer.echo(f"{finding.sign} {finding.words}")
    if all(finding.fine for finding in findings):
        typer.echo(tell("cli.doctor.well"))
    if any(finding.grave for finding in findings):
        sys.exit(1)


def _settings(settings: Settings) -> list[Finding]:
    province = settings.province
    empty = [name for name in ("hotline", "portal_url", "operator") if not getattr(province, name)]
    findings = [Finding(tell("cli.doctor.empty", name=f"PROVINCE__{name.upper()}")) for name in empty]
    if settings.clock.file:
        findings.append(Finding(tell("cli.doctor.clock_file", name="CLOCK__FILE"), grave=True))
    if proxies := _proxies(settings):
        findings.append(proxies)
    if not province.crisis_line:
        findings.append(Finding(tell("cli.doctor.no_crisis_line", name="PROVINCE__CRISIS_LINE")))
    return findings


def _proxies(settings: Settings) -> Finding | None:
    """Behind a proxy that is not named all people come from one address: one who guesses closes it."""
    web = settings.web
    if "*" in web.trusted_proxies:
        return Finding(tell("cli.doctor.any_proxy", name="WEB__TRUSTED_PROXIES"))
    if web.public_url.strip().lower().startswith("https:") and not web.trusted_proxies:
        return Finding(tell("cli.doctor.no_proxy", name="WEB__TRUSTED_PROXIES"))
    return None


def _files(settings: Settings) -> list[Finding]:
    """The files of a SQLite database that everybody on this machine may read."""
    url = make_url(settings.database.url)
    if url.get_backend_name() != "sqlite" or not url.database:
        return []
    path = Path(url.database)
    files = sorted(path.parent.glob(f"{path.name}*"))
    return [
        Finding(tell("cli.doctor.open_file", path=str(file)), grave=True)
        for file in files
        if file.stat().st_mode & 0o007
    ]


async def _examine(settings: Settings) -> list[Finding]:
    database = Database.open(settings.database.url)
    try:
        found = [finding async for finding in _database(database, settings)]
        return [*_settings(settings), *_files(settings), *found]
    except Away:
        return [Finding(tell("cli.database.away"), grave=True)]
    finally:
        await database.close()


async def _database(database: Database, settings: Settings) -> AsyncIterator[Finding]:
    if not await database.read(schema.is_current):
        yield Finding(tell("cli.run.old_schema"), grave=True)
        return
    now = product_clock(settings).now()
    queues = {
        "inbox": await database.read(inbox.queue),
        "outbox": await database.read(outbox.queue, now),
    }
    given_up = len(await database.read(dead_letters.failed, 1000))
    for name, (rows, oldest) in queues.items():
        age = (now - oldest).total_seconds() / 60 if oldest else 0
        if age > SLOW_MINUTES:
            yield Finding(tell(f"cli.doctor.waiting.{name}", rows=rows, minutes=round(age)), grave=True)
    if given_up:
        yield Finding(tell("cli.doctor.given_up", count=given_up))
    for words, is_old in said(await database.read(imports.live), settings, now):
        yield Finding(words, grave=is_old, fine=not is_old)
    told = await database.read(dossiers.sources)
    for source in feed_keys(settings.feed.sources):
        if finding := _silence(source, told.get(source), now):
            yield finding


def _silence(source: str, told_at: datetime | None, now: datetime) -> Finding | None:
    """A source that may tell us of dossiers and does not; over a weekend it may be quiet."""
    if told_at is None:
        return Finding(tell("cli.doctor.never_told", source=source))
    days = (now - told_at).days
    return Finding(tell("cli.doctor.silent", source=source, days=days)) if days >= QUIET_DAYS else None
