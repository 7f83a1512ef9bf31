"""`motcua deliveries`: what waits to be sent, what was given up, and sending it once more."""

import asyncio
import json
import sys
from collections.abc import Sequence

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.cli.failures import told
from bot.cli.words import tell
from bot.clock import product_clock
from bot.config import Settings
from bot.start import require_schema
from domain.clock import VIETNAM
from storage import dead_letters
from storage.database import Database
from storage.dead_letters import DeadLetter

MOST = 500
COLUMNS = ("number", "channel", "lane", "status", "attempts", "reason", "moment")


def show(settings: Settings, *, failed: bool, as_json: bool) -> None:
    """Neither chats nor words are shown: numbers, channels and reasons."""
    with told():
        letters = asyncio.run(_read(settings, failed=failed))
    if as_json:
        for letter in letters:
            typer.echo(_line(letter))
        return
    if not letters:
        typer.echo(tell("cli.deliveries.none"))
        return
    Console().print(_table(letters))


def replay(settings: Settings, number: int) -> None:
    """Put a given-up row back; status 1 when there is none of that number."""
    with told():
        is_replayed = asyncio.run(_replay(settings, number))
    if not is_replayed:
        typer.echo(tell("cli.deliveries.unknown", number=number), err=True)
        sys.exit(1)
    typer.echo(tell("cli.deliveries.queued", number=number))


async def _read(settings: Settings, *, failed: bool) -> list[DeadLetter]:
    database = Database.open(settings.database.url)
    try:
        await database.read(require_schema)
        return await database.read(dead_letters.failed if failed else dead_letters.unsent, MOST)
    finally:
        await database.close()


async def _replay(settings: Settings, number: int) -> bool:
    database = Database.open(settings.database.url)
    try:
        await database.read(require_schema)
        return await database.write(dead_letters.replay, number, product_clock(settings).now())
    finally:
        await database.close()


def _line(letter: DeadLetter) -> str:
    return json.dumps(
        {
            "id": letter.id,
            "channel": letter.channel,
            "lane": int(letter.lane),
            "status": letter.status,
            "attempts": letter.attempts,
            "error": letter.error,
            "created_at": letter.created_at.isoformat(),
        },
        ensure_ascii=False,
    )


def _table(letters: Sequence[DeadLetter]) -> Table:
    table = Table(*(tell(f"cli.deliveries.column.{name}") for name in COLUMNS))
    for letter in letters:
        moment = f"{letter.created_at.astimezone(VIETNAM):%H:%M %d/%m/%Y}"
        table.add_row(
            str(letter.id),
            letter.channel,
            letter.lane.name.lower(),
            letter.status,
            str(letter.attempts),
            Text(_printable(letter.error)),
            moment,
        )
    return table


def _printable(words: str) -> str:
    """A reason comes from outside: no escape sequence of it may reach the terminal."""
    return "".join(letter if letter.isprintable() else "�" for letter in words)
