"""`motcua import list` and `import rollback`: what was imported, and the way back."""

import asyncio

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.cli.failures import stop, told
from bot.cli.importing import prepare
from bot.cli.words import tell
from bot.clock import product_clock
from bot.config import Settings
from bot.imports.deed import roll_back
from bot.imports.turn import Running
from domain.clock import VIETNAM, SystemClock
from storage import imports
from storage.database import Database
from storage.imports import Import, RollBack

MOST = 50
WIDE = 160
"""Where no terminal says how wide it is: nothing is cut."""

COLUMNS = ("number", "kind", "file", "date", "rows", "added", "changed", "gone", "state", "moment")


def show_list(settings: Settings) -> None:
    with told():
        each = asyncio.run(_listed(settings))
    if not each:
        typer.echo(tell("cli.import.none"))
        return
    table = Table(box=None)
    for name in COLUMNS:
        table.add_column(tell(f"cli.import.column.{name}"), overflow="fold", no_wrap=name != "file")
    for one in each:
        table.add_row(*_cells(one))
    screen = Console()
    screen.print(table, width=None if screen.is_terminal else WIDE)


def take_back(settings: Settings, number: int) -> None:
    """Status 1 where it cannot be done, with what to do instead."""
    try:
        with told():
            done, other = asyncio.run(_back(settings, number))
    except Running as running:
        stop(tell("cli.import.running", holder=running.holder))
    kind = tell(f"cli.import.kind.{other.kind}") if other else ""
    words = tell(
        f"cli.import.rollback.{done if other or done is not RollBack.DONE else 'emptied'}",
        number=number,
        other=other.id if other else 0,
        kind=kind,
        date=f"{other.as_of:%d/%m/%Y}" if other else "",
    )
    if done is not RollBack.DONE:
        stop(words)
    typer.echo(words)


async def _listed(settings: Settings) -> list[Import]:
    database = Database.open(settings.database.url)
    try:
        await prepare(database)
        return await database.read(imports.listed, MOST)
    finally:
        await database.close()


async def _back(settings: Settings, number: int) -> tuple[RollBack, Import | None]:
    database = Database.open(settings.database.url)
    try:
        await prepare(database)
        return await roll_back(database, product_clock(settings), SystemClock(), number)
    finally:
        await database.close()


def _cells(one: Import) -> tuple[str | Text, ...]:
    counts = one.counts
    name = "".join(letter if letter.isprintable() else "�" for letter in one.file)
    return (
        str(one.id),
        tell(f"cli.import.kind.{one.kind}"),
        Text(name),
        f"{one.as_of:%d/%m/%Y}",
        *map(str, (counts.rows, counts.added, counts.changed, counts.gone)),
        tell(f"cli.import.state.{one.state}"),
        f"{one.began_at.astimezone(VIETNAM):%H:%M %d/%m/%Y}",
    )
