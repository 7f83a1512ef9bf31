"""What the Bot API says in words only, where the words decide what we do next."""

from typing import Final

from bot.channels.base import SendError
from domain.messages import Address

NOT_MODIFIED: Final = "message is not modified"
TOO_OLD: Final = ("query is too old", "query id is invalid", "query_id_invalid")
UNEDITABLE: Final = ("message can't be edited", "message to edit not found", "message_id_invalid")
GONE: Final = ("chat not found", "user not found", "peer_id_invalid", "user is deactivated")


def is_not_modified(description: str) -> bool:
    return NOT_MODIFIED in description.lower()


def is_too_old(description: str) -> bool:
    return any(phrase in description.lower() for phrase in TOO_OLD)


def is_uneditable(description: str) -> bool:
    return any(phrase in description.lower() for phrase in UNEDITABLE)


def refusal(description: str) -> SendError:
    """A 400: the same request will never pass; perhaps there is nobody there any more."""
    gone = any(phrase in description.lower() for phrase in GONE)
    return SendError(description, permanent=True, unreachable=gone)


def target(to: Address) -> tuple[int, int | None]:
    """The chat and, for a topic of a group, the thread in it. Raises `SendError`."""
    chat, _, thread = to.chat_id.partition(":")
    try:
        return int(chat), int(thread) if thread else None
    except ValueError:
        raise SendError("not an address of Telegram", permanent=True) from None
