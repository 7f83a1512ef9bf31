"""What a hostile or a dying client may send costs little and is never told in a traceback."""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

import httpx
import pytest
from structlog.testing import capture_logs

from bot.channels.web import incoming
from bot.channels.web.chat import MOST_STREAMS
from bot.channels.web.pace import Limits, Pace
from bot.channels.web.stream import Stream
from bot.channels.web.visitors import COOKIE, new_token
from bot.config import WebSettings
from bot.web import patience
from bot.web.server import WebServer
from domain.messages import Address, ChannelName
from storage.faults import Busy
from tests.bot.web.conftest import OWN, Visitor
from tests.fakes.web_chat import ChatOnFakes

SECRET = "Nguyễn Văn Bí Mật"


@pytest.mark.parametrize("origin", ["http://[", "http://[::1", "https://chat.test]"])
async def test_an_origin_that_is_no_address_is_a_foreign_one(guest: Visitor, origin: str) -> None:
    response = await guest.posts(headers={"origin": origin}, text="một")

    assert (response.status_code, guest.chat.road.kept) == (403, [])


@pytest.mark.parametrize("fault", [Busy("database is locked"), ValueError(SECRET)])
async def test_a_fault_of_ours_is_told_in_a_sentence_and_logged_without_words(
    guest: Visitor, fault: Exception
) -> None:
    async def broken(_address: Address) -> None:
        raise fault

    guest.chat.history.erase = broken

    with capture_logs() as logs:
        response = await guest.client.post("/chat/end", headers=OWN)

    assert response.status_code == 503
    assert "retry-after" in response.headers
    assert [line["event"] for line in logs] == ["request_failed"]
    assert SECRET not in response.text


def posting(*chunks: bytes, then: Callable[[], Any]) -> tuple[dict[str, Any], Callable[[], Any]]:
    """A post whose body stops in the middle."""
    waiting = list(chunks)

    async def receive() -> dict[str, Any]:
        if waiting:
            return {"type": "http.request", "body": waiting.pop(0), "more_body": True}
        return await then()  # type: ignore[no-any-return]

    headers = {"host": "chat.test", "cookie": f"{COOKIE}={new_token()}", "content-type": "application/json"}
    given = [(name.encode(), value.encode()) for name, value in (headers | OWN).items()]
    path = "/chat/messages"
    scope = {"type": "http", "method": "POST", "path": path, "query_string": b"", "headers": given}
    return scope, receive


async def answered(chat: ChatOnFakes, scope: dict[str, Any], receive: Callable[[], Any]) -> int:
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    await chat.app(scope, receive, send)
    return int(sent[0]["status"])


async def test_a_phone_that_loses_its_network_while_it_posts_is_no_fault(chat: ChatOnFakes) -> None:
    async def gone() -> dict[str, Any]:
        return {"type": "http.disconnect"}

    with capture_logs() as logs:
        status = await answered(chat, *posting(b'{"id": ', then=gone))

    assert (status, logs, chat.road.kept) == (400, [], [])


async def test_a_body_that_never_ends_is_not_waited_for(
    chat: ChatOnFakes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(incoming, "BODY_SECONDS", 0.02)

    async def never() -> None:
        await asyncio.Event().wait()

    assert await answered(chat, *posting(b'{"id": ', then=never)) == 408


async def test_ending_a_chat_over_and_over_is_too_fast(guest: Visitor) -> None:
    guest.chat.chat.limits.burst.limit = 2
    cookie = {"cookie": f"{COOKIE}={guest.cookie}"}

    ended = [await guest.client.post("/chat/end", headers=OWN | cookie) for _ in range(3)]

    assert [each.status_code for each in ended] == [204, 204, 429]


async def test_one_visitor_has_a_few_streams_and_gets_a_new_one_for_a_closed_one(chat: ChatOnFakes) -> None:
    address = Address(ChannelName.WEB, "1")
    chat.chat.streams[address] = MOST_STREAMS - 1
    stream = chat.chat._counted(Stream(chat.history, address, chat.history.clock, asyncio.Event(), 0))

    await anext(stream)
    assert chat.chat.streams[address] == MOST_STREAMS
    await stream.aclose()

    assert chat.chat.streams[address] == MOST_STREAMS - 1


async def test_a_stream_too_many_is_refused(guest: Visitor) -> None:
    await guest.posts(text="một")
    guest.chat.chat.streams[guest.address] = MOST_STREAMS

    assert (await guest.client.get("/chat/stream")).status_code == 429


def test_a_day_and_the_number_of_newcomers_have_limits_too() -> None:
    now = 0.0
    by_hand = {"now": lambda: now}
    limits = Limits(Pace(9, 10, **by_hand), Pace(2, 86_400, **by_hand), Pace(2, 60, **by_hand))
    one, two, three = (Address(ChannelName.WEB, name) for name in "123")

    assert [limits.allows(each) for each in (one, two, three, one, one)] == [True, True, False, True, False]
    now = 61.0
    assert [limits.allows(each) for each in (three, one)] == [True, False]
    now = 86_401.0
    assert limits.allows(one)


async def test_no_answer_names_the_host_that_was_asked_for(serving: str) -> None:
    async with httpx.AsyncClient(base_url=serving) as client:
        response = await client.get("/chat/messages/", headers={"host": "evil.example"})

    assert response.status_code == 404
    assert "location" not in response.headers


@pytest.mark.parametrize("sent", [b"", b"GET /chat HTTP/1.1\r\nhost: x\r\nx-a: "])
async def test_a_request_that_never_ends_loses_its_connection(
    serving: str, sent: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader, writer = await asyncio.open_connection(*_place(serving))
    writer.write(sent)

    async with asyncio.timeout(3):
        assert await reader.read() == b""
    writer.close()


async def test_a_connection_between_two_requests_waits_no_longer(serving: str) -> None:
    reader, writer = await asyncio.open_connection(*_place(serving))
    writer.write(b"GET /nowhere HTTP/1.1\r\nhost: x\r\n\r\nGET /chat HTTP/1.1\r\nx-b:")

    async with asyncio.timeout(3):
        answer = await reader.read()
    assert answer.startswith(b"HTTP/1.1 404")
    writer.close()


def _place(url: str) -> tuple[str, int]:
    parsed = httpx.URL(url)
    assert parsed.port
    return parsed.host, parsed.port


@pytest.fixture
async def serving(chat: ChatOnFakes, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[str]:
    """The chat on the product's own server, which waits a fifth of a second for a head."""
    monkeypatch.setattr(patience, "HEAD_SECONDS", 0.2)
    server = WebServer(WebSettings(port=0), chat.chat.routes())
    opened = server.bind()
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(server.run(opened))
        await server.started.wait()
        yield server.url(opened)
        server.close()
