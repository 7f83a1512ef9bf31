"""`motcua import …`: the commands, and what must be right before they begin."""

import sys
from datetime import date
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from bot.cli.importing import import_file
from bot.cli.imports import show_list, take_back
from bot.cli.settings import load
from bot.cli.template import Format, write_template
from bot.cli.words import tell
from bot.clock import product_clock
from bot.config import Settings
from bot.imports.kinds.kind import KindName
from bot.imports.quoting import quoted
from bot.imports.records import cells
from bot.imports.records.cells import UnreadableError
from domain.clock import VIETNAM

app = typer.Typer(help=tell("cli.help.import"), no_args_is_help=True)

File = Annotated[Path, typer.Argument(metavar="FILE", help=tell("cli.help.import.file"))]
DryRun = Annotated[bool, typer.Option("--dry-run", help=tell("cli.help.import.dry_run"))]
AsOf = Annotated[str, typer.Option("--as-of", metavar="DATE", help=tell("cli.help.import.as_of"))]


@app.command(help=tell("cli.help.import.procedures"))
def procedures(file: File, dry_run: DryRun = False, as_of: AsOf = "") -> None:
    _import(KindName.PROCEDURES, file, dry_run, as_of)


@app.command(help=tell("cli.help.import.dossiers"))
def dossiers(file: File, dry_run: DryRun = False, as_of: AsOf = "") -> None:
    _import(KindName.DOSSIERS, file, dry_run, as_of)


@app.command(help=tell("cli.help.import.agencies"))
def agencies(file: File, dry_run: DryRun = False, as_of: AsOf = "") -> None:
    _import(KindName.AGENCIES, file, dry_run, as_of)


@app.command(help=tell("cli.help.import.template"))
def template(
    kind: Annotated[KindName, typer.Argument(help=tell("cli.help.import.kind"))],
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="FILE", help=tell("cli.help.import.output"))
    ],
    form: Annotated[Format, typer.Option("--format", help=tell("cli.help.import.format"))] = Format.XLSX,
) -> None:
    write_template(kind, form, output)


@app.command("list", help=tell("cli.help.import.list"))
def list_imports() -> None:
    show_list(load())


@app.command(help=tell("cli.help.import.rollback"))
def rollback(number: Annotated[int, typer.Argument(metavar="ID")]) -> None:
    take_back(load(), number)


def _import(kind: KindName, file: Path, dry_run: bool, as_of: str) -> None:
    settings = load()
    sys.exit(import_file(settings, kind, file, dry=dry_run, as_of=_date(settings, as_of)))


def _date(settings: Settings, written: str) -> date | None:
    """A date that cannot be is wrong use: status 2."""
    if not written:
        return None
    try:
        given = cells.day(written)
    except UnreadableError:
        _wrong("cli.import.no_date", written)
    if given > product_clock(settings).now().astimezone(VIETNAM).date():
        _wrong("cli.import.future_date", written)
    return given


def _wrong(key: str, written: str) -> NoReturn:
    typer.echo(tell(key, written=quoted(written)), err=True)
    sys.exit(2)
