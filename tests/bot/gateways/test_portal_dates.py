"""Every way in which the provinces' systems write a date."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.gateways.portal_dates import day_end, is_day, read_moment

NINE = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
"""Nine in the morning in Viet Nam."""


@pytest.mark.parametrize(
    "written",
    [
        "20261124090000",
        "24/11/2026 09:00",
        "24/11/2026 09:00:00",
        " 24/11/2026   9:00 ",
        "2026-11-24T02:00:00.000+0000",
        "2026-11-24T02:00:00Z",
        "2026-11-24T09:00:00+07:00",
        "2026-11-24T09:00:00",
        "2026-11-24 09:00:00.1234567",
    ],
)
def test_a_moment_is_read_and_without_a_zone_is_viet_nams(written: str) -> None:
    read = read_moment(written)

    assert read
    assert read.replace(microsecond=0) == NINE
    assert read.tzinfo is UTC


@pytest.mark.parametrize("written", ["24/11/2026", "2026-11-24", "2026-11-23T17:00:00.000+0000"])
def test_a_day_begins_at_midnight_in_viet_nam(written: str) -> None:
    read = read_moment(written)

    assert read == NINE - timedelta(hours=9)
    assert is_day(read)


@pytest.mark.parametrize(
    "written",
    ["", "  ", None, 20261124, True, {}, "31/02/2026", "24-11-2026", "hôm qua", "0001-01-01T00:00:00",
     "20269924000000", "24/11/9999", "9999-12-31T23:59:59-23:00", "2026-11-24Txx", "24/11/2026 25:00"],
)  # fmt: skip
def test_what_is_no_date_is_none(written: object) -> None:
    assert read_moment(written) is None


@given(st.text(alphabet="0123456789/-:T +.Z٣", max_size=30))
def test_no_text_breaks_the_reading(written: str) -> None:
    read = read_moment(written)

    assert read is None or read.tzinfo is UTC


def test_a_limit_of_a_day_ends_with_the_day_and_one_with_a_time_stays() -> None:
    midnight = NINE - timedelta(hours=9)

    assert day_end(midnight) == midnight + timedelta(hours=23, minutes=59)
    assert day_end(NINE) == NINE
