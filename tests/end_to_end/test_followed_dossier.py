"""A dossier walked through all its states by the feed, followed on Telegram and on the page."""

import asyncio
import hashlib
import hmac
import json
import os
import random
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

import httpx
from pydantic import SecretStr

from bot.config import ClockSettings, FeedSettings, TelegramSettings
from domain.clock import VIETNAM, SystemClock
from tests.eventually import eventually
from tests.fakes.process import Process, running, settings
from tests.fakes.telegram.server import FakeTelegram

CODE = "H41.99-261102-0042"
SECRET, OTHER = "s" * 40, "o" * 40
MORNING = datetime(2026, 11, 10, 9, 0, tzinfo=VIETNAM)
NAMES = {
    1: "Đã nộp, chờ kiểm tra",
    2: "Đã tiếp nhận",
    3: "Không được tiếp nhận",
    4: "Đang giải quyết",
    5: "Cần bổ sung giấy tờ",
    6: "Cần nộp phí, lệ phí hoặc thuế",
    7: "Đã rút hồ sơ",
    8: "Đã dừng giải quyết",
    9: "Đã có kết quả",
    10: "Đã trả kết quả",
}
COURSE = (2, 4, 5, 6, 8, 9, 10)
"""What comes after the person followed, at the first state."""


@dataclass(slots=True)
class Province:
    """The feed's side, and both chats seen from outside."""

    process: Process
    telegram: FakeTelegram
    page: httpx.AsyncClient
    clock: Path

    async def tells(
        self, statuses: Sequence[int], source: str = "province", secret: str = SECRET, again: int = 1
    ) -> None:
        """One signed call; each state an hour after the one before it in the course of things."""
        events = [
            {
                "event_id": f"{source}-{status}",
                "code": CODE,
                "status": str(status),
                "at": (MORNING - timedelta(days=2) + timedelta(hours=status)).isoformat(),
                "procedure": "1.004222",
                "agency": "H41.99",
                "phone": "0912345678",
            }
            for status in statuses
        ]
        body = json.dumps({"events": events}).encode()
        for _ in range(again):
            stamp = str(int(SystemClock().now().timestamp()))
            sign = hmac.new(secret.encode(), f"{stamp}.".encode() + body, hashlib.sha256).hexdigest()
            answer = await self.page.post(
                "/api/v1/dossiers",
                content=body,
                headers={
                    "X-MotCua-Source": source,
                    "X-MotCua-Timestamp": stamp,
                    "X-MotCua-Signature": f"v1={sign}",
                    "Content-Type": "application/json",
                },
            )
            assert answer.status_code == 200, answer.text

    def at(self, moment: datetime) -> None:
        """Move the product's clock, with the time of the file as `touch` would leave it."""
        self.clock.write_text(moment.isoformat(), encoding="utf-8")
        now = SystemClock().now().timestamp()
        os.utime(self.clock, (now, now))

    async def follow(self) -> None:
        await self.telegram.says(f"{CODE} 5678")
        [steps] = [sent for sent in await self.telegram.answers(1) if "Theo dõi" in sent.text]
        await self.telegram.presses(f"m1:follow:{CODE}", steps.message_id)
        await self.page.get("/chat")
        for body in ({"text": f"{CODE} 5678"}, {"press": f"m1:follow:{CODE}"}):
            answer = await self.page.post(
                "/chat/messages",
                json={"id": str(uuid4()), **body},
                headers={"Origin": str(self.page.base_url).rstrip("/")},
            )
            assert answer.status_code == 202
        await eventually(self._both_follow)

    async def _both_follow(self) -> bool:
        on_page = any("mỗi khi hồ sơ có thay đổi" in text for text in await self.said_on_page())
        return on_page and any("mỗi khi hồ sơ có thay đổi" in sent.text for sent in self.telegram.sent)

    async def said_on_page(self) -> list[str]:
        shown = (await self.page.get("/chat/messages?after=0")).json()["messages"]
        return [message["text"] for message in shown if not message["mine"]]

    async def news(self) -> tuple[list[str], list[str]]:
        """What each chat was told of changes."""
        on_telegram = [sent.text for sent in self.telegram.sent]
        both = (on_telegram, await self.said_on_page())
        telegram, page = ([text for text in texts if "Hồ sơ của ông/bà có" in text] for texts in both)
        return telegram, page


@asynccontextmanager
async def province(url: str, folder: Path) -> AsyncIterator[Province]:
    clock = folder / "clock"
    clock.write_text(MORNING.isoformat(), encoding="utf-8")
    async with FakeTelegram() as telegram:
        given = settings(
            url,
            clock=ClockSettings(file=str(clock)),
            feed=FeedSettings(sources=SecretStr(json.dumps({"province": [SECRET], "national": [OTHER]}))),
            telegram=TelegramSettings(token=SecretStr(telegram.token), api_base=telegram.url),
        )
        async with (
            running(given, web=True, receive=True) as process,
            httpx.AsyncClient(base_url=process.url) as page,
        ):
            made = Province(process, telegram, page, clock)
            await made.tells([1])
            await made.follow()
            yield made


def heard(told: list[str]) -> list[int]:
    """The states in the order in which they were told, each as often as it was."""
    numbers = []
    for text in told:
        places = [(text.index(name), number) for number, name in NAMES.items() if name in text]
        numbers += [number for _, number in sorted(places)]
    return numbers


async def settled(product: Province, last: int) -> tuple[list[int], list[int]]:
    """What both chats heard, once the last state has come to both and nothing more comes."""

    async def both() -> bool:
        telegram, page = await product.news()
        return all(NAMES[last] in " ".join(told) for told in (telegram, page))

    await eventually(both, 30)
    await asyncio.sleep(3)
    telegram, page = await product.news()
    return heard(telegram), heard(page)


async def test_each_change_is_heard_once_in_order_on_both_channels(sqlite_url: str, tmp_path: Path) -> None:
    async with province(sqlite_url, tmp_path) as product:
        for day, status in enumerate(COURSE, start=1):
            await product.tells([status], again=2)
            await product.tells([status], "national", OTHER)
            product.at(MORNING + timedelta(days=day))
            await asyncio.sleep(0.5)

        assert await settled(product, COURSE[-1]) == (list(COURSE), list(COURSE))


async def test_changes_that_come_at_once_and_shuffled_are_one_message_in_order(
    sqlite_url: str, tmp_path: Path
) -> None:
    shuffled = random.Random(7).sample(COURSE, len(COURSE))

    async with province(sqlite_url, tmp_path) as product:
        await product.tells([*shuffled, *shuffled[:3]], again=2)
        product.at(MORNING + timedelta(minutes=5))

        assert await settled(product, COURSE[-1]) == (list(COURSE), list(COURSE))
        telegram, page = await product.news()
        assert (len(telegram), len(page)) == (1, 1)


async def test_what_changes_at_night_is_heard_in_the_morning(sqlite_url: str, tmp_path: Path) -> None:
    async with province(sqlite_url, tmp_path) as product:
        product.at(MORNING + timedelta(hours=13))
        await product.tells([2])
        product.at(MORNING + timedelta(hours=15))
        await asyncio.sleep(3)
        at_night = await product.news()
        product.at(MORNING + timedelta(days=1))

        assert at_night == ([], [])
        assert await settled(product, 2) == ([2], [2])
