"""Settings for a command: a wrong one ends it with the names of what to mend."""

import sys

import typer
from pydantic import ValidationError

from bot.cli.words import tell
from bot.config import Settings
from bot.logs import configure


def load() -> Settings:
    """Read all settings and set up the log. Ends the command with status 2 on a wrong setting."""
    try:
        settings = Settings()
    except ValidationError as error:
        typer.echo(tell("cli.settings.wrong"), err=True)
        for fault in error.errors(include_input=False, include_url=False, include_context=False):
            name = "__".join(str(part) for part in fault["loc"]).upper()
            typer.echo(f"  {name}: {fault['msg']}" if name else f"  {fault['msg']}", err=True)
        sys.exit(2)
    except OSError as error:
        typer.echo(
            tell("cli.settings.secret", file=str(error.filename), reason=str(error.strerror)), err=True
        )
        sys.exit(2)
    configure(settings.log)
    return settings
