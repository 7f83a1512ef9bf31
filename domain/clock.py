"""Time as the product sees it: UTC inside, the province's zone towards people."""

from datetime import UTC, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


class Clock(Protocol):
    """Where every part takes its time from, so that tests and demonstrations can move it."""

    def now(self) -> datetime:
        """Return the present instant in UTC, with its zone."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)  # noqa: TID251 - this is the Clock
