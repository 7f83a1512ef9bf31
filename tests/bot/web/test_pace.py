"""How fast one visitor may write."""

from dataclasses import dataclass

from bot.channels.web.pace import Pace
from domain.messages import Address, ChannelName

ONE, OTHER = Address(ChannelName.WEB, "one"), Address(ChannelName.WEB, "other")


@dataclass
class Seconds:
    passed: float = 0

    def __call__(self) -> float:
        return self.passed


def test_room_comes_back_as_time_passes() -> None:
    time = Seconds()
    pace = Pace(limit=2, seconds=10, now=time)

    allowed = []
    for time.passed in (0, 1, 2, 10.5, 10.6, 11.5):
        allowed.append(pace.allows(ONE))

    assert allowed == [True, True, False, True, False, True]


def test_one_visitor_does_not_slow_another() -> None:
    pace = Pace(limit=1, seconds=10, now=Seconds())

    assert [pace.allows(ONE), pace.allows(OTHER), pace.allows(ONE)] == [True, True, False]


def test_the_silent_are_forgotten() -> None:
    time = Seconds()
    pace = Pace(limit=1, seconds=10, now=time)
    for number in range(1_000):
        pace.allows(Address(ChannelName.WEB, str(number)))

    time.passed = 11
    pace.allows(ONE)

    assert list(pace._seen) == [ONE]


def test_no_more_visitors_are_remembered_than_there_is_room_for() -> None:
    """A cookie costs nothing, and what is remembered for a day would fill the memory."""
    pace = Pace(limit=1, seconds=86_400, most=100, now=Seconds())

    for number in range(1_000):
        pace.allows(Address(ChannelName.WEB, str(number)))

    assert len(pace._seen) == 100
    assert not pace.allows(Address(ChannelName.WEB, "999"))
