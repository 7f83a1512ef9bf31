"""How the way in stands: for `/health/ready` and the counters."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias


class Condition(StrEnum):
    """What the operator reads in `/health/ready`; `is_degraded` tells which ones need a hand."""

    STARTING = "starting"
    WORKING = "working"
    TAKEN = "another instance or a webhook has the bot"
    REFUSED = "Telegram refuses the token or the webhook"
    UNREACHABLE = "Telegram cannot be reached"
    NOT_KEPT = "the database is away, updates wait at Telegram"

    @property
    def is_degraded(self) -> bool:
        return self not in {Condition.STARTING, Condition.WORKING}


@dataclass(slots=True)
class TelegramState:
    """Written by whoever receives, read by the health page."""

    condition: Condition = Condition.STARTING


class Arrival(StrEnum):
    """What became of an update."""

    KEPT = "kept"
    SEEN = "seen"
    IGNORED = "ignored"
    UNPARSABLE = "unparsable"
    FORGED = "forged"
    NOT_KEPT = "not_kept"


Count: TypeAlias = Callable[[Arrival], None]
