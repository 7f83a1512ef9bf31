"""The whole product as one task of the test: built, prepared, run and stopped in order."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from bot.app import App, build
from bot.config import DatabaseSettings, SecretsSettings, Settings, WebSettings
from bot.roles import Role
from bot.start import prepare
from domain.content import Content, Paragraph
from domain.messages import Address
from handlers.turn import Outcome, Turn
from storage import inbox

Decide = Callable[[Turn], Awaitable[Outcome]]


@dataclass(frozen=True)
class Process:
    """A running `App`; `url` is where its web server is, empty without one."""

    app: App
    url: str

    async def is_idle(self) -> bool:
        """Whether nothing that came waits for an answer."""
        return (await self.app.database.read(inbox.queue))[0] == 0

    async def answers(self, address: Address) -> list[str]:
        """The bot's messages of a pulled chat, in order."""
        page = await self.app.history.since(address, 0)
        return [_words(message.content) for message in page.messages if not message.mine]


async def echo(turn: Turn) -> Outcome:
    return Outcome.say(Paragraph(turn.message.text))


def settings(url: str, **sections: Any) -> Settings:
    """Settings of a test, deaf to the environment's `.env`."""
    usual = {
        "web": WebSettings(port=0),
        "secrets": SecretsSettings(check_key="a-key-of-the-tests-of-32-letters-"),
    }
    return Settings(_env_file=None, database=DatabaseSettings(url=url), **{**usual, **sections})


@asynccontextmanager
async def running(
    given: Settings,
    role: Role = Role.ALL,
    *,
    web: bool = False,
    receive: bool = False,
    decide: Decide | None = None,
    seconds: float = 60,
) -> AsyncIterator[Process]:
    """Leaving it stops the process as SIGTERM does; it may run for `seconds` at most."""
    app = build(given, role, web=web, receive=receive)
    await prepare(app.database)
    if decide:
        app.turns.decide = decide
    ready: asyncio.Queue[str] = asyncio.Queue()
    async with asyncio.timeout(seconds), asyncio.TaskGroup() as tasks:
        tasks.create_task(app.run(ready.put_nowait))
        yield Process(app, await ready.get())
        app.stop.set()


def _words(content: Content) -> str:
    return " ".join(str(block.words) for block in content.blocks if isinstance(block, Paragraph))
