"""A real browser in front of the chat on the fakes."""

import asyncio
import shutil
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any, TypeVar

import pytest
import pytest_asyncio
import uvicorn
from playwright.async_api import Browser, BrowserContext, Page, async_playwright
from starlette.applications import Starlette
from starlette.routing import Mount

from domain.content import Content
from domain.messages import Address
from tests.fakes.web_chat import ChatOnFakes
from tests.needs import missing

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
ARGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

Result = TypeVar("Result")


@dataclass
class ServedChat:
    """The chat on the fakes on a real port, in a thread with a loop of its own."""

    chat: ChatOnFakes = field(default_factory=ChatOnFakes)
    port: int = 0
    streams: int = 0
    prefix: str = ""

    def __post_init__(self) -> None:
        self.loop = asyncio.new_event_loop()
        app = Starlette(routes=[Mount("/bot", self.chat.app), Mount("/", self.chat.app)])
        self.server = uvicorn.Server(
            uvicorn.Config(self._counting(app), port=0, log_level="error", lifespan="off")
        )
        self.thread = threading.Thread(target=self.loop.run_until_complete, args=(self.server.serve(),))

    def _counting(self, app: Starlette) -> Any:
        async def counted(scope: Any, receive: Any, send: Any) -> None:
            streaming = scope["path"].endswith("/chat/stream")
            self.streams += streaming
            try:
                await app(scope, receive, send)
            finally:
                self.streams -= streaming

        return counted

    async def starts(self) -> None:
        self.thread.start()
        async with asyncio.timeout(10):
            while not self.server.started:  # noqa: ASYNC110 - it is set in another thread
                await asyncio.sleep(0.01)
        self.port = self.server.servers[0].sockets[0].getsockname()[1]

    def stops(self) -> None:
        self.do(self.chat.chat.closing.set)
        self.server.should_exit = True
        self.thread.join(timeout=10)
        self.loop.close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}{self.prefix}/chat"

    def do(self, act: Callable[..., Result], *args: Any, **named: Any) -> Result:
        """Act on the fakes in the thread to which they belong."""
        done: Future[Result] = Future()
        self.loop.call_soon_threadsafe(lambda: done.set_result(act(*args, **named)))
        return done.result(5)

    def tells(self, content: Content, replaces: str = "") -> None:
        """Write to whoever wrote last."""
        address: Address = self.chat.road.kept[-1].address
        self.do(self.chat.history.write, address, content, replaces=replaces)


@pytest.fixture(scope="session")
def chromium() -> str:
    if not shutil.which(CHROMIUM):
        missing("browser", "no chromium on this machine")
    return CHROMIUM


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser(chromium: str) -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        opened = await playwright.chromium.launch(executable_path=chromium, args=ARGS)
        yield opened
        await opened.close()


@pytest_asyncio.fixture(loop_scope="session")
async def served() -> AsyncIterator[ServedChat]:
    one = ServedChat()
    await one.starts()
    yield one
    one.stops()


@pytest_asyncio.fixture(loop_scope="session")
async def phone(browser: Browser) -> AsyncIterator[BrowserContext]:
    context = await browser.new_context(viewport={"width": 360, "height": 740}, locale="vi-VN")
    yield context
    await context.close()


@pytest_asyncio.fixture(loop_scope="session")
async def page(served: ServedChat, phone: BrowserContext) -> Page:
    return await opened(served, phone)


@pytest.fixture
def complaints(page: Page) -> Iterator[list[str]]:
    """What the browser complains of: a broken policy, an error in a script."""
    heard: list[str] = []
    page.on("console", lambda said: heard.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: heard.append(str(error)))
    yield heard
    assert heard == []


async def opened(served: ServedChat, context: BrowserContext, query: str = "") -> Page:
    page = await context.new_page()
    page.set_default_timeout(10_000)
    await page.goto(served.url + query)
    return page


async def ask(page: Page, text: str = "làm giấy khai sinh cho con cần gì") -> None:
    await page.fill("#words", text)
    await page.keyboard.press("Enter")


async def ask_and_wait(page: Page) -> None:
    """Ask what is answered by a card and a question."""
    await ask(page)
    await page.get_by_role("heading", name="Cháu bé thuộc trường hợp nào?").wait_for()
