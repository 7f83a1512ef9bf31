"""How fast one visitor may write."""

import time
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, field

from domain.messages import Address


@dataclass(slots=True)
class Pace:
    """At most `limit` messages in `seconds`; of idle visitors nothing stays in memory for long."""

    limit: int = 30
    seconds: float = 10
    now: Callable[[], float] = time.monotonic
    _seen: OrderedDict[Address, deque[float]] = field(default_factory=OrderedDict)

    def allows(self, address: Address) -> bool:
        """Count one message, unless it is one too many."""
        now = self.now()
        self._forget(now - self.seconds)
        times = self._seen.setdefault(address, deque())
        while times and times[0] <= now - self.seconds:
            times.popleft()
        if len(times) >= self.limit:
            return False
        times.append(now)
        self._seen.move_to_end(address)
        return True

    def _forget(self, before: float) -> None:
        """Drop who has been silent, oldest first: the order is that of the last message."""
        while self._seen:
            address, times = next(iter(self._seen.items()))
            if times and times[-1] > before:
                return
            del self._seen[address]
