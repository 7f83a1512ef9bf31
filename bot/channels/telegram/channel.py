"""Sending through aiogram: replies, changes of earlier messages, answers to presses."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from aiogram import Bot
from aiogram.exceptions import (
    AiogramError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)
from aiogram.methods import AnswerCallbackQuery

from bot.channels.base import Outgoing, SendError
from bot.channels.telegram.descriptions import is_not_modified, is_too_old, is_uneditable, refusal, target
from bot.channels.telegram.keyboard import NO_KEYS, Markup
from bot.channels.telegram.methods import EditText, SendText
from bot.channels.telegram.render import Rendered, markup, render
from domain.messages import Address

PRESS_WORDS: Final = 200


@dataclass(frozen=True, slots=True)
class TelegramChannel:
    """The conversation's way out (lane 0)."""

    bot: Bot

    async def send(self, to: Address, message: Outgoing) -> str:
        try:
            if message.content is None:
                return await self._answer_press(message)
        except AiogramError as error:
            raise send_error(error) from error
        return await self._show(to, render(message.content), message)

    async def _answer_press(self, message: Outgoing) -> str:
        words = message.callback_words[:PRESS_WORDS] or None
        try:
            await self.bot(AnswerCallbackQuery(callback_query_id=message.callback_id, text=words))
        except TelegramBadRequest as error:
            if not is_too_old(error.message):
                raise
        return ""

    async def _show(self, to: Address, pages: Sequence[Rendered], message: Outgoing) -> str:
        """Change the first page where one is to be changed, send the rest; the last id counts."""
        sent = ""
        for number, page in enumerate(pages):
            if number < message.arrived:
                continue
            edits = message.edits if number == 0 and page.is_changeable else ""
            keys = NO_KEYS if message.takes_back_keys and number == 0 else markup(page)
            try:
                changed = edits.isdecimal() and await self._change(to, edits, page)
                sent = edits if changed else await self._send(to, page, keys)
            except AiogramError as error:
                raise send_error(error).after(number) from error
        return sent

    async def _send(self, to: Address, page: Rendered, keys: Markup | None) -> str:
        chat, thread = target(to)
        method = SendText(chat_id=chat, message_thread_id=thread, text=page.html, reply_markup=keys)
        return str((await self.bot(method)).message_id)

    async def _change(self, to: Address, edits: str, page: Rendered) -> bool:
        """False where that message can no longer be changed."""
        chat, _ = target(to)
        keys = markup(page)
        try:
            await self.bot(EditText(chat_id=chat, message_id=int(edits), text=page.html, reply_markup=keys))
        except TelegramBadRequest as error:
            if is_uneditable(error.message):
                return False
            if not is_not_modified(error.message):
                raise
        return True


def send_error(error: AiogramError) -> SendError:
    """What a failure means for the row of the outbox; whatever is unknown may be tried again."""
    match error:
        case TelegramRetryAfter():
            # aiogram's own words name the chat.
            wait = timedelta(seconds=error.retry_after)
            return SendError("too many requests", permanent=False, retry_after=wait)
        case TelegramMigrateToChat():
            moved = str(error.migrate_to_chat_id)
            return SendError("group became a supergroup", permanent=True, moved_to=moved)
        case TelegramForbiddenError():
            return SendError(error.message, permanent=True, unreachable=True)
        case TelegramBadRequest():
            return refusal(error.message)
        case _:
            reason = error.message if isinstance(error, TelegramAPIError) else type(error).__name__
            too_large = isinstance(error, TelegramEntityTooLarge)
            token = isinstance(error, TelegramUnauthorizedError | TelegramNotFound)
            return SendError(reason, permanent=too_large, whole_token=token)
