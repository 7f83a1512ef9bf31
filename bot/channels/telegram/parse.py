"""One raw update of Telegram, alone, to what a person did."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final, TypeAlias

from bot.channels.telegram.kinds import is_service, kind_of
from domain.messages import Address, ChannelName, InboundMessage, MessageKind
from domain.text import clean

Json: TypeAlias = Mapping[str, Any]

MEMBERSHIP: Final = {"kicked": MessageKind.BLOCKED, "member": MessageKind.UNBLOCKED}
LAST_SECOND: Final = 2**32


class Unparsable(ValueError):
    """An update of a known type that lacks what that type must have; says where, never what."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What an update does not say of itself: whose bot it is for and when it came."""

    bot_id: int
    at: datetime


def parse(raw: object, receipt: Receipt) -> InboundMessage | None:
    """Return what was done, or None where nothing is asked of us. Raises `Unparsable`."""
    update = _object(raw, "update")
    key = f"{receipt.bot_id}:{_number(update, 'update_id')}"
    for name, read in READERS.items():
        if update.get(name) is not None:
            return read(_inner(update, name), key, receipt)
    return None


def _message(message: Json, key: str, receipt: Receipt) -> InboundMessage | None:
    if _not_a_person(message) or is_service(message):
        return None
    if album := message.get("media_group_id"):
        # Ten photos are one act: the first that comes stands for all, by the key of duplicates.
        key = f"{receipt.bot_id}:album:{album}"
    return _said(message, key, receipt, kind_of(message))


def _edited(message: Json, key: str, receipt: Receipt) -> InboundMessage | None:
    """A live location is "edited" every few seconds: only changed words are of interest."""
    if _not_a_person(message) or not _words(message):
        return None
    return _said(message, key, receipt, MessageKind.EDITED)


def _said(message: Json, key: str, receipt: Receipt, kind: MessageKind) -> InboundMessage:
    chat = _inner(message, "chat")
    return InboundMessage(
        external_id=key,
        address=_address(chat, message),
        actor=str(_number(_inner(message, "from"), "id")),
        kind=kind,
        sent_at=_instant(message, receipt),
        text=clean(_words(message)),
        message_id=str(_number(message, "message_id")),
        reply_to=_replied(message),
        group=_is_group(chat),
        contact_phone=_own_phone(message),
    )


def _press(query: Json, key: str, receipt: Receipt) -> InboundMessage | None:
    """The message that bears the button may be inaccessible by now; its chat and id still come."""
    if query.get("message") is None:
        return None
    message = _inner(query, "message")
    chat = _inner(message, "chat")
    return InboundMessage(
        external_id=key,
        address=_address(chat, message),
        actor=str(_number(_inner(query, "from"), "id")),
        kind=MessageKind.PRESS,
        sent_at=receipt.at,
        payload=clean(_string(query, "data")),
        message_id=str(_number(message, "message_id")),
        callback_id=clean(_string(query, "id")),
        group=_is_group(chat),
    )


def _membership(change: Json, key: str, receipt: Receipt) -> InboundMessage | None:
    chat = _inner(change, "chat")
    kind = MEMBERSHIP.get(_string(_inner(change, "new_chat_member"), "status"))
    if kind is None or _is_group(chat):
        return None
    return InboundMessage(
        external_id=key,
        address=_address(chat, change),
        actor=str(_number(_inner(change, "from"), "id")),
        kind=kind,
        sent_at=_instant(change, receipt),
    )


def _not_a_person(message: Json) -> bool:
    """Channels and hidden administrators have no `from`, or that of a bot of Telegram's own."""
    return message.get("from") is None or _inner(message, "from").get("is_bot") is True


def _words(message: Json) -> str:
    return _string(message, "text") or _string(message, "caption")


def _own_phone(message: Json) -> str:
    """A friend's card, or one that somebody typed, holds a number that anybody can send."""
    if message.get("contact") is None:
        return ""
    contact = _inner(message, "contact")
    is_own = contact.get("user_id") == _number(_inner(message, "from"), "id")
    return clean(_string(contact, "phone_number")) if is_own else ""


def _replied(message: Json) -> str:
    """In a forum every message "replies" to the start of its topic, which nobody meant."""
    if message.get("reply_to_message") is None:
        return ""
    earlier = _inner(message, "reply_to_message")
    return "" if earlier.get("forum_topic_created") else str(_number(earlier, "message_id"))


def _is_group(chat: Json) -> bool:
    return _string(chat, "type") != "private"


def _address(chat: Json, message: Json) -> Address:
    """`chat` or, in a topic of a group, `chat:thread`, so that the answer stays in the topic.

    A private chat is one address whatever its topics: what is held of a person is erased by it.
    """
    place = str(_number(chat, "id"))
    if message.get("is_topic_message") is True and _is_group(chat):
        place = f"{place}:{_number(message, 'message_thread_id')}"
    return Address(ChannelName.TELEGRAM, place)


def _instant(message: Json, receipt: Receipt) -> datetime:
    seconds = message.get("date")
    if isinstance(seconds, int) and 0 < seconds < LAST_SECOND:
        return datetime.fromtimestamp(seconds, UTC)
    return receipt.at


READERS: Final = {
    "message": _message,
    "edited_message": _edited,
    "callback_query": _press,
    "my_chat_member": _membership,
}
ALLOWED_UPDATES: Final = tuple(READERS)


def _object(value: object, name: str) -> Json:
    if not isinstance(value, dict):
        raise Unparsable(f"{name} is not an object")
    return value


def _inner(outer: Json, name: str) -> Json:
    return _object(outer.get(name), name)


def _number(outer: Json, name: str) -> int:
    value = outer.get(name)
    if not isinstance(value, int) or isinstance(value, bool):
        raise Unparsable(f"{name} is not a number")
    return value


def _string(outer: Json, name: str) -> str:
    value = outer.get(name)
    if not isinstance(value, str | None):
        raise Unparsable(f"{name} is not a text")
    return value or ""
