"""One message in, one outcome out: the contract of every dialog."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Self

from domain.content import Block, Button, Paragraph, Text
from domain.conversations import Conversation
from domain.effects import Record
from domain.messages import InboundMessage, Language, Reply
from domain.search.said import Said


@dataclass(frozen=True)
class Turn:
    """A message and the conversation it belongs to, as they stood when the turn began."""

    message: InboundMessage
    conversation: Conversation
    inbox_id: int
    deadline: float

    @cached_property
    def said(self) -> Said:
        """The text of the message, read once."""
        return Said(self.message.text)

    @property
    def language(self) -> Language:
        """The language chosen in the chat, else of the page it came from, else Vietnamese.

        A phone set to English is no wish for English, so messengers name none.
        """
        return self.conversation.state.language or self.message.language or Language.VIETNAMESE


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a dialog decided. Nothing has happened yet: `bot/` writes it, all or nothing.

    `step` and `answers` replace what the conversation had. `missed` counts towards the offer of a
    person. `forget_words` empties the body of the message once handled; `mask_words` too, and leaves
    dots of it in a chat that is read here: it held digits of a check.
    """

    replies: tuple[Reply, ...] = ()
    step: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    records: tuple[Record, ...] = ()
    language: Language | None = None
    missed: bool = False
    greeted: bool = False
    forget_words: bool = False
    mask_words: bool = False
    error: str = ""

    @classmethod
    def say(
        cls,
        *blocks: Block | Text,
        buttons: tuple[Button, ...] = (),
        step: str = "",
        replaces: bool = False,
    ) -> Self:
        """Answer with one message; a bare `Text` is a paragraph."""
        parts = tuple(Paragraph(block) if isinstance(block, Text) else block for block in blocks)
        return cls(replies=(Reply(parts, buttons, replaces),), step=step)

    @classmethod
    def apology(cls, reason: str) -> Self:
        """Own a failure of ours: `reason` is `slow`, `failed` or `conflict`."""
        return cls(replies=(Reply((Paragraph(Text(f"apology.{reason}")),)),), error=reason)
