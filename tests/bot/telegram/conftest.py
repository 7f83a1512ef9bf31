"""The fake server and the parts that talk to it."""

from collections.abc import AsyncIterator, Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
import structlog
from aiogram import Bot

from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.intake import Intake
from bot.channels.telegram.session import LeanSession
from bot.channels.telegram.state import Arrival
from domain.errors import Away
from domain.messages import Address, ChannelName, InboundMessage
from tests.fakes.telegram.server import PERSON, FakeTelegram

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)


class StandingClock:
    """Time moves only when a test moves it."""

    def __init__(self) -> None:
        self.time = NOW

    def now(self) -> datetime:
        return self.time

    def move(self, by: timedelta) -> None:
        self.time += by


class Inbox:
    """Keeps each message once; `away` says how many attempts find no database."""

    def __init__(self) -> None:
        self.kept: dict[str, InboundMessage] = {}
        self.away = 0
        self.attempts = 0

    async def accept(self, message: InboundMessage) -> bool:
        self.attempts += 1
        if self.away:
            self.away -= 1
            raise Away
        new = message.external_id not in self.kept
        self.kept.setdefault(message.external_id, message)
        return new

    @property
    def texts(self) -> list[str]:
        return [message.text for message in self.kept.values()]


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock()


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture
def counted() -> list[Arrival]:
    return []


@pytest.fixture
def intake(inbox: Inbox, clock: StandingClock, counted: list[Arrival]) -> Intake:
    return Intake(8000000001, inbox.accept, clock, counted.append)


@pytest.fixture
async def telegram() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram() as server:
        server.methods.chats.known.add(PERSON)
        yield server


@pytest.fixture
async def session(telegram: FakeTelegram) -> AsyncIterator[LeanSession]:
    session = LeanSession(telegram.url)
    yield session
    await session.close()


@pytest.fixture
def bot(telegram: FakeTelegram, session: LeanSession) -> Bot:
    return Bot(telegram.token, session)


@pytest.fixture
def channel(bot: Bot) -> TelegramChannel:
    return TelegramChannel(bot)


@pytest.fixture
def person() -> Address:
    return Address(ChannelName.TELEGRAM, str(PERSON))


@pytest.fixture
def logged() -> Iterator[Callable[[], list[str]]]:
    """What the log said since the test began, a line each."""
    capture = structlog.testing.LogCapture()
    before = structlog.get_config()
    structlog.configure(processors=[capture], cache_logger_on_first_use=False)
    yield lambda: [repr(entry) for entry in capture.entries]
    structlog.configure(**before)
