"""The fake server is as strict as the real one, or our tests prove nothing."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from tests.bot.telegram.test_polling import until
from tests.fakes.telegram.control import ControlledTelegram
from tests.fakes.telegram.fast import FastTelegram
from tests.fakes.telegram.faults import Fault, FaultKind
from tests.fakes.telegram.markup import plain_text
from tests.fakes.telegram.refusals import Refusal
from tests.fakes.telegram.server import PERSON, FakeTelegram

ROOT = Path(__file__).resolve().parents[3]
Json = dict[str, Any]


async def call(telegram: FakeTelegram, method: str, **params: Any) -> Json:
    url = f"{telegram.url}/bot{telegram.token}/{method}"
    async with aiohttp.ClientSession() as client, client.post(url, json=params) as answer:
        said: Json = await answer.json(content_type=None)
        return said


async def control(telegram: FakeTelegram, path: str, given: object = None) -> Json:
    method = "GET" if given is None else "POST"
    url = f"{telegram.url}/control/{path}"
    async with aiohttp.ClientSession() as client, client.request(method, url, json=given) as answer:
        said: Json = await answer.json()
        return said


def buttons(*row: Json) -> Json:
    return {"inline_keyboard": [list(row)]}


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("a &lt;b&gt; &amp; &#7873; &#x1F64F;", "a <b> & ề 🙏"),
        ("<b>một <i>hai</i></b>", "một hai"),
        ('<a href="https://a.vn">đây</a>', "đây"),
        ("&nbsp;&unknown;", "&nbsp;&unknown;"),
    ],
)
def test_html_is_read_as_telegram_reads_it(html: str, text: str) -> None:
    assert plain_text(html, "HTML") == text


@pytest.mark.parametrize("html", ["<b>", "</b>", "<b><i></b></i>", "<p>a</p>", "1 < 2", "<br>", "<script>"])
def test_html_that_telegram_refuses_is_refused(html: str) -> None:
    with pytest.raises(Refusal, match="can't parse entities"):
        plain_text(html, "HTML")


@pytest.mark.parametrize(
    ("params", "reason"),
    [
        ({"text": ""}, "message text is empty"),
        ({"text": "<b> </b>", "parse_mode": "HTML"}, "message text is empty"),
        ({"text": "🙏" * 2049}, "message is too long"),
        ({"text": "a", "parse_mode": "Word"}, "unsupported parse_mode"),
        ({"text": "\ud83d"}, "strings must be encoded in UTF-8"),
        ({"text": "a", "chat_id": 5}, "chat not found"),
        ({"text": "a", "chat_id": "x"}, "chat_id is empty"),
        (
            {"text": "a", "reply_markup": buttons({"text": "a", "callback_data": "ễ" * 22})},
            "BUTTON_DATA_INVALID",
        ),
        ({"text": "a", "reply_markup": buttons({"text": "a", "url": "a.vn"})}, "BUTTON_URL_INVALID"),
        ({"text": "a", "reply_markup": buttons({"text": "a"})}, "Text buttons are unallowed"),
        ({"text": "a", "reply_markup": buttons({"text": "", "callback_data": "x"})}, "must be non-empty"),
        ({"text": "a", "reply_markup": {"keyboard": [[{"text": " "}]]}}, "must be non-empty"),
        ({"text": "a", "reply_markup": buttons(*[{"text": "a", "callback_data": "x"}] * 9)}, "too long"),
    ],
)
async def test_a_message_beyond_the_limits_is_refused(
    telegram: FakeTelegram, params: Json, reason: str
) -> None:
    answer = await call(telegram, "sendMessage", **{"chat_id": PERSON, **params})

    assert answer["error_code"] == 400
    assert reason in answer["description"]


async def test_a_number_is_asked_for_in_a_private_chat_only(telegram: FakeTelegram) -> None:
    telegram.methods.chats.known |= {PERSON, -1001000000007}
    asks = {"keyboard": [[{"text": "Số", "request_contact": True}]]}

    alone = await call(telegram, "sendMessage", chat_id=PERSON, text="a", reply_markup=asks)
    among = await call(telegram, "sendMessage", chat_id=-1001000000007, text="a", reply_markup=asks)

    assert alone["ok"]
    assert "private chats only" in among["description"]


async def test_keys_in_place_of_the_letters_never_come_with_a_change(telegram: FakeTelegram) -> None:
    telegram.methods.chats.known.add(PERSON)
    sent = await call(telegram, "sendMessage", chat_id=PERSON, text="a")
    number = sent["result"]["message_id"]
    keys = {"keyboard": [[{"text": "Số"}]]}

    changed = await call(
        telegram, "editMessageText", chat_id=PERSON, message_id=number, text="b", reply_markup=keys
    )

    assert "inline keyboard expected" in changed["description"]


async def test_length_is_counted_after_the_markup_is_read(telegram: FakeTelegram) -> None:
    html = "<b>" + "&amp;" * 4096 + "</b>"

    answer = await call(telegram, "sendMessage", chat_id=PERSON, text=html, parse_mode="HTML")

    assert answer["ok"]


@pytest.mark.parametrize(
    "params",
    [
        {"parse_mod": "HTML"},
        {"reply_markup": buttons({"text": "a", "callback_data": "x", "colour": "red"})},
        {"reply_markup": {"keyboard": [[{"text": "a", "ask_contact": True}]]}},
        {"reply_markup": {"keyboard": [[{"text": "a"}]], "one_time": True}},
        {"reply_markup": {"remove_keyboard": True, "gently": True}},
    ],
)
async def test_a_parameter_that_nobody_knows_fails_the_test(params: Json) -> None:
    telegram = FakeTelegram()
    telegram.methods.chats.known.add(PERSON)
    await telegram.__aenter__()
    await call(telegram, "sendMessage", chat_id=PERSON, text="a", **params)

    with pytest.raises(AssertionError, match="unknown parameter"):
        await telegram.__aexit__(None, None, None)


async def test_a_second_poller_ends_the_first(telegram: FakeTelegram) -> None:
    async with asyncio.TaskGroup() as tasks:
        first = tasks.create_task(call(telegram, "getUpdates", timeout=20))
        await until(lambda: telegram.methods.updates.polls == 1)
        second = tasks.create_task(call(telegram, "getUpdates", timeout=20))
        await until(lambda: telegram.methods.updates.polls == 2)
        await telegram.says("chào")

    assert first.result()["error_code"] == 409
    assert len(second.result()["result"]) == 1


async def test_polling_beside_a_webhook_is_a_conflict(telegram: FakeTelegram) -> None:
    await call(telegram, "setWebhook", url="http://127.0.0.1:9/")

    assert (await call(telegram, "getUpdates"))["error_code"] == 409


async def test_updates_stay_until_an_offset_confirms_them(telegram: FakeTelegram) -> None:
    first, second = await telegram.says("một"), await telegram.says("hai")

    both = await call(telegram, "getUpdates", limit=5)
    again = await call(telegram, "getUpdates", offset=first + 1)

    assert [one["update_id"] for one in both["result"]] == [first, second]
    assert [one["update_id"] for one in again["result"]] == [second]


async def test_an_omitted_list_of_kinds_keeps_the_former_one(telegram: FakeTelegram) -> None:
    await call(telegram, "getUpdates", allowed_updates=["callback_query"])
    await call(telegram, "getUpdates")

    await telegram.says("chào")

    assert (await call(telegram, "getUpdates"))["result"] == []


async def test_the_webhook_info_tells_of_failures(telegram: FakeTelegram) -> None:
    await call(telegram, "setWebhook", url="http://127.0.0.1:9/")
    await telegram.says("chào")
    await until(lambda: telegram.methods.webhook.last_error)

    info = (await call(telegram, "getWebhookInfo"))["result"]

    assert info["pending_update_count"] == 1
    assert "Wrong response" in info["last_error_message"]


async def test_dropping_what_waits_happens_only_on_request(telegram: FakeTelegram) -> None:
    await telegram.says("chào")

    await call(telegram, "deleteWebhook", drop_pending_updates=True)

    assert telegram.methods.updates.waiting == {}


async def test_a_wrong_token_is_unauthorized(telegram: FakeTelegram) -> None:
    telegram.token = "8000000001:another"
    url = f"{telegram.url}/bot8000000001:wrong/getMe"
    async with aiohttp.ClientSession() as client, client.get(url) as answer:
        assert answer.status == 401


@pytest.mark.parametrize(
    "command", [{"command": "", "description": "a"}, {"command": "a", "description": "b" * 257}]
)
async def test_a_command_beyond_the_limits_is_refused(telegram: FakeTelegram, command: Json) -> None:
    answer = await call(telegram, "setMyCommands", commands=[command])

    assert answer["description"] == "Bad Request: BOT_COMMAND_INVALID"


async def test_typing_is_shown_in_known_chats_only(telegram: FakeTelegram) -> None:
    shown = [await call(telegram, "sendChatAction", chat_id=chat, action="typing") for chat in (PERSON, 5)]

    assert [answer["result"] for answer in shown] == [True, False]


async def test_a_fault_strikes_its_share_of_the_calls(telegram: FakeTelegram) -> None:
    telegram.plant(Fault(FaultKind.SERVER, times=1000, rate=0.5, chat_id=PERSON))

    answers = [await call(telegram, "sendMessage", chat_id=PERSON, text="a") for _ in range(40)]

    assert 8 < sum(answer["ok"] for answer in answers) < 32


async def test_the_server_is_led_from_outside() -> None:
    async with ControlledTelegram() as telegram:
        await control(telegram, "say", [{"text": "một"}, {"text": "hai", "chat_id": 5}])
        await control(telegram, "press", {"data": "v1:x", "message_id": 3})
        await control(telegram, "updates", {"updates": [{"telepathy": {}}], "chats": [9]})
        await control(telegram, "faults", [{"kind": "server", "times": 1}])
        refused = await call(telegram, "sendMessage", chat_id=5, text="a")
        await call(telegram, "sendMessage", chat_id=9, text="b")

        sent = await control(telegram, "sent?after=0&wait=1")
        state = await control(telegram, "state")

    assert refused["error_code"] == 500
    assert [message["text"] for message in sent["sent"]] == ["b"]
    assert (state["pending"], state["faults_struck"], state["violations"]) == (4, 1, [])


async def test_reset_forgets_what_was_sent() -> None:
    async with ControlledTelegram() as telegram:
        telegram.methods.chats.known.add(PERSON)
        await call(telegram, "sendMessage", chat_id=PERSON, text="a")

        await control(telegram, "reset", {})

        assert await control(telegram, "sent?after=0") == {"sent": [], "next": 0}


async def test_the_fast_path_notes_what_is_sent() -> None:
    async with FastTelegram() as telegram:
        answer = await call(telegram, "sendMessage", chat_id=5, text="<b>")

    assert answer["result"]["message_id"] == telegram.sent[0].message_id
    assert telegram.sent[0].html == "<b>"


@asynccontextmanager
async def process(*arguments: str) -> AsyncIterator[str]:
    command = (sys.executable, "-m", "tests.fakes.telegram", *arguments)
    child = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdout=asyncio.subprocess.PIPE)
    assert child.stdout is not None
    yield (await child.stdout.readline()).decode().strip()
    child.terminate()
    await child.wait()


@pytest.mark.parametrize("arguments", [(), ("--fast",)])
async def test_it_stands_alone_as_a_process(arguments: tuple[str, ...]) -> None:
    async with (
        process(*arguments, "--token", "5:x") as url,
        aiohttp.ClientSession() as client,
        client.post(f"{url}/bot5:x/getMe") as answer,
    ):
        me = json.loads(await answer.text())

    assert me["result"]["id"] == 5
