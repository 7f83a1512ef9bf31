"""`motcua run`: one process of the product, from its lock to its last farewell."""

import asyncio
import gc
import signal
import sys
from functools import partial
from importlib import import_module
from importlib.util import find_spec

import typer

from bot.app import build
from bot.cli.failures import stop, told
from bot.cli.words import tell
from bot.config import Settings
from bot.demonstration import demonstrate
from bot.lock import Taken
from bot.roles import ANSWERING, SHOWING, Role
from bot.start import lock_of, prepare

UVLOOP = "uvloop"


def run(settings: Settings, role: Role) -> None:
    """Serve until SIGTERM or Ctrl-C; every reason not to start is one sentence and status 1."""
    if settings.clock.file:
        typer.echo(tell("cli.run.clock_file", file=settings.clock.file), err=True)
    try:
        with told(), lock_of(settings), asyncio.Runner(loop_factory=_new_loop) as runner:
            runner.run(_serve(settings, role))
    except Taken as taken:
        stop(tell("cli.run.taken", holder=taken.holder))
    except OSError as error:
        port = settings.web.port
        stop(tell("cli.run.port", port=port, reason=str(error.strerror), other=port + 1))


def _new_loop() -> asyncio.AbstractEventLoop:
    """The faster loop where this system has it."""
    if find_spec(UVLOOP) is None:
        return asyncio.new_event_loop()
    loop: asyncio.AbstractEventLoop = import_module(UVLOOP).new_event_loop()
    return loop


async def _serve(settings: Settings, role: Role) -> None:
    gc.disable()  # until it runs: what a start makes stays, and looking for garbage takes a sixth of it
    try:
        app = build(settings, role)
        await prepare(app.database)
        await app.knowledge.serving.look()  # before anybody is answered
        await demonstrate(settings, app.database, app.knowledge, fill=role in ANSWERING)
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, app.stop.set)
        await app.run(partial(_announce, role))
    finally:
        gc.enable()


def _announce(role: Role, url: str) -> None:
    """The first line that a newcomer reads says where to go."""
    typer.echo(tell("cli.run.open" if role in SHOWING else "cli.run.no_chat", url=url))
    sys.stdout.flush()
