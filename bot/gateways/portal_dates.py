"""The dates of the provinces' systems; what has no zone is Viet Nam's time."""

import re
from contextlib import suppress
from datetime import UTC, datetime, time, timedelta

from domain.clock import VIETNAM

_FORMATS = (
    (re.compile(r"\d{14}"), "%Y%m%d%H%M%S"),
    (re.compile(r"\d{1,2}/\d{1,2}/\d{4}"), "%d/%m/%Y"),
    (re.compile(r"\d{1,2}/\d{1,2}/\d{4} \d{1,2}:\d{2}"), "%d/%m/%Y %H:%M"),
    (re.compile(r"\d{1,2}/\d{1,2}/\d{4} \d{1,2}:\d{2}:\d{2}"), "%d/%m/%Y %H:%M:%S"),
)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}.*")
_EARLIEST, _LATEST = 2000, 2100
"""Outside of these years a system says "none": .NET writes 0001-01-01."""


def read_moment(written: object) -> datetime | None:
    """The instant in UTC; None for nothing and for what is no date."""
    if not isinstance(written, str):
        return None
    words = " ".join(written.split())
    with suppress(ValueError, OverflowError):
        read = _parsed(words)
        if read is not None and _EARLIEST <= read.year <= _LATEST:
            return (read if read.tzinfo else read.replace(tzinfo=VIETNAM)).astimezone(UTC)
    return None


def is_day(at: datetime) -> bool:
    """Whether a day is meant and no time of it: midnight in Viet Nam."""
    return at.astimezone(VIETNAM).time() == time.min


def day_end(at: datetime) -> datetime:
    """The last minute of a day that is a limit; a limit with a time stays."""
    return at + timedelta(hours=23, minutes=59) if is_day(at) else at


def _parsed(words: str) -> datetime | None:
    for shape, form in _FORMATS:
        if shape.fullmatch(words):
            return datetime.strptime(words, form)  # noqa: DTZ007 - the zone is added where it is read
    return datetime.fromisoformat(words) if _ISO.fullmatch(words) else None
