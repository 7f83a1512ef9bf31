"""The command line: every command of the product, in a file each where it is more than a call."""

import asyncio
import os
from datetime import datetime
from typing import Annotated

import typer

from bot.cli import checks, deliveries, dossiers, talking
from bot.cli.failures import told
from bot.cli.import_commands import app as imports
from bot.cli.running import run as run_process
from bot.cli.search import search_command, shown_catalogue
from bot.cli.settings import load
from bot.cli.words import tell
from bot.roles import Role
from bot.start import migrate as migrate_schema

app = typer.Typer(
    name="motcua",
    help="Một Cửa: hỏi đáp thủ tục hành chính trong ứng dụng nhắn tin.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
letters = typer.Typer(invoke_without_command=True, no_args_is_help=False)
app.add_typer(letters, name="deliveries")
files = typer.Typer(help=tell("cli.help.dossiers"), no_args_is_help=True)
app.add_typer(files, name="dossiers")
app.add_typer(imports, name="import")


@app.callback()
def _alone() -> None:
    """Một Cửa: hỏi đáp thủ tục hành chính trong ứng dụng nhắn tin."""
    os.umask(0o077)  # what it writes holds people's words: for nobody else on this machine


@app.command(help=tell("cli.help.run"))
def run(role: Annotated[Role, typer.Option(help=tell("cli.help.run.role"))] = Role.ALL) -> None:
    run_process(load(), role)


@app.command(help=tell("cli.help.migrate"))
def migrate() -> None:
    settings = load()
    with told():
        asyncio.run(migrate_schema(settings.database.url))


@app.command(help=tell("cli.help.console"))
def console(
    name: Annotated[str, typer.Option("--as", help=tell("cli.help.console.as"))] = "console",
    as_json: Annotated[bool, typer.Option("--json", help=tell("cli.help.console.json"))] = False,
) -> None:
    talking.console(load(), name, as_json=as_json)


@app.command("check-config", help=tell("cli.help.check_config"))
def check_config() -> None:
    checks.check_config(load())


@app.command(help=tell("cli.help.doctor"))
def doctor() -> None:
    checks.doctor(load())


@app.command(help=tell("cli.help.search"))
def search(
    query: Annotated[str | None, typer.Argument(help=tell("cli.help.search.query"))] = None,
    as_json: Annotated[bool, typer.Option("--json")] = False,
    explain: Annotated[bool, typer.Option("--explain", help=tell("cli.help.search.explain"))] = False,
) -> None:
    search_command(query, as_json, explain, shown_catalogue(load()))


@letters.callback(help=tell("cli.help.deliveries"))
def list_deliveries(
    context: typer.Context,
    failed: Annotated[bool, typer.Option("--failed", help=tell("cli.help.deliveries.failed"))] = False,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    if context.invoked_subcommand is None:
        deliveries.show(load(), failed=failed, as_json=as_json)


@letters.command(help=tell("cli.help.replay"))
def replay(number: Annotated[int, typer.Argument(metavar="ID")]) -> None:
    deliveries.replay(load(), number)


@files.command("set", help=tell("cli.help.set"))
def set_status(
    code: Annotated[str, typer.Argument(metavar="CODE")],
    status: Annotated[int, typer.Option(min=0, max=10, help=tell("cli.help.set.status"))],
    note: Annotated[str, typer.Option(help=tell("cli.help.set.note"))] = "",
) -> None:
    dossiers.set_status(load(), code, status, note)


@app.command("demo-data", help=tell("cli.help.demo_data"))
def demo_data(
    count: Annotated[int, typer.Option("--dossiers", min=0, max=10_000_000)] = 0,
    seed: Annotated[int, typer.Option(help=tell("cli.help.demo_data.seed"))] = 1,
    first: Annotated[datetime | None, typer.Option("--from", formats=["%Y-%m-%d"])] = None,
    last: Annotated[datetime | None, typer.Option("--to", formats=["%Y-%m-%d"])] = None,
) -> None:
    dossiers.make_many(load(), count, seed, first.date() if first else None, last.date() if last else None)
