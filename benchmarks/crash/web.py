"""Citizens in the browser: one message at a time, posted again with its id until it is acknowledged."""

import asyncio
import random
import uuid
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

import aiohttp

from benchmarks.crash.conversation import Conversation, some_questions
from benchmarks.crash.judge import Heard, code_of

AGAIN_SECONDS = 0.2
KEPT = (HTTPStatus.OK, HTTPStatus.ACCEPTED)
DOWN = (aiohttp.ClientError, TimeoutError, OSError)


@dataclass(slots=True)
class Visitor:
    """One browser: its cookie, what it has seen, and its conversation."""

    conversation: Conversation
    cookie: str = ""
    seq: int = 0
    faults: list[str] = field(default_factory=list)
    reading: asyncio.Lock = field(default_factory=asyncio.Lock)


@dataclass(slots=True)
class WebCitizens:
    """`pause`: mean seconds between two messages of one of the visitors."""

    url: str
    client: aiohttp.ClientSession
    known: Mapping[str, str]
    dice: random.Random
    pause: float
    stopping: asyncio.Event
    visitors: list[Visitor] = field(default_factory=list)

    async def speak(self) -> None:
        """Be one visitor after another."""
        while not self.stopping.is_set():
            await self._visit()

    async def _visit(self) -> None:
        name = f"web visitor {len(self.visitors) + 1}"
        visitor = Visitor(Conversation(name, some_questions(self.known, self.dice)))
        self.visitors.append(visitor)
        await self._open(visitor)
        for code, title in visitor.conversation.questions:
            await self._post(visitor, title)
            visitor.conversation.acknowledged.append(code)
            await self.read(visitor)
            if self.stopping.is_set():
                return
            await asyncio.sleep(self.dice.expovariate(1 / self.pause))

    async def _open(self, visitor: Visitor) -> None:
        while not visitor.cookie:
            try:
                async with self.client.get(f"{self.url}/chat") as page:
                    visitor.cookie = page.cookies["motcua"].value
            except (*DOWN, KeyError):
                await asyncio.sleep(AGAIN_SECONDS)

    async def _post(self, visitor: Visitor, words: str) -> None:
        message = {"id": str(uuid.UUID(int=self.dice.getrandbits(128), version=4)), "text": words}
        headers = {"Origin": self.url, "Cookie": f"motcua={visitor.cookie}"}
        while True:
            with suppress(*DOWN):
                async with self.client.post(
                    f"{self.url}/chat/messages", json=message, headers=headers
                ) as answer:
                    if answer.status in KEPT:
                        return
            await asyncio.sleep(AGAIN_SECONDS)

    async def read(self, visitor: Visitor) -> None:
        """Fetch what is new; while the bot is down there is nothing."""
        with suppress(*DOWN):
            async with visitor.reading:
                for one in await self._since(visitor, visitor.seq):
                    if one["seq"] != visitor.seq + 1:
                        visitor.faults.append(f"number {one['seq']} came after {visitor.seq}")
                    visitor.seq = one["seq"]
                    visitor.conversation.heard += _cards([one])

    async def _since(self, visitor: Visitor, seq: int) -> list[dict[str, Any]]:
        headers = {"Cookie": f"motcua={visitor.cookie}"}
        query = {"after": str(seq)}
        async with self.client.get(f"{self.url}/chat/messages", params=query, headers=headers) as answer:
            answer.raise_for_status()
            return list((await answer.json())["messages"])

    async def read_missing(self) -> None:
        for visitor in self.visitors:
            if visitor.conversation.missing:
                await self.read(visitor)

    def missing(self) -> set[tuple[str, str]]:
        return {(each.conversation.who, code) for each in self.visitors for code in each.conversation.missing}

    async def faults(self) -> list[str]:
        """Read every history whole: each word once, and nothing but what was seen before."""
        found = []
        for visitor in self.visitors:
            history = await self._since(visitor, 0) if visitor.cookie else []
            words = [one["text"] for one in history if one["mine"]]
            asked = [self.known[code] for code in visitor.conversation.acknowledged]
            found += [f"{visitor.conversation.who}: {fault}" for fault in visitor.faults]
            if words != asked:
                found.append(f"{visitor.conversation.who}: wrote {len(asked)} messages, sees {len(words)}")
            if len(_cards(history)) != len(asked):
                found.append(
                    f"{visitor.conversation.who}: asked {len(asked)}, sees {len(_cards(history))} cards"
                )
        return found


def _cards(messages: list[dict[str, Any]]) -> list[Heard]:
    return [Heard(code) for one in messages if not one["mine"] and (code := code_of(one["text"]))]
