"""The whole product in one process, with Telegram and a browser on the other end of the wire."""

import asyncio
import json
import socket
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from uuid import uuid4

import httpx
import pytest
import structlog
from pydantic import SecretStr
from sqlalchemy import select

from bot.config import TelegramMode, TelegramSettings, WebSettings
from domain.content import Button, Paragraph
from handlers.turn import Outcome, Turn
from storage.database import Database
from storage.tables.road import outbox
from tests.eventually import eventually
from tests.fakes.process import Process, echo, running, settings
from tests.fakes.telegram.faults import Fault, FaultKind
from tests.fakes.telegram.people import People
from tests.fakes.telegram.server import PERSON, FakeTelegram
from tests.rows import value

MODES = pytest.mark.parametrize("mode", list(TelegramMode))
SECRET = "made-up-secret"
FAULTS = (
    Fault(FaultKind.LOST, "getUpdates", times=2),
    Fault(FaultKind.DUPLICATE, "getUpdates", times=2),
    Fault(FaultKind.LOST, "webhook", times=3),
    Fault(FaultKind.SERVER, times=2),
    Fault(FaultKind.GARBAGE, times=1),
    Fault(FaultKind.TOO_MANY, times=1, retry_after=1),
)


@pytest.fixture(autouse=True)
def logged() -> Iterator[structlog.testing.LogCapture]:
    capture = structlog.testing.LogCapture()
    before = structlog.get_config()
    structlog.configure(processors=[capture], cache_logger_on_first_use=False)
    yield capture
    structlog.configure(**before)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@asynccontextmanager
async def product(
    url: str, telegram: FakeTelegram, mode: TelegramMode, decide: object = echo
) -> AsyncIterator[Process]:
    """Everything of `motcua run` but its lock, answering with what it was told."""
    port = _free_port()
    way = TelegramSettings(
        token=SecretStr(telegram.token),
        api_base=telegram.url,
        mode=mode,
        webhook_url=f"http://127.0.0.1:{port}/webhooks/telegram",
        webhook_secret=SecretStr(SECRET),
    )
    given = settings(url, telegram=way).model_copy(update={"web": WebSettings(port=port)})
    async with running(given, web=True, receive=True, decide=decide) as process:  # type: ignore[arg-type]
        yield process


def by_chat(telegram: FakeTelegram) -> dict[int, list[str]]:
    said: dict[int, list[str]] = defaultdict(list)
    for sent in telegram.sent:
        said[sent.chat_id].append(sent.text)
    return said


async def all_sent(url: str) -> bool:
    database = Database.open(url)
    try:
        return (await database.read(value, select(outbox.c.id).where(outbox.c.ended_at.is_(None)))) is None
    finally:
        await database.close()


@MODES
async def test_every_message_is_answered_once_and_in_order(sqlite_url: str, mode: TelegramMode) -> None:
    words = [str(number) for number in range(4)]

    async with FakeTelegram() as telegram, product(sqlite_url, telegram, mode):
        for text in words:
            for chat in range(PERSON, PERSON + 5):
                await telegram.says(text, chat)
        await telegram.answers(20)
        await eventually(lambda: all_sent(sqlite_url))

        assert by_chat(telegram) == dict.fromkeys(range(PERSON, PERSON + 5), words)


@MODES
async def test_faults_on_the_way_lose_nothing_and_keep_the_order(sqlite_url: str, mode: TelegramMode) -> None:
    words = [str(number) for number in range(3)]
    chats = range(PERSON, PERSON + 4)

    async with FakeTelegram() as telegram, product(sqlite_url, telegram, mode):
        telegram.plant(*(Fault(one.kind, one.method, one.times, retry_after=1) for one in FAULTS))
        for text in words:
            for chat in chats:
                await telegram.says(text, chat)
        await telegram.answers(12, 30)
        await eventually(lambda: all_sent(sqlite_url), 30)

        assert by_chat(telegram) == dict.fromkeys(chats, words)
        assert telegram.faults.struck >= 5


@MODES
async def test_poisonous_updates_stop_nobody(sqlite_url: str, mode: TelegramMode) -> None:
    async with FakeTelegram() as telegram, product(sqlite_url, telegram, mode):
        for update in ({"message": None}, {"message": {"chat": []}}, {"message": 7}, {"new_thing": {}}):
            await telegram.push(update)
        await telegram.says("sau")
        await telegram.answers(1)

        assert by_chat(telegram) == {PERSON: ["sau"]}


async def test_a_lost_answer_to_a_send_may_repeat_it_but_nothing_else(sqlite_url: str) -> None:
    async with FakeTelegram() as telegram, product(sqlite_url, telegram, TelegramMode.POLLING):
        telegram.plant(Fault(FaultKind.LOST, times=1))
        await telegram.says("một")
        await telegram.says("hai")
        await telegram.answers(3)
        await eventually(lambda: all_sent(sqlite_url))

        assert by_chat(telegram)[PERSON] == ["một", "một", "hai"]


async def test_a_press_is_answered_and_its_message_is_changed(sqlite_url: str) -> None:
    async def pressed(turn: Turn) -> Outcome:
        return Outcome.say(Paragraph(turn.message.payload or "chọn"), replaces=bool(turn.message.payload))

    async with FakeTelegram() as telegram, product(sqlite_url, telegram, TelegramMode.POLLING, pressed):
        await telegram.says("a")
        [first] = await telegram.answers(1)
        query = await telegram.presses("fact:1", first.message_id)
        await telegram.answers(2)
        await eventually(lambda: all_sent(sqlite_url))

        assert (telegram.sent[1].message_id, telegram.sent[1].edited) == (first.message_id, True)
        assert [answered for answered, _words in telegram.methods.answered_presses] == [query]


