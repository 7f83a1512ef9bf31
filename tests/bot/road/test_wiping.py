"""What was forgotten is nowhere in the files of the database soon after, log and all."""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from bot.jobs.retention import Retention
from tests.eventually import eventually
from tests.fakes.process import running, settings
from tests.fakes.turns import message

GRAVE = "tôi muốn tố cáo ông Trần Văn Bịa nhận hối lộ"
SECRET = "Trần Văn Bịa".encode()


@pytest.fixture(autouse=True)
def nothing_else_empties_the_log(monkeypatch: pytest.MonkeyPatch) -> None:
    async def rest(_retention: Retention) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr(Retention, "run", rest)


def holds(url: str) -> Callable[[], bool]:
    path = Path(url.removeprefix("sqlite:///"))
    return lambda: any(SECRET in file.read_bytes() for file in path.parent.glob(f"{path.name}*"))


def never(is_there: Callable[[], bool]) -> Callable[[], Awaitable[bool]]:
    async def gone() -> bool:
        return not is_there()

    return gone


async def test_words_of_a_denunciation_leave_the_log_too(sqlite_url: str) -> None:
    async with running(settings(sqlite_url)) as process:
        await process.app.turns.accept(message(GRAVE))
        await eventually(process.is_idle)
        await eventually(never(holds(sqlite_url)), 5)


@pytest.mark.parametrize("way", ["asked", "ended"])
async def test_an_erased_chat_leaves_the_log_too(sqlite_url: str, way: str) -> None:
    async with running(settings(sqlite_url)) as process:
        await process.app.turns.accept(message("Trần Văn Bịa hỏi khai sinh"))
        await eventually(process.is_idle)
        assert holds(sqlite_url)()

        if way == "ended":
            await process.app.history.erase(message("").address)
        else:
            await process.app.turns.accept(message("/xoa"))
            await eventually(process.is_idle)
            await process.app.turns.accept(message("1"))
        await eventually(never(holds(sqlite_url)), 5)


async def test_a_log_that_is_read_is_emptied_when_nobody_reads(sqlite_url: str) -> None:
    async with running(settings(sqlite_url)) as process:
        reading = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)
        reading.execute("BEGIN")
        reading.execute("SELECT count(*) FROM inbox")
        await process.app.turns.accept(message(GRAVE))
        await eventually(process.is_idle)
        assert holds(sqlite_url)()

        reading.close()

        await eventually(never(holds(sqlite_url)), 5)
