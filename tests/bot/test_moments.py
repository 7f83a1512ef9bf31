"""Dates and times as systems write them."""

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.moments import END_OF_DAY, MIDNIGHT, read_moment

EIGHT = datetime(2026, 11, 27, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    [
        "2026-11-27T08:00:00+07:00",
        "2026-11-27T01:00:00Z",
        "2026-11-27T01:00:00.000+0000",
        "2026-11-27T08:00:00",
        "2026-11-27 08:00",
        "20261127080000",
        20261127080000,
        "27/11/2026 08:00",
        "27/11/2026 8:00",
        " 27/11/2026 08:00:00 ",
    ],
)
def test_a_moment_is_read_in_every_usual_form(written: Any) -> None:
    assert read_moment(written) == EIGHT


@pytest.mark.parametrize("written", ["27/11/2026", "2026-11-27", "20261127"])
def test_a_date_alone_is_read_only_where_it_may_be_one(written: str) -> None:
    assert read_moment(written) is None
    assert read_moment(written, MIDNIGHT) == datetime(2026, 11, 26, 17, tzinfo=UTC)
    assert read_moment(written, END_OF_DAY) == datetime(2026, 11, 27, 16, 59, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    ["", "x", "11/27/2026 08:00", "27/11/26 08:00", "1999-12-31T00:00", "2026-11-27T08:00+99:00", 7],
)
def test_what_is_no_moment_is_none(written: Any) -> None:
    assert read_moment(written) is None
