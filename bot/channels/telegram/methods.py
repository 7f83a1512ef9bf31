"""The Bot API methods of the road, with the fields that we use and the answers that we read.

aiogram's own classes carry every field of the Bot API and build a whole `Message` from each
answer; a reply needs its id only, and an update is parsed by us, alone, after it was fetched.
"""

from typing import Any, Final

from aiogram.methods import TelegramMethod
from aiogram.types import MessageId
from pydantic import SkipValidation

from bot.channels.telegram.keyboard import Markup

NO_PREVIEW: Final = {"is_disabled": True}


class SendText(TelegramMethod[MessageId]):
    __returning__ = MessageId
    __api_method__ = "sendMessage"

    chat_id: int
    text: str
    message_thread_id: int | None = None
    parse_mode: str = "HTML"
    link_preview_options: dict[str, bool] = NO_PREVIEW
    reply_markup: SkipValidation[Markup | None] = None


class EditText(TelegramMethod[MessageId]):
    __returning__ = MessageId
    __api_method__ = "editMessageText"

    chat_id: int
    message_id: int
    text: str
    parse_mode: str = "HTML"
    link_preview_options: dict[str, bool] = NO_PREVIEW
    reply_markup: SkipValidation[Markup | None] = None


class FetchUpdates(TelegramMethod[list[Any]]):
    """Updates as they came: one that aiogram cannot parse would stop the others (its #1840)."""

    __returning__ = list[Any]
    __api_method__ = "getUpdates"

    offset: int | None
    timeout: int
    allowed_updates: list[str]
    limit: int = 100
