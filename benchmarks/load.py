"""The third process of a bench: posts what Telegram would and sees when the answer reaches the stub."""

import asyncio
import time
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Self

import aiohttp

from benchmarks.bots import SECRET, WEBHOOK

PATIENCE = 30.0
HEADERS = {"X-Telegram-Bot-Api-Secret-Token": SECRET, "Content-Type": "application/json"}
NOON = 1_795_500_000


class UnansweredError(Exception):
    """No answer arrived in time, or the webhook did not say 200."""


@dataclass(slots=True)
class Load:
    """`async with` it. `arrived` counts every message that reached the stub."""

    stub_url: str
    arrived: int = 0
    _waiting: dict[int, asyncio.Future[float]] = field(default_factory=dict)
    _numbers: "count[int]" = field(default_factory=lambda: count(523_410_001))
    _tasks: asyncio.TaskGroup = field(default_factory=asyncio.TaskGroup)
    _client: aiohttp.ClientSession = field(init=False)
    _listening: asyncio.Task[None] = field(init=False)

    async def __aenter__(self) -> Self:
        connector = aiohttp.TCPConnector(limit=0, keepalive_timeout=2.0)
        self._client = aiohttp.ClientSession(connector=connector, timeout=aiohttp.ClientTimeout(None))
        await self._tasks.__aenter__()
        open_ = asyncio.Event()
        self._listening = self._tasks.create_task(self._listen(open_))
        await open_.wait()
        return self

    async def __aexit__(self, *error: object) -> None:
        self._listening.cancel()
        await self._tasks.__aexit__(None, None, None)
        await self._client.close()

    async def ask(self, bot_url: str, chat: int, question: str) -> float:
        """Seconds from the post to the arrival of the first message of the answer at the stub.

        Raises `UnansweredError`.
        """
        answer: asyncio.Future[float] = asyncio.get_running_loop().create_future()
        self._waiting[chat] = answer
        began = time.monotonic()
        await self._post(bot_url, chat, question)
        try:
            async with asyncio.timeout(PATIENCE):
                return await answer - began
        except TimeoutError:
            raise UnansweredError("no answer reached the stub") from None

    async def _post(self, bot_url: str, chat: int, question: str) -> None:
        update = update_of(next(self._numbers), chat, question)
        async with self._client.post(f"{bot_url}{WEBHOOK}", json=update, headers=HEADERS) as response:
            await response.read()
            if not response.ok:
                raise UnansweredError(f"the webhook said {response.status}")

    async def _listen(self, is_open: asyncio.Event) -> None:
        async with self._client.get(f"{self.stub_url}/bench/arrivals") as stream:
            async for line in stream.content:
                is_open.set()
                if line.strip():
                    self._note(line)

    def _note(self, line: bytes) -> None:
        chat, moment = line.split()
        self.arrived += 1
        answer = self._waiting.pop(int(chat), None)
        if answer is not None and not answer.done():
            answer.set_result(float(moment))


def update_of(number: int, chat: int, words: str) -> dict[str, Any]:
    """A private text message as the Bot API writes it."""
    return {
        "update_id": number,
        "message": {
            "message_id": number,
            "date": NOON,
            "chat": {"id": chat, "type": "private", "first_name": "Công dân"},
            "from": {"id": chat, "is_bot": False, "first_name": "Công dân", "language_code": "vi"},
            "text": words,
        },
    }
