"""`motcua console`: answers by itself, or lets the running process answer."""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, suppress
from threading import Thread

from rich.console import Console as Screen
from rich.markup import escape

from bot.app import build
from bot.channels.base import HistoryMessage
from bot.channels.console import Console, as_json_lines, as_text
from bot.cli.failures import told
from bot.config import Settings
from bot.demonstration import demonstrate
from bot.lock import Taken
from bot.roles import Role
from bot.start import lock_of, prepare
from domain.messages import InboundMessage


def console(settings: Settings, name: str, *, as_json: bool) -> None:
    """Talk until the input ends."""
    show = _print_json if as_json else _print_text
    with told(), suppress(KeyboardInterrupt):
        asyncio.run(_talk(settings, name, show, as_json=as_json))


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
            await app.knowledge.serving.look()
        await demonstrate(settings, app.database, app.knowledge, fill=role is Role.CONVERSATION)
        tasks = await stack.enter_async_context(asyncio.TaskGroup())
        tasks.create_task(app.run())
        stack.callback(app.stop.set)
        person = Console(name, app.turns.accept, app.history, app.history.waits, app.clock, show)
        await person.converse(_lines(person, as_json=as_json))


async def _lines(person: Console, *, as_json: bool) -> AsyncIterator[InboundMessage]:
    """A thread of its own reads: one that waits for a line must not keep Ctrl-C from ending all."""
    read: asyncio.Queue[str] = asyncio.Queue()
    loop = asyncio.get_running_loop()
    Thread(target=_read, args=(loop, read), daemon=True).start()
    while line := await read.get():
        if line.strip():
            yield person.said(line.rstrip("\r\n"), as_json=as_json)


def _read(loop: asyncio.AbstractEventLoop, into: asyncio.Queue[str]) -> None:
    """Hand over each line, and an empty one at the end of the input."""
    line = "."
    while line:
        line = sys.stdin.readline()
        with suppress(RuntimeError):  # the loop may be gone by then
            loop.call_soon_threadsafe(into.put_nowait, line)


def _print_json(messages: Sequence[HistoryMessage]) -> None:
    sys.stdout.write(as_json_lines(messages) + "\n")
    sys.stdout.flush()


def _print_text(messages: Sequence[HistoryMessage]) -> None:
    Screen(highlight=False).print(escape(as_text(messages)), end="\n\n")
