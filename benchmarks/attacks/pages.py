"""Browsers of an attacker: each a cookie, each behind the address that it claims or has."""

import asyncio
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from itertools import count
from typing import Any
from uuid import uuid4

import aiohttp

LOOK_SECONDS = 0.004
PATIENCE = 60.0
AGAIN_SECONDS = 1.0
_ADDRESSES = count(1)


def new_address() -> str:
    """One that no browser had before."""
    number = next(_ADDRESSES)
    return f"100.{64 + number // 65536}.{number // 256 % 256}.{number % 256}"


@dataclass(slots=True)
class Browser:
    """`heard` is all that it was answered."""

    client: aiohttp.ClientSession
    url: str
    address: str = field(default_factory=new_address)
    cookie: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    seq: int = 0
    heard: list[str] = field(default_factory=list)

    async def ask(self, text: str = "", *, press: str = "", patience: float = PATIENCE) -> str:
        """What is answered to words or a press; empty when nothing is within the patience."""
        status = await self._post({"id": str(uuid4()), "text": text, "press": press})
        if status >= HTTPStatus.BAD_REQUEST:
            return ""
        try:
            async with asyncio.timeout(patience):
                return await self._answer()
        except TimeoutError:
            return ""

    async def end(self) -> None:
        """Press "Kết thúc": the same browser goes on as somebody else."""
        async with self.client.post(f"{self.url}/chat/end", headers=self._headers) as answer:
            self.cookie, self.seq = answer.cookies["motcua"].value, 0

    async def _post(self, message: dict[str, Any]) -> int:
        """Whoever is told to slow down does, and says it again."""
        while True:
            async with self.client.post(
                f"{self.url}/chat/messages", json=message, headers=self._headers
            ) as answer:
                if answer.status != HTTPStatus.TOO_MANY_REQUESTS:
                    return answer.status
            await asyncio.sleep(AGAIN_SECONDS)

    async def _answer(self) -> str:
        while not (new := [one for one in await self._news() if not one["mine"]]):  # noqa: ASYNC110 - a page polls
            await asyncio.sleep(LOOK_SECONDS)
        said = "\n".join(one["text"] for one in new)
        self.heard.append(said)
        return said

    async def _news(self) -> list[dict[str, Any]]:
        query = {"after": str(self.seq)}
        async with self.client.get(
            f"{self.url}/chat/messages", params=query, headers=self._headers
        ) as answer:
            page = await answer.json()
        if page["messages"]:
            self.seq = page["messages"][-1]["seq"]
        return list(page["messages"])

    @property
    def _headers(self) -> dict[str, str]:
        return {"Origin": self.url, "Cookie": f"motcua={self.cookie}", "X-Forwarded-For": self.address}


async def all_at_once(asking: Sequence[tuple[Browser, str]]) -> list[str]:
    """What each was answered, when all ask at the same moment."""
    return list(await asyncio.gather(*(browser.ask(text) for browser, text in asking)))
