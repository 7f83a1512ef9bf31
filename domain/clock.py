"""Time as the product sees it: UTC inside, the province's zone towards people."""

from datetime import UTC, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def tomorrow(now: datetime) -> tuple[datetime, datetime]:
    """The province's next day: the instant with which it begins, and that of the day after."""
    midnight = datetime.combine(now.astimezone(VIETNAM).date(), time.min, VIETNAM)
    return midnight + timedelta(days=1), midnight + timedelta(days=2)


class Clock(Protocol):
    """Where every part takes its time from, so that tests and demonstrations can move it."""

    def now(self) -> datetime:
        """Return the present instant in UTC, with its zone."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)  # noqa: TID251 - this is the Clock
