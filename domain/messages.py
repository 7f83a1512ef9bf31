"""What travels between people and the bot: addresses, messages that come, replies that go."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from domain.content import Block, Button


class ChannelName(StrEnum):
    """The messengers; the value is the prefix of every address."""

    TELEGRAM = "telegram"
    ZALO_OA = "zalo-oa"
    ZALO_BOT = "zalo-bot"
    WEB = "web"
    CONSOLE = "console"


class Language(StrEnum):
    """The languages of the interface; procedure texts are Vietnamese only."""

    VIETNAMESE = "vi"
    ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Address:
    """Where a chat is: the channel and the channel's own id of the chat."""

    channel: ChannelName
    chat_id: str

    def __str__(self) -> str:
        return f"{self.channel}:{self.chat_id}"

    @classmethod
    def parse(cls, written: str) -> "Address":
        """Read back what `str` wrote, such as `telegram:-1001234`; ValueError on anything else."""
        channel, _, chat_id = written.partition(":")
        return cls(ChannelName(channel), chat_id)


class MessageKind(StrEnum):
    """What a person did. A command is a TEXT that begins with a slash."""

    TEXT = "text"
    PRESS = "press"
    PHOTO = "photo"
    VOICE = "voice"
    VIDEO = "video"
    DOCUMENT = "document"
    STICKER = "sticker"
    LOCATION = "location"
    CONTACT = "contact"
    EDITED = "edited"
    BLOCKED = "blocked"
    UNBLOCKED = "unblocked"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class InboundMessage:
    """One act of one person, as every channel tells it.

    `external_id` is the key of de-duplication within the channel. `payload` is what a pressed
    button carries. `message_id` is the channel's id of this message or, for a press, of the
    message that bears the button; `callback_id` is set where the channel wants presses answered.
    `network` is a keyed hash of where a web page is, empty where that is trusted or not known.
    Photos, files and places are told by `kind` alone: they are not kept yet. `contact_phone` is the
    person's own number, which the channel vouches for; of anybody else's contact none is told.
    """

    external_id: str
    address: Address
    actor: str
    kind: MessageKind
    sent_at: datetime
    text: str = ""
    payload: str = ""
    message_id: str = ""
    callback_id: str = ""
    reply_to: str = ""
    language: Language | None = None
    group: bool = False
    kiosk: bool = False
    network: str = ""
    contact_phone: str = field(default="", repr=False)
    trace: str = ""

    @property
    def conversation(self) -> str:
        """Key of the conversation: in a group each person has a step of their own."""
        return f"{self.address}/{self.actor}"

    @property
    def command(self) -> str:
        """The command without slash and bot name, in lower case; empty when there is none."""
        if self.kind is not MessageKind.TEXT or not self.text.startswith("/"):
            return ""
        first = self.text[1:].split(maxsplit=1)[:1]
        return first[0].partition("@")[0].lower() if first else ""

    @property
    def argument(self) -> str:
        """What follows the command, such as the payload of a `/start` deep link."""
        parts = self.text.split(maxsplit=1) if self.command else []
        return parts[1].strip() if len(parts) > 1 else ""


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Reply:
    """One message of the bot, before it is put in the person's language.

    `replaces` asks the channel to change the message whose button was pressed, where it can. `then`
    is the question that it ends in (see `Content`).
    """

    blocks: tuple[Block, ...]
    buttons: tuple[Button, ...] = ()
    replaces: bool = False
    then: "Reply | None" = None
