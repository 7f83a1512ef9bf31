"""Whatever people send, the real router and the real road give a sensible answer."""

import json
import os
import random
import unicodedata
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from itertools import cycle, islice

import pytest
import structlog
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from bot.channels.base import HistoryPage
from bot.channels.console import Console
from domain.messages import Address, ChannelName, InboundMessage, MessageKind
from domain.text import clean
from storage.tables.road import inbox as inbox_table
from tests.eventually import eventually
from tests.fakes.clock import START
from tests.fakes.process import Process, running
from tests.fakes.process import settings as settings_of
from tests.rows import all_rows

HOSTILE = int(os.environ.get("HOSTILE", "400"))
CHATS = 40
AT_ONCE = 200
LONGEST = 64_000
"""What every edge cuts a text to, at the latest."""

LIST = (
    "😀👨‍👩‍👧‍👦🏳️‍🌈🇻🇳" * 20,
    "\u202eđăng ký khai sinh\u202c \u200f\u0645\u0631\u062d\u0628\u0627 \u05e9\u05dc\u05d5\u05dd",
    "khai sinh " * 100_000,
    "khai\x00sinh\x1b[31m",
    "nửa chữ \ud83d và \udc00",
    unicodedata.normalize("NFD", "đăng ký khai sinh"),
    "\u0301" * 5_000,
    "<b>khai sinh</b><script>alert(1)</script>&lt;",
    "</b><b>khai sinh</b>",
    "<b" * 2_000,
    "9" * 10_000,
    "-0",
    "1e999",
    "١٢٣",
    "²",
    "0",
    "1",
    "4",
    "/ketnoi",
    "/traloi 1 xin chào",
    "/nhan@motcua_bot",
    "/chuyen",
    "/dong " * 50,
    "/",
    "//",
    "/ start",
    "/start " + "x" * 500,
    "/start p_1.001193",
    "/xoa",
    "có",
    "/huy",
    "/dulieu",
    "{" * 20_000,
    json.dumps({"press": {"press": []}}),
    '{"press": "card:1.001193"}',
    "'; DROP TABLE inbox; --",
    "{key} {0} %s %(x)s {{}}",
    "\ufeff\u200b\u200d",
    "   \n\t ",
    "ﷺ" * 300,
    "Ａ１　ｋｈａｉ　ｓｉｎｈ",
    "ĐĂNG KÝ KHAI SINH",
    "a" * 4_097,
    "đăng ký " + "khai sinh, kết hôn, " * 300,
    "H41.99-261102-0001",
    "h41 . 99 – 26l102 – OOO1 1234",
    "H41." * 8_000,
    "hồ sơ H41.99-261102-0001 " * 200,
    "https://x.test/?MHS=H41.99-261102-0001&SGT=" + "9" * 5_000,
    "%" * 4_000 + "H41.99-261102-0001",
    "/hoso H41.99-261102-0001\x00' OR 1=1 --",
    "1234",
    "0912 345 678",
    "cứu tôi với",
    "tố cáo cán bộ",
)
PRESSES = (
    "",
    "card",
    "card:",
    "card:1.001193",
    "card:9.999999",
    "fact:1.001193:fee",
    "fact:1.001193:<b>",
    "case:1.001193:-1",
    "case:1.001193:99999999999999999999",
    "erase:now:now",
    "m1:dos:H41.99-261102-0001",
    "m1:check:H41.99-261102-0001",
    "m1:steps:' OR 1=1 --",
    "m1:follow:H41.99-261102-0001",
    "m1:stop:H41.99-261102-0001",
    "m1:mine:1:2:3",
    "m1:lookup",
    "lang:xx",
    ":" * 64,
    "page:2",
    "\u0000",
    "x" * 300,
    "1",
    "Quay lại",
)
anything = st.one_of(
    st.text(st.characters(), max_size=200),
    st.text(st.characters(categories=["Mn", "Cf", "Cs", "So", "Zs"]), max_size=80),
    st.lists(st.sampled_from(LIST), min_size=2, max_size=3).map(" ".join).map(lambda text: text[:5_000]),
    st.text("khai sinh kêt hôn ơưđ 0123456789/:", max_size=60),
)
kinds = st.sampled_from(
    [*MessageKind, MessageKind.TEXT, MessageKind.TEXT, MessageKind.TEXT, MessageKind.PRESS]
)


