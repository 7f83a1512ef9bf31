"""`motcua console`: answers by itself, or lets the running process answer."""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack

import typer
from rich.console import Console as Screen
from rich.markup import escape

from bot.app import Role, build
from bot.channels.base import HistoryMessage
from bot.channels.console import Console, as_json_lines, as_text
from bot.cli.words import tell
from bot.config import Settings
from bot.lock import Taken
from bot.start import lock_of, prepare
from domain.errors import Away
from domain.messages import InboundMessage


def console(settings: Settings, name: str, *, as_json: bool) -> None:
    """Talk until the input ends."""
    show = _print_json if as_json else _print_text
    try:
        asyncio.run(_talk(settings, name, show, as_json=as_json))
    except Away:
        typer.echo(tell("cli.database.away"), err=True)
        sys.exit(1)


async def _talk(
    settings: Settings, name: str, show: Callable[[Sequence[HistoryMessage]], None], *, as_json: bool
) -> None:
    async with AsyncExitStack() as stack:
        role = Role.CONVERSATION
        try:
            stack.enter_context(lock_of(settings))
        except Taken:
            role = Role.WEB  # keeps and reads only: whoever has the lock answers
        app = build(settings, role, web=False, receive=False)
        if role is Role.CONVERSATION:
            await prepare(app.database)
        tasks = await stack.enter_async_context(asyncio.TaskGroup())
        tasks.create_task(app.run())
        stack.callback(app.stop.set)
        person = Console(name, app.turns.accept, app.history, app.history.waits, app.clock, show)
        await person.converse(_lines(person, as_json=as_json))


async def _lines(person: Console, *, as_json: bool) -> AsyncIterator[InboundMessage]:
    loop = asyncio.get_running_loop()
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        if line.strip():
            yield person.said(line.rstrip("\r\n"), as_json=as_json)


def _print_json(messages: Sequence[HistoryMessage]) -> None:
    sys.stdout.write(as_json_lines(messages) + "\n")
    sys.stdout.flush()


def _print_text(messages: Sequence[HistoryMessage]) -> None:
    Screen(highlight=False).print(escape(as_text(messages)), end="\n\n")
