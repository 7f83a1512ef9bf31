"""What the bot has said, as it stands in the chats."""

import asyncio
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any

from telegram import Message

from domain.clock import Clock
from tests.fakes.telegram.params import Params
from tests.fakes.telegram.people import People
from tests.fakes.telegram.refusals import bad_request, blocked
from tests.fakes.telegram.strict import Rows, checked_keyboard, checked_text, checked_typed_keys


@dataclass(frozen=True, slots=True)
class Sent:
    """One act of the bot; `text` is what the person sees, `html` what was sent.

    `typed_keys`: in place of the letters; empty where they were taken back, None where nothing changed.
    """

    number: int
    chat_id: int
    message_id: int
    text: str
    html: str
    buttons: Rows
    edited: bool
    thread_id: int | None
    at: float
    typed_keys: Rows | None = None

    @property
    def labels(self) -> list[str]:
        return [button["text"] for row in self.buttons for button in row]

    def payload(self, label: str) -> str:
        """Of the first button whose words hold `label`."""
        found = (b["callback_data"] for row in self.buttons for b in row if label in b["text"])
        return str(next(found))

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(slots=True)
class Chats:
    """Chats are known once a person has written, as with Telegram."""

    people: People
    clock: Clock
    known: set[int] = field(default_factory=set)
    blocked: set[int] = field(default_factory=set)
    sent: list[Sent] = field(default_factory=list)
    standing: dict[tuple[int, int], Sent] = field(default_factory=dict)
    last_id: int = 10
    changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    def next_id(self) -> int:
        self.last_id += 1
        return self.last_id

    async def send(self, params: Params) -> Message:
        chat_id = self._reachable(params)
        text, rows = checked_text(params), checked_keyboard(params)
        keys = checked_typed_keys(params, private=chat_id > 0)
        await self._record(params, chat_id, self.next_id(), text, rows, typed_keys=keys)
        return self.people.from_the_bot(chat_id, self.last_id, text)

    async def edit(self, params: Params) -> Message:
        chat_id, message_id = self._reachable(params), int(params.get("message_id") or 0)
        before = self.standing.get((chat_id, message_id))
        if before is None:
            raise bad_request("message to edit not found")
        if before.typed_keys is not None:
            raise bad_request("message can't be edited")
        if checked_typed_keys(params, private=True) is not None:
            raise bad_request("inline keyboard expected")
        text, rows = checked_text(params), checked_keyboard(params)
        if (before.html, before.buttons) == (params["text"], rows):
            raise bad_request(
                "message is not modified: specified new message content and reply markup are exactly the same"
                " as a current content and reply markup of the message"
            )
        await self._record(params, chat_id, message_id, text, rows, edited=True)
        return self.people.from_the_bot(chat_id, message_id, text)

    async def wait(self, enough: Callable[[list[Sent]], bool], seconds: float) -> list[Sent]:
        """What was sent so far, as soon as it is `enough`. Raises `TimeoutError`."""
        async with asyncio.timeout(seconds), self.changed:
            await self.changed.wait_for(lambda: enough(self.sent))
        return list(self.sent)

    def _reachable(self, params: Params) -> int:
        try:
            chat_id = int(params["chat_id"])
        except (KeyError, ValueError):
            raise bad_request("chat_id is empty") from None
        if chat_id in self.blocked:
            raise blocked()
        if chat_id not in self.known:
            raise bad_request("chat not found")
        return chat_id

    async def _record(
        self,
        params: Params,
        chat_id: int,
        message_id: int,
        text: str,
        rows: Rows,
        *,
        edited: bool = False,
        typed_keys: Rows | None = None,
    ) -> None:
        thread = params.get("message_thread_id")
        at = asyncio.get_running_loop().time()
        number, html = len(self.sent), params["text"]
        one = Sent(number, chat_id, message_id, text, html, rows, edited, thread, at, typed_keys)
        self.sent.append(one)
        self.standing[chat_id, message_id] = one
        await self.wake()

    async def wake(self) -> None:
        async with self.changed:
            self.changed.notify_all()
