"""A visitor of the chat on the fakes."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import httpx
import pytest

from bot.channels.web.visitors import COOKIE
from domain.messages import Address
from tests.fakes.web_chat import ChatOnFakes

HOST = "http://chat.test"
OWN = {"origin": HOST}


@dataclass
class Visitor:
    """A browser that has the chat on the fakes; `opens` gives it its cookie."""

    client: httpx.AsyncClient
    chat: ChatOnFakes

    async def opens(self, query: str = "", **headers: str) -> httpx.Response:
        return await self.client.get(f"/chat{query}", headers=headers)

    async def posts(self, query: str = "", headers: dict[str, str] = OWN, **body: Any) -> httpx.Response:
        return await self.client.post(f"/chat/messages{query}", json={"id": new_id()} | body, headers=headers)

    async def reads(self, after: int | str = 0) -> httpx.Response:
        return await self.client.get(f"/chat/messages?after={after}")

    @property
    def cookie(self) -> str:
        return self.client.cookies.get(COOKIE, default="")

    @property
    def address(self) -> Address:
        return self.chat.road.kept[-1].address


def new_id() -> str:
    return str(uuid4())


@pytest.fixture
def chat() -> ChatOnFakes:
    return ChatOnFakes()


def client_of(chat: ChatOnFakes, host: str = HOST, root_path: str = "") -> httpx.AsyncClient:
    transport = httpx.ASGITransport(app=chat.app, root_path=root_path)
    return httpx.AsyncClient(transport=transport, base_url=host)


@pytest.fixture
async def visitor(chat: ChatOnFakes) -> AsyncIterator[Visitor]:
    async with client_of(chat) as client:
        yield Visitor(client, chat)


@pytest.fixture
async def guest(visitor: Visitor) -> Visitor:
    """A visitor who has opened the page."""
    await visitor.opens()
    return visitor
