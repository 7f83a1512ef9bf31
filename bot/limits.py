"""How fast may be sent: buckets per token, per private chat and per group."""

from collections import OrderedDict
from dataclasses import dataclass, field

REMEMBERED = 20_000


@dataclass(slots=True)
class Bucket:
    """`burst` at once, then `rate` a second. A moment is in seconds of a monotonic clock."""

    rate: float
    burst: float
    tokens: float
    at: float

    def take(self, now: float) -> float:
        """Take one and return 0, or take nothing and return the seconds until there is one."""
        self.refill(now)
        if self.tokens >= 1:
            self.tokens -= 1
            return 0.0
        return (1 - self.tokens) / self.rate

    def refill(self, now: float) -> float:
        """Bring the count to this moment and return it."""
        self.tokens = min(self.burst, self.tokens + max(0.0, now - self.at) * self.rate)
        self.at = now
        return self.tokens


@dataclass(slots=True)
class ChatLimits:
    """A reply to one chat: burst 5 then 1/s in private, 20 a minute in a group (Telegram FAQ)."""

    private: tuple[float, float] = (1.0, 5.0)
    group: tuple[float, float] = (20 / 60, 20.0)
    _chats: OrderedDict[str, Bucket] = field(default_factory=OrderedDict)

    def wait(self, chat: str, *, group: bool, now: float) -> float:
        """Take one for this chat and return 0, or the seconds to wait."""
        rate, burst = self.group if group else self.private
        bucket = self._chats.pop(chat, None) or Bucket(rate, burst, burst, now)
        self._chats[chat] = bucket
        if len(self._chats) > REMEMBERED:
            self._chats.popitem(last=False)
        return bucket.take(now)
