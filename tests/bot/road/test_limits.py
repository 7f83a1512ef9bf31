"""How fast may be sent, by the figures of the Telegram FAQ."""

import pytest

from bot.limits import REMEMBERED, Bucket, ChatLimits


def test_a_bucket_gives_its_burst_and_then_its_rate() -> None:
    bucket = Bucket(rate=25, burst=25, tokens=25, at=0)

    assert [bucket.take(0) for _ in range(25)] == [0.0] * 25
    assert bucket.take(0) == pytest.approx(1 / 25)
    assert bucket.take(1 / 25) == 0.0


def test_a_bucket_never_holds_more_than_its_burst() -> None:
    bucket = Bucket(rate=25, burst=25, tokens=0, at=0)

    assert bucket.refill(3600) == 25


def test_a_clock_that_steps_back_gives_and_takes_nothing() -> None:
    bucket = Bucket(rate=1, burst=5, tokens=3, at=10)

    assert bucket.refill(5) == 3


@pytest.mark.parametrize(("group", "burst", "pause"), [(False, 5, 1.0), (True, 20, 3.0)])
def test_a_chat_may_be_written_to_in_a_burst_and_then_steadily(group: bool, burst: int, pause: float) -> None:
    limits = ChatLimits()

    waits = [limits.wait("telegram:1", group=group, now=0) for _ in range(burst + 1)]

    assert waits == [0.0] * burst + [pytest.approx(pause)]
    assert limits.wait("telegram:1", group=group, now=pause) == 0.0


def test_chats_do_not_use_up_each_other() -> None:
    limits = ChatLimits(private=(1.0, 1.0))

    assert limits.wait("telegram:1", group=False, now=0) == 0.0
    assert limits.wait("telegram:2", group=False, now=0) == 0.0
    assert limits.wait("telegram:1", group=False, now=0) > 0


def test_only_so_many_chats_are_remembered() -> None:
    limits = ChatLimits()

    for number in range(REMEMBERED + 10):
        limits.wait(str(number), group=False, now=0)

    assert len(limits._chats) == REMEMBERED
