"""How fast one visitor may write."""

import time
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, field

from domain.messages import Address, ChannelName


@dataclass(slots=True)
class Pace:
    """At most `limit` messages in `seconds`; of idle visitors nothing stays in memory for long.

    A cookie costs nothing, so `most` are remembered: then who was silent longest may begin anew.
    """

    limit: int = 30
    seconds: float = 10
    most: int = 20_000
    now: Callable[[], float] = time.monotonic
    _seen: OrderedDict[Address, deque[float]] = field(default_factory=OrderedDict)

    def allows(self, address: Address) -> bool:
        """Count one message, unless it is one too many."""
        now = self.now()
        self._forget(now - self.seconds)
        times = self._times(address)
        while times and times[0] <= now - self.seconds:
            times.popleft()
        if len(times) >= self.limit:
            return False
        times.append(now)
        self._seen.move_to_end(address)
        return True

    def __contains__(self, address: Address) -> bool:
        """Whether it wrote not long ago."""
        return address in self._seen

    def _times(self, address: Address) -> deque[float]:
        times = self._seen.get(address)
        if times is None:
            while len(self._seen) >= self.most:
                self._seen.popitem(last=False)
            times = self._seen[address] = deque()
        return times

    def _forget(self, before: float) -> None:
        """Drop who has been silent, oldest first: the order is that of the last message."""
        while self._seen:
            address, times = next(iter(self._seen.items()))
            if times and times[-1] > before:
                return
            del self._seen[address]


@dataclass(slots=True)
class Limits:
    """What one visitor may write in ten seconds and in a day, and how many may come new in a minute.

    A cookie costs nothing, so the last one holds whoever takes a fresh one for each message. It is
    wide: who fills it keeps others out, and the limit by network address is the proxy's to set.
    """

    burst: Pace = field(default_factory=Pace)
    day: Pace = field(default_factory=lambda: Pace(limit=5_000, seconds=86_400))
    newcomers: Pace = field(default_factory=lambda: Pace(limit=6_000, seconds=60))

    def allows(self, address: Address) -> bool:
        """Count one message, unless it is one too many."""
        is_welcome = address in self.day or self.newcomers.allows(_ANYBODY)
        return is_welcome and self.burst.allows(address) and self.day.allows(address)


_ANYBODY = Address(ChannelName.WEB, "")
