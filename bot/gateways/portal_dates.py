"""The dates of the provinces' systems; what has no zone is Viet Nam's time."""

from datetime import datetime, time, timedelta

from bot import moments
from domain.clock import VIETNAM


def read_moment(written: object) -> datetime | None:
    """The instant in UTC, of a day its midnight; None for nothing and for what is no date.

    Years far off mean "none": .NET writes 0001-01-01.
    """
    return (
        moments.read_moment(" ".join(written.split()), moments.MIDNIGHT) if isinstance(written, str) else None
    )


def is_day(at: datetime) -> bool:
    """Whether a day is meant and no time of it: midnight in Viet Nam."""
    return at.astimezone(VIETNAM).time() == time.min


def day_end(at: datetime) -> datetime:
    """The last minute of a day that is a limit; a limit with a time stays."""
    return at + timedelta(hours=23, minutes=59) if is_day(at) else at
