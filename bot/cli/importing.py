"""`motcua import procedures|dossiers|agencies`: judge a file, show what it changes, let people see it."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn

from bot.check_key import second_check
from bot.cli.failures import stop, told
from bot.cli.import_words import say_diff, say_end, say_findings
from bot.cli.words import tell
from bot.clock import product_clock
from bot.config import Settings
from bot.imports.checking import Checked, check
from bot.imports.deed import Deed, Result
from bot.imports.kinds.agencies import AgencyRows
from bot.imports.kinds.dossiers import DossierRows
from bot.imports.kinds.kind import Kind, KindName
from bot.imports.kinds.procedures import ProcedureRows
from bot.imports.reading.limits import Limits
from bot.imports.turn import Running
from bot.start import require_schema
from domain.clock import VIETNAM, Clock, SystemClock
from domain.statuses import StatusWords
from storage import import_rows, imports, schema
from storage.database import Database
from storage.imports import Abandoned


def import_file(settings: Settings, name: KindName, path: Path, *, dry: bool, as_of: date | None) -> int:
    """The status to end with: 1 where nothing was imported because of a fault."""
    try:
        with told():
            return asyncio.run(_run(settings, name, path, dry=dry, as_of=as_of))
    except Running as running:
        stop(tell("cli.import.running", holder=running.holder))
    except Abandoned:
        stop(tell("cli.import.abandoned"))


async def _run(settings: Settings, name: KindName, path: Path, *, dry: bool, as_of: date | None) -> int:
    database = Database.open(settings.database.url)
    try:
        await prepare(database)
        clock = product_clock(settings)
        kind = await _kind(settings, name, database, clock)
        checked = _checked(settings, kind, path)
        try:
            today = clock.now().astimezone(VIETNAM).date()
            deed = Deed(database, kind, clock, SystemClock(), as_of, today)
            return await _go_on(deed, path, checked, dry=dry)
        finally:
            checked.spool.close()
    finally:
        await database.close()


async def _go_on(deed: Deed, path: Path, checked: Checked, *, dry: bool) -> int:
    say_findings(checked)
    if checked.faults.count:
        return 1
    result = await deed.preview(checked) if dry else await _do(deed, path, checked)
    if dry:
        say_diff(deed.kind, checked.spool, result)
    say_end(deed.kind, result)
    return 0


async def _do(deed: Deed, path: Path, checked: Checked) -> Result:
    with _bar(tell("cli.import.writing"), checked.rows) as bar:
        task = bar.task_ids[0]
        return await deed.do(path, checked, lambda rows: bar.advance(task, rows))


def _checked(settings: Settings, kind: Kind, path: Path) -> Checked:
    with _bar(tell("cli.import.reading"), 1.0) as bar:
        task = bar.task_ids[0]
        return check(
            path, kind, Limits(settings.imports.max_mb), lambda share: bar.update(task, completed=share)
        )


@contextmanager
def _bar(words: str, total: float) -> Iterator[Progress]:
    """How far we are, on a terminal only, and gone when it is done."""
    screen = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn())
    with Progress(*columns, console=screen, transient=True, disable=not screen.is_terminal) as bar:
        bar.add_task(words, total=total)
        yield bar


async def _kind(settings: Settings, name: KindName, database: Database, clock: Clock) -> Kind:
    match name:
        case KindName.PROCEDURES:
            return ProcedureRows(clock.now().astimezone(VIETNAM).date())
        case KindName.AGENCIES:
            return AgencyRows()
        case KindName.DOSSIERS:
            words = StatusWords.shipped(settings.feed.statuses)
            known = await _agencies(database)
            return DossierRows(second_check(settings), words.read, clock.now(), known)


async def _agencies(database: Database) -> frozenset[str]:
    """The codes of the imported agencies; none where none were imported."""
    shown = await database.read(imports.live_id, KindName.AGENCIES)
    return frozenset(await database.read(import_rows.keys, shown)) if shown else frozenset()


async def prepare(database: Database) -> None:
    """Unlike a start it frees no lease: another process may be at work."""
    if database.embedded:
        await database.write(schema.migrate)
    else:
        await database.read(require_schema)
