"""The webhook answers 200 only for what is kept, and lets nobody else in."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import pytest
import uvicorn
from aiogram import Bot
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.routing import Route
from starlette.types import Message

from bot.channels.telegram.intake import Intake
from bot.channels.telegram.state import Arrival, Condition, TelegramState
from bot.channels.telegram.webhook import BODY_LIMIT, Registration, Webhook
from tests.bot.telegram.conftest import Inbox
from tests.bot.telegram.test_polling import Naps, until
from tests.fakes.telegram.faults import Fault, FaultKind
from tests.fakes.telegram.server import FakeTelegram

SECRET = "mot-cua_1"
PATH = "/webhooks/telegram"
PROOF = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
UPDATE = {
    "update_id": 71,
    "message": {
        "message_id": 31,
        "from": {"id": 7, "is_bot": False},
        "chat": {"id": 7, "type": "private"},
        "date": 1795478400,
        "text": "chào",
    },
}


@pytest.fixture
def app(intake: Intake) -> Starlette:
    return Starlette(routes=[Route(PATH, Webhook(intake, SECRET).receive, methods=["POST"])])


@pytest.fixture
async def client(app: Starlette) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://bot", headers=PROOF) as client:
        yield client


async def test_an_update_is_kept_and_then_acknowledged(client: httpx.AsyncClient, inbox: Inbox) -> None:
    answer = await client.post(PATH, json=UPDATE)

    assert answer.status_code == 200
    assert inbox.texts == ["chào"]


async def test_an_update_seen_before_has_no_second_effect(
    client: httpx.AsyncClient, inbox: Inbox, counted: list[Arrival]
) -> None:
    answers = [await client.post(PATH, json=UPDATE) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert counted == [Arrival.KEPT, Arrival.SEEN]


@pytest.mark.parametrize("secret", [b"", b"mot-cua_", b"mot-cua_12", b"MOT-CUA_1", "mật khẩu".encode()])
async def test_a_wrong_secret_is_turned_away_and_counted(
    client: httpx.AsyncClient, inbox: Inbox, counted: list[Arrival], secret: bytes
) -> None:
    answer = await client.post(PATH, json=UPDATE, headers={b"X-Telegram-Bot-Api-Secret-Token": secret})

    assert answer.status_code == 401
    assert (inbox.attempts, counted) == (0, [Arrival.FORGED])


async def test_a_missing_secret_is_turned_away(app: Starlette, inbox: Inbox) -> None:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://bot") as stranger:
        answer = await stranger.post(PATH, json=UPDATE)

    assert (answer.status_code, inbox.attempts) == (401, 0)


async def test_an_update_not_kept_is_asked_for_again(
    client: httpx.AsyncClient, inbox: Inbox, counted: list[Arrival]
) -> None:
    inbox.away = 1

    answer = await client.post(PATH, json=UPDATE)

    assert answer.status_code == 503
    assert counted == [Arrival.NOT_KEPT]


@pytest.mark.parametrize(
    ("body", "fate"),
    [
        (b"", Arrival.UNPARSABLE),
        (b"{", Arrival.UNPARSABLE),
        (b"\xff\xfe", Arrival.UNPARSABLE),
        (b"[" * 100_000, Arrival.UNPARSABLE),
        (b"[]", Arrival.UNPARSABLE),
        (b'{"update_id": 71, "message": {"from": {"id": 1}}}', Arrival.UNPARSABLE),
        (b'{"update_id": 71, "telepathy": {}}', Arrival.IGNORED),
    ],
)
async def test_what_cannot_be_read_is_confirmed_lest_its_chat_fall_silent(
    client: httpx.AsyncClient, counted: list[Arrival], body: bytes, fate: Arrival
) -> None:
    answer = await client.post(PATH, content=body)

    assert (answer.status_code, counted) == (200, [fate])


async def test_a_body_beyond_a_megabyte_is_not_read_to_its_end(
    client: httpx.AsyncClient, inbox: Inbox
) -> None:
    answer = await client.post(PATH, content=b" " * BODY_LIMIT + json.dumps(UPDATE).encode())

    assert (answer.status_code, inbox.attempts) == (413, 0)


async def test_a_sender_that_hangs_up_leaves_nothing_behind(
    intake: Intake, inbox: Inbox, counted: list[Arrival]
) -> None:
    async def hang_up() -> Message:
        return {"type": "http.disconnect"}

    scope = {"type": "http", "headers": [(b"x-telegram-bot-api-secret-token", SECRET.encode())]}
    await Webhook(intake, SECRET).receive(Request(scope, hang_up))

    assert (inbox.attempts, counted) == (0, [])


@asynccontextmanager
async def served(app: Starlette) -> AsyncIterator[str]:
    """Serve on a port of its own and say at which address."""
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="critical", lifespan="off"))
    async with asyncio.TaskGroup() as tasks:
        serving = tasks.create_task(server.serve())
        await until(lambda: server.started)
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}{PATH}"
        server.should_exit = True
        await serving


async def test_telegram_delivers_each_chat_in_order_through_every_fault(
    app: Starlette, bot: Bot, telegram: FakeTelegram, inbox: Inbox, counted: list[Arrival]
) -> None:
    inbox.away = 2
    telegram.plant(Fault(FaultKind.LOST, "webhook", times=3))

    async with served(app) as url:
        await Registration(bot, url, SECRET, TelegramState()).run()
        for number in range(10):
            await telegram.says(str(number))
        await until(lambda: not telegram.methods.updates.waiting)

    assert inbox.texts == [str(number) for number in range(10)]
    assert counted.count(Arrival.KEPT) == 10
    assert counted.count(Arrival.SEEN) >= 1


async def test_telegram_is_told_the_address_the_secret_and_every_kind(
    bot: Bot, telegram: FakeTelegram
) -> None:
    state = TelegramState()

    await Registration(bot, "http://127.0.0.1:9/", SECRET, state).run()

    webhook = telegram.methods.webhook
    assert (webhook.url, webhook.secret) == ("http://127.0.0.1:9/", SECRET)
    assert telegram.methods.updates.allowed == {
        "message",
        "edited_message",
        "callback_query",
        "my_chat_member",
    }
    assert state.condition is Condition.WORKING


async def test_what_waits_at_telegram_is_not_dropped(bot: Bot, telegram: FakeTelegram) -> None:
    await telegram.says("chào")

    await Registration(bot, "http://127.0.0.1:9/", SECRET, TelegramState()).run()

    assert len(telegram.methods.updates.waiting) == 1


async def test_registration_goes_on_until_telegram_has_heard(bot: Bot, telegram: FakeTelegram) -> None:
    state = TelegramState()
    naps = Naps(state)
    faults = (Fault(FaultKind.SERVER, "setWebhook"), Fault(FaultKind.TOO_MANY, "setWebhook", retry_after=3))
    telegram.plant(*faults)

    await Registration(bot, "http://127.0.0.1:9/", SECRET, state, sleep=naps).run()

    assert naps.taken == [(1, Condition.UNREACHABLE), (3, Condition.UNREACHABLE)]
    assert state.condition is Condition.WORKING


@pytest.mark.parametrize("secret", ["có dấu", "a" * 257])
async def test_a_secret_that_telegram_refuses_ends_it_degraded(
    bot: Bot, telegram: FakeTelegram, secret: str
) -> None:
    state = TelegramState()

    await Registration(bot, "http://127.0.0.1:9/", secret, state).run()

    assert state.condition is Condition.REFUSED
    assert telegram.methods.webhook.url == ""
