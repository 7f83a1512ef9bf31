"""The channel put together, and what it costs those who do not use it."""

import ast
import asyncio
import subprocess
import sys
from pathlib import Path

import pytest
from aiogram.utils.token import TokenValidationError
from babel.messages.pofile import read_po
from pydantic import SecretStr

from bot.channels.telegram.build import Telegram, build_telegram
from bot.channels.telegram.commands import COMMANDS
from bot.channels.telegram.polling import Polling
from bot.channels.telegram.state import Arrival, Condition
from bot.config import TelegramMode, TelegramSettings
from domain.messages import Language
from tests.bot.telegram.conftest import Inbox, StandingClock
from tests.bot.telegram.test_polling import until
from tests.fakes.telegram.faults import Fault, FaultKind
from tests.fakes.telegram.server import TOKEN, FakeTelegram

ROOT = Path(__file__).resolve().parents[3]
LOCALE = ROOT / "handlers" / "texts" / "locale"


def say(key: str, language: Language) -> str:
    return f"{key} in {language}"


def built(telegram: FakeTelegram, inbox: Inbox, counted: list[Arrival], **settings: str) -> Telegram:
    wanted = TelegramSettings.model_validate({"token": TOKEN, "api_base": telegram.url, **settings})
    return build_telegram(wanted, inbox.accept, StandingClock(), counted.append, say)


async def test_polling_needs_no_more_than_a_token(
    telegram: FakeTelegram, inbox: Inbox, counted: list[Arrival]
) -> None:
    parts = built(telegram, inbox, counted)
    await telegram.says("chào")

    async with asyncio.TaskGroup() as tasks:
        receiving = tasks.create_task(parts.receive())
        await until(lambda: inbox.texts == ["chào"])
        receiving.cancel()
    await parts.close()

    assert parts.webhook is None
    assert parts.state.condition is Condition.WORKING


async def test_webhook_mode_registers_and_does_not_poll(
    telegram: FakeTelegram, inbox: Inbox, counted: list[Arrival]
) -> None:
    hook = {"mode": TelegramMode.WEBHOOK, "webhook_url": "http://127.0.0.1:9/", "webhook_secret": "mot-cua_1"}
    parts = built(telegram, inbox, counted, **hook)

    await parts.receive()
    await parts.close()

    assert parts.webhook is not None
    assert not isinstance(parts.receiver, Polling)
    assert telegram.methods.webhook.url == "http://127.0.0.1:9/"


async def test_the_menu_of_commands_comes_in_both_languages(
    telegram: FakeTelegram, inbox: Inbox, counted: list[Arrival]
) -> None:
    parts = built(telegram, inbox, counted)
    telegram.plant(Fault(FaultKind.UNAUTHORIZED, "deleteWebhook"))

    await parts.receive()
    await parts.close()

    menus = {code: [c.description for c in menu] for code, menu in telegram.methods.commands.items()}
    assert menus[""][0] == "telegram.command.menu in vi"
    assert menus["en"][0] == "telegram.command.menu in en"
    assert [command.command for command in telegram.methods.commands[""]] == list(COMMANDS)


async def test_without_its_menu_of_commands_the_bot_still_works(
    telegram: FakeTelegram, inbox: Inbox, counted: list[Arrival]
) -> None:
    parts = built(telegram, inbox, counted)
    telegram.plant(Fault(FaultKind.SERVER, "setMyCommands"))
    await telegram.says("chào")

    async with asyncio.TaskGroup() as tasks:
        receiving = tasks.create_task(parts.receive())
        await until(lambda: inbox.texts == ["chào"])
        receiving.cancel()
    await parts.close()

    assert telegram.methods.commands == {}


def test_a_token_of_another_shape_is_refused_at_once(inbox: Inbox) -> None:
    settings = TelegramSettings(token=SecretStr("not a token"))

    with pytest.raises(TokenValidationError):
        build_telegram(settings, inbox.accept, StandingClock(), list[Arrival]().append, say)


@pytest.mark.parametrize("language", Language)
def test_every_command_has_its_words(language: Language) -> None:
    with (LOCALE / language / "LC_MESSAGES" / "telegram.po").open("rb") as file:
        words = {str(entry.id): str(entry.string) for entry in read_po(file) if entry.id}

    assert words.keys() == set(COMMANDS.values())
    assert all(0 < len(text) <= 256 for text in words.values())


def imported_by(path: Path) -> set[str]:
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    plain = {name.name for node in nodes if isinstance(node, ast.Import) for name in node.names}
    return plain | {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}


def test_the_libraries_of_telegram_stay_in_their_room() -> None:
    room = ROOT / "bot" / "channels" / "telegram"
    files = [
        file for part in ("bot", "domain", "handlers", "storage") for file in (ROOT / part).rglob("*.py")
    ]

    users = {
        str(file.relative_to(ROOT))
        for file in files
        if room not in file.parents
        and any(name.split(".")[0] in {"aiogram", "telegram", "aiohttp"} for name in imported_by(file))
    }

    assert users == set()


def test_python_telegram_bot_serves_notices_only() -> None:
    room = ROOT / "bot" / "channels" / "telegram"

    users = {file.name for file in room.glob("*.py") if {"telegram", "telegram.error"} & imported_by(file)}

    assert users == {"notices.py"}


@pytest.mark.parametrize(
    ("module", "brought"),
    [
        ("bot.channels.base", set()),
        ("bot.config", set()),
        ("bot.channels.telegram.render", set()),
        ("bot.channels.telegram.notices", {"telegram"}),
        ("bot.channels.telegram.build", {"telegram", "aiogram"}),
    ],
)
def test_aiogram_is_loaded_only_by_whoever_converses(module: str, brought: set[str]) -> None:
    script = f"import sys, {module}; print(*(sys.modules.keys() & {{'aiogram', 'telegram'}}))"

    shown = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert set(shown.stdout.split()) == brought
