"""One message on its way out: what is sent, how often it is tried, when it is given up."""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from domain.content import Content
from domain.effects import Lane
from domain.messages import Address


class DeliveryStatus(StrEnum):
    """Where a delivery stands; a provider's own codes stay in its channel."""

    QUEUED = "queued"
    SENT = "sent"
    FAILED = "failed"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What a push channel is given: words to show or a press to answer, never both.

    `arrived` counts the pages of a long message that were sent before the channel broke off;
    `takes_back_keys` as in `Send`, of a message without buttons.
    """

    content: Content | None = None
    edits: str = ""
    arrived: int = 0
    callback_id: str = ""
    callback_words: str = ""
    takes_back_keys: bool = False


@dataclass(frozen=True, slots=True)
class NewDelivery:
    """A row of the outbox to be. `series` keeps the order of what belongs together."""

    address: Address
    outgoing: Outgoing
    lane: Lane = Lane.REPLY
    series: str = ""
    due_at: datetime | None = None
    expires_at: datetime | None = None
    forget: bool = False
    trace: str = ""


@dataclass(frozen=True, slots=True)
class Claimed:
    """A row that this sender holds until its lease ends; `claim` fences a late "sent"."""

    id: int
    claim: int
    attempts: int
    address: Address
    lane: Lane
    outgoing: Outgoing
    expires_at: datetime | None
    created_at: datetime
    trace: str
    forget: bool


@dataclass(frozen=True, slots=True)
class Ended:
    """How one attempt went. `again_at` is set when it is to be tried again.

    `postponed`: nothing was sent, the attempt does not count. `left` is what is still to be sent
    where a part of it arrived. `forget`: nothing of the row is to stay once it is sent.
    """

    id: int
    claim: int
    status: DeliveryStatus
    again_at: datetime | None = None
    error: str = ""
    provider_message_id: str = ""
    postponed: bool = False
    left: Outgoing | None = None
    forget: bool = False


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """Double the wait after each failure, with jitter; give up after `attempts`."""

    first: timedelta = timedelta(seconds=1)
    longest: timedelta = timedelta(minutes=10)
    attempts: int = 12

    def wait(self, attempts: int, jitter: random.Random) -> timedelta | None:
        """How long to wait after that many attempts, or None to give up."""
        if attempts >= self.attempts:
            return None
        full: timedelta = min(self.first * 2 ** min(attempts - 1, 20), self.longest)
        return full * jitter.uniform(0.5, 1.0)
