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
from bot.roles import Role
from bot.start import migrate as migrate_schema

app = typer.Typer(
    name="motcua",
    help="Một Cửa: hỏi đáp thủ tục hành chính trong ứng dụng nhắn tin.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
letters = typer.Typer(
    help="What was sent and what could not be.", invoke_without_command=True, no_args_is_help=False
)
app.add_typer(letters, name="deliveries")
files = typer.Typer(help="Dossiers, for demonstrations.", no_args_is_help=True)
app.add_typer(files, name="dossiers")
app.add_typer(imports, name="import")


@app.callback()
def _alone() -> None:
    """Một Cửa: hỏi đáp thủ tục hành chính trong ứng dụng nhắn tin."""
    os.umask(0o077)  # what it writes holds people's words: for nobody else on this machine


@app.command()
def run(role: Annotated[Role, typer.Option(help="What this process is for.")] = Role.ALL) -> None:
    """Serve the web chat and the messengers until stopped."""
    run_process(load(), role)


@app.command()
def migrate() -> None:
    """Bring the database to the schema that this release needs."""
    settings = load()
    with told():
        asyncio.run(migrate_schema(settings.database.url))


@app.command()
def console(
    name: Annotated[str, typer.Option("--as", help="Whose conversation this is.")] = "console",
    as_json: Annotated[bool, typer.Option("--json", help="JSON lines, for scripts.")] = False,
) -> None:
    """Talk with the bot in the terminal."""
    talking.console(load(), name, as_json=as_json)


@app.command("check-config")
def check_config() -> None:
    """Read every setting and say what is missing or wrong; changes nothing."""
    checks.check_config(load())


@app.command()
def doctor() -> None:
    """Look for what an operator should know: settings, database, queues."""
    checks.doctor(load())


@app.command()
def search(
    query: Annotated[str | None, typer.Argument(help="A question; without it one a line is read.")] = None,
    as_json: Annotated[bool, typer.Option("--json")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Say which words counted.")] = False,
) -> None:
    """Find the procedure that a question means."""
    search_command(query, as_json, explain, shown_catalogue(load()))


@letters.callback()
def list_deliveries(
    context: typer.Context,
    failed: Annotated[bool, typer.Option("--failed", help="Only what was given up.")] = False,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """List what waits to be sent, or what could not be."""
    if context.invoked_subcommand is None:
        deliveries.show(load(), failed=failed, as_json=as_json)


@letters.command()
def replay(number: Annotated[int, typer.Argument(metavar="ID")]) -> None:
    """Send once more what was given up."""
    deliveries.replay(load(), number)


@files.command("set")
def set_status(
    code: Annotated[str, typer.Argument(metavar="CODE")],
    status: Annotated[int, typer.Option(min=0, max=10, help="The national code of the state.")],
    note: Annotated[str, typer.Option(help="What the source writes for the citizen.")] = "",
) -> None:
    """Change a dossier as if the feed had told it."""
    dossiers.set_status(load(), code, status, note)


@app.command("demo-data")
def demo_data(
    count: Annotated[int, typer.Option("--dossiers", min=0, max=10_000_000)] = 0,
    seed: Annotated[int, typer.Option(help="The same seed makes the same rows.")] = 1,
    first: Annotated[datetime | None, typer.Option("--from", formats=["%Y-%m-%d"])] = None,
    last: Annotated[datetime | None, typer.Option("--to", formats=["%Y-%m-%d"])] = None,
) -> None:
    """Make dossiers of nobody, of the agency H41.99: a year of them up to yesterday."""
    dossiers.make_many(load(), count, seed, first.date() if first else None, last.date() if last else None)
