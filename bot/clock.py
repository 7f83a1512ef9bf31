"""A clock that acceptance tests and demonstrations can move: an instant in a file, and time goes on."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import structlog

from bot.config import Settings
from domain.clock import VIETNAM, Clock, SystemClock

log = structlog.get_logger()

LOOK_SECONDS = 0.2
YEARS = range(2000, 2100)
"""Time goes on from there and is counted with; near the end of all dates it could not."""


@dataclass(slots=True)
class FileClock:
    """The instant that the file names, plus the time since the file last changed.

    A file that cannot be read leaves the time as it was. `jumps` are called after the file changed.
    """

    file: Path
    machine: Clock = field(default_factory=SystemClock)
    jumps: list[Callable[[], None]] = field(default_factory=list)
    _ahead: timedelta = timedelta(0)
    """How far the product's time is before that of the machine."""

    _seen: tuple[int, int] | None = None
    _looked: float = -LOOK_SECONDS
    _broken: bool = False

    def now(self) -> datetime:
        if time.monotonic() - self._looked >= LOOK_SECONDS:
            self.look()
        return self.machine.now() + self._ahead

    async def run(self) -> None:
        """Notice a moved clock though nobody asks for the time."""
        while True:
            self.look()
            await asyncio.sleep(LOOK_SECONDS)

    def look(self) -> None:
        """Read the file again if it changed."""
        self._looked = time.monotonic()
        try:
            state = self.file.stat()
            if (state.st_mtime_ns, state.st_size) == self._seen:
                return
            instant = _instant(self.file.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            self._tell(error)
            return
        self._seen, self._broken = (state.st_mtime_ns, state.st_size), False
        self._ahead = instant - datetime.fromtimestamp(state.st_mtime, UTC)
        for act in self.jumps:
            act()

    def _tell(self, error: Exception) -> None:
        """Once, not five times a second."""
        if not self._broken:
            log.warning("clock_file_unreadable", kind=type(error).__name__)
        self._broken = True


def product_clock(settings: Settings) -> Clock:
    """The machine's clock, unless a file moves it."""
    return FileClock(Path(settings.clock.file)) if settings.clock.file else SystemClock()


def _instant(written: str) -> datetime:
    """An ISO instant; one without a zone is of the province. Raises `ValueError`."""
    found = datetime.fromisoformat(written.strip())
    if found.year not in YEARS:
        raise ValueError("not a year of this product")
    return (found if found.tzinfo else found.replace(tzinfo=VIETNAM)).astimezone(UTC)
