"""A fake province, and look-ups that ask it."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

import pytest

from bot.config import PortalKind, PortalSettings
from bot.gateways.connecting import connect
from bot.gateways.portal import PortalDossiers
from bot.metrics import Metrics
from domain.dossiers import Status
from domain.statuses import StatusWords
from tests.fakes.clock import FakeClock
from tests.fakes.portal import PASSWORD, UNIT, USER, FakePortal

WORDS = StatusWords.shipped()

Opened = Callable[..., PortalDossiers]


@dataclass
class Monotonic:
    time: float = 1000.0

    def __call__(self) -> float:
        return self.time


def words(source: str, written: str) -> Status:
    assert source == "portal"
    return WORDS.read(source, written)


@pytest.fixture
def monotonic() -> Monotonic:
    return Monotonic()


@pytest.fixture
def metrics() -> Metrics:
    return Metrics.new()


@pytest.fixture
async def province() -> AsyncIterator[FakePortal]:
    async with FakePortal() as fake:
        yield fake


@pytest.fixture
async def opened(
    province: FakePortal, clock: FakeClock, monotonic: Monotonic, metrics: Metrics
) -> AsyncIterator[Opened]:
    """Makes look-ups of a kind, impatient ones unless told otherwise."""
    made: list[PortalDossiers] = []

    def make(
        kind: PortalKind = PortalKind.PUBLIC, patience: float = 0.4, password: str = "", user: str = ""
    ) -> PortalDossiers:
        given = {"user": USER, "password": PASSWORD, "unit": UNIT} if kind is PortalKind.MAPI else {}
        given |= {"password": password} if password else {}
        given |= {"user": user} if user else {}
        settings = PortalSettings.model_validate({"url": f"{province.url}/{kind}", "kind": kind} | given)
        built = connect(settings, words, clock, monotonic, metrics, patience)
        made.append(built)
        return built

    yield make
    for each in made:
        await each.close()


@pytest.fixture
def lookup(opened: Opened) -> PortalDossiers:
    return opened()
