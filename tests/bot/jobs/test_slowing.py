"""A network that tries code after code is answered ever more slowly before it is refused."""

import pytest

from bot.jobs.slowing import LONGEST, Slowing
from domain.effects import CodeUnknown
from domain.messages import Address, ChannelName
from storage import checks
from storage.database import Database
from tests.builders import FakeClock


async def missing(database: Database, clock: FakeClock, count: int) -> None:
    for who in range(count):
        missed = CodeUnknown(Address(ChannelName.WEB, str(who)), "net")
        await database.write(checks.count_miss, missed, clock.now())


@pytest.mark.parametrize(("missed", "seconds"), [(299, 0.0), (300, 1.0), (450, 4.5), (600, LONGEST)])
async def test_the_more_a_network_missed_the_longer_it_waits(
    database: Database, missed: int, seconds: float
) -> None:
    clock = FakeClock()
    slowing = Slowing(database, clock)
    await missing(database, clock, missed)

    await slowing.look()

    assert slowing.delay("net") == seconds
    assert slowing.delay("other") == slowing.delay("") == 0.0
