"""A clock that stands still until it is moved."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

START = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
"""09:00 in Viet Nam."""


@dataclass
class FakeClock:
    time: datetime = field(default=START)

    def now(self) -> datetime:
        return self.time

    def forward(self, **by: float) -> None:
        """Move on by the arguments of a timedelta, such as `minutes=3`."""
        self.time += timedelta(**by)
