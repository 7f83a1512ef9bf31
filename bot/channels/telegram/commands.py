"""The menu of commands that Telegram shows beside the text field, in both languages."""

from collections.abc import Callable
from typing import Final, TypeAlias

import structlog
from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiogram.methods import SetMyCommands
from aiogram.types import BotCommand, BotCommandScopeAllPrivateChats

from domain.messages import Language

log = structlog.get_logger(__name__)

Say: TypeAlias = Callable[[str, Language], str]
"""The text of a key of the catalogue, in a language."""

COMMANDS: Final = {
    "menu": "telegram.command.menu",
    "tracuu": "telegram.command.tracuu",
    "ngonngu": "telegram.command.ngonngu",
    "dulieu": "telegram.command.dulieu",
    "xoa": "telegram.command.xoa",
    "huy": "telegram.command.huy",
    "trogiup": "telegram.command.trogiup",
}

# Whoever has no list of their own language gets the one without a language code.
LISTS: Final = {Language.VIETNAMESE: None, Language.ENGLISH: "en"}


async def publish_commands(bot: Bot, say: Say) -> None:
    """The menu is a convenience: where it cannot be set, the bot works without."""
    try:
        for language, code in LISTS.items():
            await bot(_menu(say, language, code))
    except AiogramError as error:
        log.warning("commands_not_published", error=type(error).__name__)


def _menu(say: Say, language: Language, code: str | None) -> SetMyCommands:
    """For private chats only: in a group of officials citizens' commands would be noise."""
    commands = [BotCommand(command=name, description=say(key, language)) for name, key in COMMANDS.items()]
    scope = BotCommandScopeAllPrivateChats()
    return SetMyCommands(commands=commands, scope=scope, language_code=code)