def said(number: int, text: str, kind: MessageKind = MessageKind.TEXT, payload: str = "") -> InboundMessage:
    """A message as it leaves an edge: cleaned and cut, nothing else."""
    chat = Address(ChannelName.CONSOLE, f"person {number % CHATS}")
    words = clean(text[:LONGEST])
    return InboundMessage(str(number), chat, chat.chat_id, kind, START, words, clean(payload[:300]))


def from_the_list() -> Iterator[InboundMessage]:
    texts = [said(0, text) for text in LIST]
    presses = [said(0, "", MessageKind.PRESS, payload) for payload in PRESSES]
    others = [said(0, "khai sinh", kind) for kind in MessageKind]
    return iter([*texts, *presses, *others])


def invented(count: int) -> list[InboundMessage]:
    """As many as asked for, from Hypothesis; the same ones in every run."""
    found: list[InboundMessage] = []

    @settings(
        max_examples=count,
        database=None,
        derandomize=True,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(anything, kinds, st.one_of(st.sampled_from(PRESSES), st.text(st.characters(), max_size=70)))
    def invent(text: str, kind: MessageKind, payload: str) -> None:
        found.append(said(0, text, kind, payload if kind is MessageKind.PRESS else ""))

    invent()
    return found


def everything() -> list[InboundMessage]:
    listed = list(from_the_list())
    mixed = [*listed, *invented(max(HOSTILE - len(listed), 1))]
    random.Random(4).shuffle(mixed)
    return [
        replace(one, external_id=str(number), address=address, actor=address.chat_id)
        for number, one in enumerate(islice(cycle(mixed), max(HOSTILE, len(listed))))
        for address in [Address(ChannelName.CONSOLE, f"person {number % CHATS}")]
    ]


@pytest.fixture(autouse=True)
def quiet() -> Iterator[structlog.testing.LogCapture]:
    capture = structlog.testing.LogCapture()
    before = structlog.get_config()
    structlog.configure(processors=[capture], cache_logger_on_first_use=False)
    yield capture
    structlog.configure(**before)


@asynccontextmanager
async def product(url: str) -> AsyncIterator[Process]:
    async with running(settings_of(url), seconds=60 + HOSTILE / 10) as process:
        yield process


async def results(process: Process) -> dict[str, int]:
    query = select(inbox_table.c.result, func.count()).group_by(inbox_table.c.result)
    return {row[0]: row[1] for row in await process.app.database.read(all_rows, query)}


@pytest.mark.timeout(60 + HOSTILE / 10)
async def test_every_hostile_message_is_answered_and_none_with_an_apology(
    sqlite_url: str, quiet: structlog.testing.LogCapture
) -> None:
    messages = everything()

    async with product(sqlite_url) as process:
        for start in range(0, len(messages), AT_ONCE):
            for one in messages[start : start + AT_ONCE]:
                await process.app.turns.accept(one)
            await eventually(process.is_idle, 120)
        ended = await results(process)

    broken = [entry for entry in quiet.entries if entry["log_level"] == "error"]
    assert [entry["event"] for entry in broken] == []
    assert ended == {"handled": len(messages)}


async def test_every_strange_text_gets_words_back(sqlite_url: str) -> None:
    async with product(sqlite_url) as process:
        app = process.app
        people = [
            Console(f"person {number}", app.turns.accept, app.history, app.history.waits, app.clock, print)
            for number in range(len(LIST))
        ]
        for person, text in zip(people, LIST, strict=True):
            await app.turns.accept(person.said(text, as_json=True))
        await eventually(process.is_idle, 60)
        pages = [await app.history.since(person.address, 0) for person in people]

    silent = [text for text, page in zip(LIST, pages, strict=True) if not _said_something(page)]
    assert silent == []


def _said_something(page: HistoryPage) -> bool:
    return any(message.content.blocks for message in page.messages if not message.mine)