@MODES
async def test_a_number_is_shared_forgotten_and_its_keys_are_taken_back(
    sqlite_url: str, mode: TelegramMode, logged: structlog.testing.LogCapture
) -> None:
    async def checking(turn: Turn) -> Outcome:
        if turn.message.contact_phone == "84000000000":
            return Outcome.say(Paragraph("Đúng số."), buttons=(Button("Theo dõi", "follow"),))
        asks = (Button("Chia sẻ số", asks_contact=True), Button("Quay lại", "back"))
        return Outcome.say(Paragraph("Số nào?"), buttons=asks, step="check")

    async with FakeTelegram() as telegram, product(sqlite_url, telegram, mode, checking):
        await telegram.says("hồ sơ")
        await telegram.answers(1)
        await telegram.does(People.contact)
        await telegram.answers(2)
        await telegram.does(People.own_contact)
        await telegram.answers(4)
        await eventually(lambda: all_sent(sqlite_url))

        shown = [(sent.text, sent.labels, bool(sent.typed_keys)) for sent in telegram.sent]
        assert shown == [
            ("Số nào?", [], True),
            ("Số nào?", [], True),
            ("Đã nhận số điện thoại của ông/bà. Máy không giữ lại số này.", [], False),
            ("Đúng số.", ["Theo dõi"], False),
        ]
        assert telegram.sent[2].typed_keys == []
        await eventually(lambda: is_nowhere(sqlite_url, b"4000000000"))
        assert "4000000000" not in repr(logged.entries)


async def is_nowhere(url: str, what: bytes) -> bool:
    """Whether no file of the database holds it, log and all."""
    path = Path(url.removeprefix("sqlite:///"))
    return not any(what in file.read_bytes() for file in path.parent.glob(f"{path.name}*"))


async def test_a_forged_delivery_has_no_effect(sqlite_url: str) -> None:
    async with FakeTelegram() as telegram, product(sqlite_url, telegram, TelegramMode.WEBHOOK) as process:
        async with httpx.AsyncClient(base_url=process.url) as stranger:
            forged = await stranger.post("/webhooks/telegram", json={"update_id": 1, "message": {}})
            metrics = (await stranger.get("/metrics")).text

        assert forged.status_code == 401
        assert 'motcua_refusals_total{channel="telegram"' in metrics
        assert telegram.sent == []


@asynccontextmanager
async def browser(process: Process) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=process.url, headers={"origin": process.url}) as client:
        await client.get("/chat")
        yield client


async def post(client: httpx.AsyncClient, text: str, number: str = "") -> int:
    body = {"id": number or str(uuid4()), "text": text}
    return (await client.post("/chat/messages", json=body)).status_code


async def history(client: httpx.AsyncClient, after: int = 0) -> list[dict[str, object]]:
    messages: list[dict[str, object]] = (await client.get(f"/chat/messages?after={after}")).json()["messages"]
    return messages


async def test_a_page_is_answered_once_in_order_however_often_it_posts(sqlite_url: str) -> None:
    numbers = [str(uuid4()) for _ in range(5)]

    async with running(settings(sqlite_url), web=True, decide=echo) as process, browser(process) as page:
        statuses = [await post(page, f"từ {n}", number) for n, number in enumerate(numbers) for _ in range(2)]
        await eventually(process.is_idle)
        shown = await history(page)

    assert statuses == [202, 200] * 5
    assert [one["seq"] for one in shown] == list(range(1, 11))
    answers = [json.dumps(one, ensure_ascii=False) for one in shown if not one["mine"]]
    assert [f"từ {n}" in answer for n, answer in enumerate(answers)] == [True] * 5


async def test_pages_of_two_people_never_see_each_other(sqlite_url: str) -> None:
    async with (
        running(settings(sqlite_url), web=True, decide=echo) as process,
        browser(process) as an,
        browser(process) as ba,
    ):
        await asyncio.gather(post(an, "của An"), post(ba, "của Ba"))
        await eventually(process.is_idle)
        seen = [json.dumps(await history(page), ensure_ascii=False) for page in (an, ba)]

    assert ("của An" in seen[0], "của Ba" in seen[0]) == (True, False)
    assert ("của An" in seen[1], "của Ba" in seen[1]) == (False, True)


async def test_no_word_and_no_person_reaches_the_log_or_the_metrics(
    sqlite_url: str, logged: structlog.testing.LogCapture
) -> None:
    canaries = ("Nguyễn Văn Hoàng Yến", "0912345678", "H41.16-260102-0007", "040099001234")

    async with (
        FakeTelegram() as telegram,
        product(sqlite_url, telegram, TelegramMode.POLLING) as process,
        browser(process) as page,
    ):
        await telegram.says(" ".join(canaries))
        await post(page, " ".join(canaries))
        await telegram.answers(1)
        await eventually(process.is_idle)
        process.app.turns.decide = _fail_with_words
        await telegram.says(" ".join(canaries))
        await telegram.answers(2)
        metrics = (await page.get("/metrics")).text
        cookie = next(iter(page.cookies.values()))

    told = metrics + "\n".join(repr({k: v for k, v in e.items() if k != "exc_info"}) for e in logged.entries)
    assert "turn_failed" in told
    assert [canary for canary in (*canaries, str(PERSON), cookie) if canary in told] == []


async def _fail_with_words(turn: Turn) -> Outcome:
    raise ValueError(turn.message.text)
