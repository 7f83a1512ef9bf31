"""What was forgotten is nowhere in the files of the database soon after, log and all."""

import asyncio
import logging
import sqlite3
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import structlog

from bot.jobs.retention import Retention
from domain.content import MASK, Content, Paragraph
from domain.messages import MessageKind, Reply
from handlers.turn import Outcome, Turn
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


async def checking(turn: Turn) -> Outcome:
    """Only a contact is masked unasked."""
    return Outcome(replies=(Reply((Paragraph("Vâng."),)),), mask_words=bool(turn.message.text))


async def failing(turn: Turn) -> Outcome:
    raise ValueError(turn.message.text)


def holds(url: str, what: bytes = SECRET) -> Callable[[], bool]:
    path = Path(url.removeprefix("sqlite:///"))
    return lambda: any(what in file.read_bytes() for file in path.parent.glob(f"{path.name}*"))


def never(is_there: Callable[[], bool]) -> Callable[[], Awaitable[bool]]:
    async def gone() -> bool:
        return not is_there()

    return gone


async def test_words_of_a_denunciation_leave_the_log_too(sqlite_url: str) -> None:
    async with running(settings(sqlite_url)) as process:
        await process.app.turns.accept(message(GRAVE))
        await eventually(process.is_idle)
        await eventually(never(holds(sqlite_url)), 5)


@pytest.fixture
def logged(caplog: pytest.LogCaptureFixture) -> Iterator[Callable[[], str]]:
    """All that was logged since the test began, our lines and those of libraries."""
    caplog.set_level(logging.DEBUG)
    capture = structlog.testing.LogCapture()
    before = structlog.get_config()
    structlog.configure(processors=[capture], cache_logger_on_first_use=False)
    yield lambda: caplog.text + repr(capture.entries)
    structlog.configure(**before)


@pytest.mark.parametrize("kind", [MessageKind.TEXT, MessageKind.CONTACT])
async def test_digits_of_a_check_are_nowhere_after_the_turn_that_masks_them(
    sqlite_url: str, kind: MessageKind, logged: Callable[[], str]
) -> None:
    typed = message("4071 8293") if kind is MessageKind.TEXT else replace(message(""), kind=kind)
    shared = replace(typed, contact_phone="40718293" if kind is MessageKind.CONTACT else "")

    async with running(settings(sqlite_url), decide=checking) as process:
        await process.app.turns.accept(replace(shared, external_id="1"))
        await eventually(process.is_idle)
        await eventually(never(holds(sqlite_url, b"4071")), 5)
        page = await process.app.history.since(shared.address, 0)

    own = [one.content for one in page.messages if one.mine]
    assert own == ([Content((Paragraph(MASK),))] * 2 if kind is MessageKind.TEXT else [])
    assert "answered" in logged()
    assert "4071" not in logged()


async def test_a_check_that_breaks_logs_no_digits(sqlite_url: str, logged: Callable[[], str]) -> None:
    async with running(settings(sqlite_url), decide=failing) as process:
        await process.app.turns.accept(replace(message("4071 8293"), external_id="1"))
        await eventually(process.is_idle)

    assert "turn_failed" in logged()
    assert "4071" not in logged()


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
