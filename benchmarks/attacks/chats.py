"""Telegram accounts of an attacker, and of the applicant: they write, press and share contacts."""

import asyncio
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import aiohttp

PATIENCE = 180.0


@dataclass(slots=True)
class Chats:
    """Everybody in Telegram; a message is answered once the stub was sent something for its chat."""

    client: aiohttp.ClientSession
    stub_url: str
    said: defaultdict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    _read: int = 0
    _ids: "count[int]" = field(default_factory=lambda: count(5_000))

    async def say(self, words: dict[int, str]) -> dict[int, str]:
        """Each of these chats writes, all at once; what each is answered."""
        return await self._send([self._message(chat, {"text": text}) for chat, text in words.items()], words)

    async def press(self, chat: int, payload: str) -> str:
        """A payload of the attacker's own making, under a message of ours."""
        query = {
            "id": str(next(self._ids)),
            "from": _person(chat),
            "chat_instance": "instance",
            "data": payload,
            "message": {"message_id": 11, "date": 1_795_000_000, "chat": _chat(chat), "text": "…"},
        }
        return (await self._send([{"update_id": 0, "callback_query": query}], [chat]))[chat]

    async def share(self, chat: int, phone: str, owner: int) -> str:
        """A contact: one's own where `owner` is the chat itself."""
        contact = {"phone_number": phone, "first_name": "x", "user_id": owner}
        return (await self._send([self._message(chat, {"contact": contact})], [chat]))[chat]

    def _message(self, chat: int, what: dict[str, Any]) -> dict[str, Any]:
        message = {"message_id": next(self._ids), "date": 1_795_000_000, "chat": _chat(chat)}
        return {"update_id": 0, "message": {**message, "from": _person(chat), **what}}

    async def _send(self, updates: list[dict[str, Any]], chats: Iterable[int]) -> dict[int, str]:
        waiting = {chat: len(self.said[chat]) for chat in chats}
        body = {"updates": updates, "chats": list(waiting)}
        async with self.client.post(f"{self.stub_url}/control/updates", json=body) as answer:
            answer.raise_for_status()
        async with asyncio.timeout(PATIENCE):
            while any(len(self.said[chat]) == before for chat, before in waiting.items()):
                await self._listen()
            while await self._listen():  # an answer may be several messages
                pass
        return {chat: "\n".join(self.said[chat][before:]) for chat, before in waiting.items()}

    async def _listen(self) -> bool:
        """Whether anything came within a second."""
        query = {"after": str(self._read), "wait": "1"}
        async with self.client.get(f"{self.stub_url}/control/sent", params=query) as answer:
            page = await answer.json()
        self._read = page["next"]
        for one in page["sent"]:
            self.said[one["chat_id"]].append(one["text"])
        return bool(page["sent"])


def _chat(chat: int) -> dict[str, Any]:
    kind = {"type": "private", "first_name": "x"} if chat > 0 else {"type": "supergroup", "title": "x"}
    return {"id": chat, **kind}


def _person(chat: int) -> dict[str, Any]:
    return {"id": abs(chat), "is_bot": False, "first_name": "x"}
