"""Why a command could not do its work: one sentence and status 1, never a traceback."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

import typer

from bot.check_key import NoCheckKey
from bot.cli.words import tell
from bot.start import OldSchema
from domain.errors import Away


def stop(why: str) -> NoReturn:
    typer.echo(why, err=True)
    sys.exit(1)


@contextmanager
def told() -> Iterator[None]:
    """Say it in words when the database is away or of another release, or a key is missing."""
    why = ""
    try:
        yield
    except* Away:
        why = "cli.database.away"
    except* OldSchema:
        why = "cli.run.old_schema"
    except* NoCheckKey:
        why = "cli.run.no_check_key"
    if why:  # raised among the clauses above, the exit itself would become a group
        stop(tell(why))
