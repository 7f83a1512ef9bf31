"""The lean session keeps what aiogram promises of a session."""

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramNetworkError, TelegramNotFound, TelegramServerError
from aiogram.methods import GetMe, SendDocument, SendMessage, TelegramMethod
from aiogram.types import BufferedInputFile, User

from bot.channels.telegram.methods import SendText
from bot.channels.telegram.session import LeanSession
from tests.fakes.telegram.faults import Fault, FaultKind
from tests.fakes.telegram.server import PERSON, FakeTelegram


class Unknown(TelegramMethod[bool]):
    __returning__ = bool
    __api_method__ = "readMind"


async def test_methods_of_aiogram_itself_work_as_ever(bot: Bot, telegram: FakeTelegram) -> None:
    me = await bot(GetMe())
    sent = await bot(SendMessage(chat_id=PERSON, text="Vâng"))

    assert isinstance(me, User)
    assert sent.chat.id == PERSON
    assert telegram.sent[0].text == "Vâng"


async def test_an_empty_field_is_not_sent_at_all(bot: Bot) -> None:
    body = bot.session._body(bot, SendText(chat_id=1, text="a"))

    assert b"null" not in body
    assert b"reply_markup" not in body


async def test_lone_surrogates_go_out_as_plain_json(bot: Bot) -> None:
    body = bot.session._body(bot, SendText(chat_id=1, text="\ud83d"))

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


async def test_an_answer_that_is_no_json_is_a_network_error(bot: Bot) -> None:
    with pytest.raises(TelegramNetworkError, match="no Bot API answer, HTTP 200"):
        bot.session._result(bot, GetMe(), 200, "<html>Xin chào</html>")


async def test_connections_are_kept_for_the_next_call(bot: Bot) -> None:
    await bot(GetMe())
    client = bot.session._client
    await bot(GetMe())

    assert bot.session._client is client
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
