"""Citizens in Telegram: the stub delivers what they say, by webhook or by polling, until it is confirmed."""

import asyncio
import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count

import aiohttp

from benchmarks.crash.conversation import Conversation, some_questions
from benchmarks.crash.judge import Heard, code_of

FIRST_CHAT = 700_000_001
AT_A_TIME = 40


@dataclass(slots=True)
class TelegramCitizens:
    """`rate`: messages a second of all together, often two of one person at once."""

    stub_url: str
    client: aiohttp.ClientSession
    known: Mapping[str, str]
    dice: random.Random
    rate: float
    stopping: asyncio.Event
    conversations: dict[int, Conversation] = field(default_factory=dict)
    said: dict[int, tuple[int, str]] = field(default_factory=dict)
    _active: list[int] = field(default_factory=list)
    _chats: "count[int]" = field(default_factory=lambda: count(FIRST_CHAT))
    _read: int = 0

    async def speak(self) -> None:
        while not self.stopping.is_set():
            chat = self._somebody()
            words = list(self._next_words(chat, self.dice.choice((1, 1, 2))))
            if words:
                await self._say(chat, words)
            else:
                self._active.remove(chat)
            await asyncio.sleep(self.dice.expovariate(self.rate))

    async def listen(self) -> None:
        """Note the cards as they reach the stub; cancel it when all is heard."""
        while True:
            query = {"after": str(self._read), "wait": "1"}
            async with self.client.get(f"{self.stub_url}/control/sent", params=query) as answer:
                page = await answer.json()
            self._read = page["next"]
            for one in page["sent"]:
                code = code_of(one["text"])
                if code:
                    self.conversations[one["chat_id"]].heard.append(Heard(code, one["at"]))

    async def note_acknowledged(self) -> None:
        """Ask the stub what was not confirmed: all else that was said before was."""
        before = dict(self.said)
        async with self.client.get(f"{self.stub_url}/bench/waiting") as answer:
            waiting = set((await answer.json())["update_ids"])
        for number, (chat, code) in before.items():
            if number not in waiting:
                self.conversations[chat].acknowledged.append(code)
                del self.said[number]

    def missing(self) -> set[tuple[str, str]]:
        return {(each.who, code) for each in self.conversations.values() for code in each.missing}

    def _somebody(self) -> int:
        if len(self._active) < AT_A_TIME:
            chat = next(self._chats)
            self.conversations[chat] = Conversation(f"telegram {chat}", some_questions(self.known, self.dice))
            self._active.append(chat)
            return chat
        return self.dice.choice(self._active)

    def _next_words(self, chat: int, most: int) -> list[tuple[str, str]]:
        questions = self.conversations[chat].questions
        return [pair for pair, _ in zip(questions, range(most), strict=False)]

    async def _say(self, chat: int, words: list[tuple[str, str]]) -> None:
        acts = [{"text": title, "chat_id": chat} for _, title in words]
        async with self.client.post(f"{self.stub_url}/control/say", json=acts) as answer:
            numbers = (await answer.json())["update_ids"]
        for number, (code, _) in zip(numbers, words, strict=True):
            self.said[number] = (chat, code)
