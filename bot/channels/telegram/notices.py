"""Notices (lanes 1 to 9) through python-telegram-bot, in this process or in one of its own."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final, Self

from telegram import InlineKeyboardMarkup, KeyboardButton, LinkPreviewOptions, ReplyKeyboardMarkup
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, RetryAfter, TelegramError
from telegram.ext import ExtBot
from telegram.request import HTTPXRequest

from bot.channels.base import Outgoing, SendError
from bot.channels.telegram.descriptions import refusal, target
from bot.channels.telegram.keyboard import Markup
from bot.channels.telegram.quiet import hush
from bot.channels.telegram.render import Rendered, markup, render
from bot.config import TelegramSettings
from domain.messages import Address

SECONDS: Final = 15.0
NO_PREVIEW: Final = LinkPreviewOptions(is_disabled=True)


@dataclass(frozen=True, slots=True)
class TelegramNotices:
    """A notice is always a new message: a change of an old one would ring nobody's phone."""

    bot: ExtBot[None]
    request: HTTPXRequest

    @classmethod
    def build(cls, settings: TelegramSettings) -> Self:
        """Without `ExtBot.initialize`, whose `getMe` would keep a start from ending off-line."""
        hush()
        request = HTTPXRequest(16, SECONDS, SECONDS, SECONDS, SECONDS, proxy=settings.proxy or None)
        base = f"{settings.api_base.rstrip('/')}/bot"
        return cls(ExtBot(settings.token.get_secret_value(), base, request=request), request)

    async def close(self) -> None:
        await self.request.shutdown()

    async def send(self, to: Address, message: Outgoing) -> str:
        if message.content is None:
            raise SendError("a notice has words and answers no press", permanent=True)
        sent = ""
        for number, page in enumerate(render(message.content)):
            if number < message.arrived:
                continue
            try:
                sent = await self._send(to, page)
            except TelegramError as error:
                raise send_error(error).after(number) from error
        return sent

    async def _send(self, to: Address, page: Rendered) -> str:
        chat, thread = target(to)
        sent = await self.bot.send_message(
            chat,
            page.html,
            "HTML",
            message_thread_id=thread,
            reply_markup=self._keys(markup(page)),
            link_preview_options=NO_PREVIEW,
        )
        return str(sent.message_id)

    def _keys(self, keys: Markup | None) -> InlineKeyboardMarkup | ReplyKeyboardMarkup | None:
        if keys is None or "inline_keyboard" in keys:
            return InlineKeyboardMarkup.de_json(keys, self.bot) if keys else None
        rows = [KeyboardButton.de_list(row, self.bot) for row in keys["keyboard"]]
        return ReplyKeyboardMarkup(**{**keys, "keyboard": rows})


def send_error(error: TelegramError) -> SendError:
    match error:
        case RetryAfter(retry_after=wait):
            pause = wait if isinstance(wait, timedelta) else timedelta(seconds=wait)
            return SendError("too many requests", permanent=False, retry_after=pause)
        case ChatMigrated(new_chat_id=chat):
            return SendError("group became a supergroup", permanent=True, moved_to=str(chat))
        case Forbidden():
            return SendError(error.message, permanent=True, unreachable=True)
        case BadRequest():
            return refusal(error.message)
        case _:
            token = isinstance(error, InvalidToken)
            return SendError(type(error).__name__, permanent=False, whole_token=token)
