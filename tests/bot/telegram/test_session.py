"""The lean session keeps what aiogram promises of a session."""

import json
from pathlib import Path

import pytest
from aiogram import Bot
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramConflictError,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.methods import GetMe, SendDocument, SendMessage, SetMyCommands, TelegramMethod
from aiogram.types import BotCommand, BufferedInputFile, User

from bot.channels.telegram.methods import SendText
from bot.channels.telegram.session import LeanSession
from tests.fakes.telegram.faults import Fault, FaultKind
from tests.fakes.telegram.server import PERSON, FakeTelegram

SHARED = Path(__file__).resolve().parents[3] / ".." / "shared" / "channels" / "telegram"


class Unknown(TelegramMethod[bool]):
    __returning__ = bool
    __api_method__ = "readMind"


async def test_methods_of_aiogram_itself_work_as_ever(bot: Bot, telegram: FakeTelegram) -> None:
    me = await bot(GetMe())
    sent = await bot(SendMessage(chat_id=PERSON, text="Vâng"))

    assert isinstance(me, User)
    assert sent.chat.id == PERSON
    assert telegram.sent[0].text == "Vâng"


async def test_an_empty_field_is_not_sent_at_all(bot: Bot, session: LeanSession) -> None:
    body = session._body(bot, SendText(chat_id=1, text="a"))

    assert b"null" not in body
    assert b"reply_markup" not in body


async def test_lone_surrogates_go_out_as_plain_json(bot: Bot, session: LeanSession) -> None:
    body = session._body(bot, SendText(chat_id=1, text="\ud83d"))

    assert b'"\\ud83d"' in body


async def test_a_file_is_refused_in_words(bot: Bot) -> None:
    method = SendDocument(chat_id=1, document=BufferedInputFile(b"x", "x.pdf"))

    with pytest.raises(ValueError, match="carries a file"):
        await bot(method)


async def test_a_method_that_does_not_exist_is_not_found(bot: Bot) -> None:
    with pytest.raises(TelegramNotFound):
        await bot(Unknown())


async def test_a_page_of_a_failing_proxy_is_a_server_error(bot: Bot, telegram: FakeTelegram) -> None:
    telegram.plant(Fault(FaultKind.GARBAGE, "getMe"))

    with pytest.raises(TelegramServerError, match="HTTP 502"):
        await bot(GetMe())


async def test_an_answer_that_is_no_json_is_a_network_error(bot: Bot, session: LeanSession) -> None:
    with pytest.raises(TelegramNetworkError, match="no Bot API answer, HTTP 200"):
        session._result(bot, GetMe(), 200, "<html>Xin chào</html>")


STORED = {
    "res_400_chat_not_found": TelegramBadRequest,
    "res_400_migrated": TelegramMigrateToChat,
    "res_400_not_modified": TelegramBadRequest,
    "res_400_query_too_old": TelegramBadRequest,
    "res_401": TelegramUnauthorizedError,
    "res_403_blocked": TelegramForbiddenError,
    "res_403_deactivated": TelegramForbiddenError,
    "res_409_conflict": TelegramConflictError,
    "res_429": TelegramRetryAfter,
}


@pytest.mark.skipif(not SHARED.is_dir(), reason="no shared samples beside the checkout")
@pytest.mark.parametrize("name", STORED)
async def test_every_stored_refusal_is_aiograms_own_error(bot: Bot, session: LeanSession, name: str) -> None:
    content = (SHARED / f"{name}.json").read_text(encoding="utf-8")
    status = json.loads(content)["error_code"]

    with pytest.raises(STORED[name]):
        session._result(bot, SendText(chat_id=1, text="a"), status, content)


@pytest.mark.skipif(not SHARED.is_dir(), reason="no shared samples beside the checkout")
async def test_of_a_stored_answer_the_id_is_read(bot: Bot, session: LeanSession) -> None:
    content = (SHARED / "res_sendMessage_ok.json").read_text(encoding="utf-8")

    assert session._result(bot, SendText(chat_id=1, text="a"), 200, content).message_id == 23


async def test_defaults_of_the_bot_are_filled_in(bot: Bot, session: LeanSession) -> None:
    bot.default.parse_mode = "HTML"

    body = json.loads(session._body(bot, SendMessage(chat_id=1, text="a")))

    assert body == {"chat_id": 1, "text": "a", "parse_mode": "HTML"}


async def test_a_nested_object_is_written_without_its_empty_fields(bot: Bot, session: LeanSession) -> None:
    command = BotCommand(command="menu", description="Mở")

    body = json.loads(session._body(bot, SetMyCommands(commands=[command])))

    assert body == {"commands": [{"command": "menu", "description": "Mở"}]}


async def test_connections_are_kept_for_the_next_call(bot: Bot, session: LeanSession) -> None:
    await bot(GetMe())
    client = session._client
    await bot(GetMe())

    assert session._client is client
    assert client is not None
    assert client.connector is not None
    assert len(client.connector._conns) == 1


async def test_a_closed_session_opens_again_when_needed(bot: Bot) -> None:
    await bot(GetMe())
    await bot.session.close()

    assert await bot(GetMe())


async def test_a_file_is_read_in_pieces(bot: Bot, telegram: FakeTelegram) -> None:
    url = f"{telegram.url}/bot{telegram.token}/getMe"

    pieces = [piece async for piece in bot.session.stream_content(url, chunk_size=8)]

    assert b"".join(pieces).startswith(b'{"ok": true')


async def test_closing_a_session_never_opened_is_fine() -> None:
    await LeanSession("http://127.0.0.1:9").close()


def test_a_proxy_of_another_kind_is_refused_at_the_start() -> None:
    with pytest.raises(ValueError, match="TELEGRAM__PROXY"):
        LeanSession("https://api.telegram.org", "socks5://127.0.0.1:1080")


async def test_calls_go_through_the_proxy_that_is_set(telegram: FakeTelegram) -> None:
    session = LeanSession("http://api.example.invalid", telegram.url)
    bot = Bot(telegram.token, session)

    me = await bot(GetMe())
    await session.close()

    assert me.username == "motcua_bot"
