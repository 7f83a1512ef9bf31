"""The console: the same conversation in a terminal, for people and, as JSON lines, for scripts."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import uuid4

from bot.channels.base import Accept, History, HistoryMessage
from domain.clock import Clock
from domain.conversations import Choice, offered
from domain.messages import Address, ChannelName, InboundMessage, MessageKind
from domain.plain_text import plain
from domain.text import clean

LOOK_SECONDS = 0.05
LONGEST = 64_000


@dataclass(slots=True)
class Console:
    """One person at a terminal. `waits` tells whether a conversation has an unanswered message."""

    name: str
    accept: Accept
    history: History
    waits: Callable[[str], Awaitable[bool]]
    clock: Clock
    show: Callable[[Sequence[HistoryMessage]], None]
    seq: int = 0

    @property
    def address(self) -> Address:
        return Address(ChannelName.CONSOLE, self.name)

    async def converse(self, lines: AsyncIterator[InboundMessage]) -> None:
        """Answer line after line; `show` gets all that the bot has to say for now."""
        await self._catch_up()
        async for message in lines:
            await self.accept(message)
            while await self.waits(message.conversation):
                await self.history.changed(self.address, LOOK_SECONDS)
            self.show(await self._news())

    async def _catch_up(self) -> None:
        """What was said in an earlier session is not said again."""
        while await self._news():
            pass

    async def _news(self) -> list[HistoryMessage]:
        page = await self.history.since(self.address, self.seq)
        if page.reset:
            self.seq = 0
            page = await self.history.since(self.address, 0)
        if page.messages:
            self.seq = page.messages[-1].seq
        return [message for message in page.messages if not message.mine]

    def said(self, line: str, *, as_json: bool) -> InboundMessage:
        """A line typed: plain text or, for scripts, also `{"press": "label or number"}`."""
        message = InboundMessage(
            external_id=uuid4().hex,
            address=self.address,
            actor=self.name,
            kind=MessageKind.TEXT,
            sent_at=self.clock.now(),
            text=clean(line[:LONGEST]),
        )
        press = _press(line) if as_json else None
        return message if press is None else replace(message, kind=MessageKind.PRESS, payload=press, text="")


def _press(line: str) -> str | None:
    try:
        raw: Any = json.loads(line)
    except (ValueError, RecursionError):
        return None
    found = raw.get("press") if isinstance(raw, dict) else None
    return clean(str(found)[:200]) if found is not None else None


def as_json_lines(messages: Sequence[HistoryMessage]) -> str:
    """A turn's messages as a script reads them, and the line that says it is the script's turn."""
    said = [
        {"text": plain(each.content), "buttons": [str(button.label) for button in each.content.pressable]}
        for each in messages
    ]
    return "\n".join(json.dumps(line, ensure_ascii=False) for line in [*said, {"idle": True}])


def as_text(messages: Sequence[HistoryMessage]) -> str:
    """A turn's messages for the eye, every button with the number that can be typed instead."""
    contents = [message.content for message in messages]
    numbered = list(enumerate(offered(contents), 1))
    lowest = len(contents) - 1
    return "\n\n".join(
        "\n".join([plain(content), *(_line(n, one) for n, one in numbered if one.message == lowest - place)])
        for place, content in enumerate(contents)
    )


def _line(number: int, choice: Choice) -> str:
    return f"  {number}. {choice.label}" + (f": {choice.url.removeprefix('tel:')}" if choice.url else "")
