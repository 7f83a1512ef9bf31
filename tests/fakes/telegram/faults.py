"""What can go wrong between the bot and Telegram, planted on purpose."""

import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum


class FaultKind(StrEnum):
    """The first three answer nothing that can be read; the rest refuse."""

    LOST = "lost"  # done, but the answer never arrives
    HANG = "hang"  # no answer for as long as the client waits
    GARBAGE = "garbage"  # a page of some proxy, HTTP 502
    SERVER = "server"
    TOO_MANY = "too_many"
    BLOCKED = "blocked"
    GONE = "gone"
    MIGRATED = "migrated"
    UNAUTHORIZED = "unauthorized"
    CONFLICT = "conflict"
    DUPLICATE = "duplicate"  # for updates: each comes twice


@dataclass(slots=True)
class Fault:
    """`method` "webhook" is the delivery to us. `rate`: the share of calls that it strikes.

    `spared` calls pass first.
    """

    kind: FaultKind
    method: str = "sendMessage"
    times: int = 1
    chat_id: int | None = None
    retry_after: int = 1
    rate: float = 1.0
    spared: int = 0

    def strikes(self, method: str, chat_id: int | None, chance: float) -> bool:
        meant = self.method == method and self.chat_id in (None, chat_id)
        if not meant or self.times <= 0 or chance >= self.rate:
            return False
        self.spared -= 1
        return self.spared < 0


@dataclass(slots=True)
class Faults:
    planted: list[Fault] = field(default_factory=list)
    dice: random.Random = field(default_factory=lambda: random.Random(6))
    struck: int = 0

    def plant(self, faults: Iterable[Fault]) -> None:
        self.planted.extend(faults)

    def take(self, method: str, chat_id: int | None = None) -> Fault | None:
        """The fault that strikes this call, used up once."""
        for fault in self.planted:
            if fault.strikes(method, chat_id, self.dice.random()):
                fault.times -= 1
                self.struck += 1
                return fault
        return None
