"""What one turn writes, all or nothing."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum
from typing import TypeAlias

from domain.content import Content
from domain.conversations import State
from domain.messages import Address


class Lane(IntEnum):
    """What goes first when all cannot go at once."""

    REPLY = 0
    STATUS = 1
    INVITATION = 2
    BULK = 9


@dataclass(frozen=True, slots=True)
class Send:
    """A message to be sent. `edits` is the channel's id of the message it takes the place of."""

    address: Address
    content: Content
    lane: Lane = Lane.REPLY
    series: str = ""
    edits: str = ""
    expires_in: timedelta | None = None
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class AnswerPress:
    """Tells the channel that a press was heard, so that the button stops turning."""

    address: Address
    callback_id: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class MistakeReported:
    """Somebody pressed "Báo sai" on a card: no person is kept with it."""

    procedure: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class Erased:
    """Everything kept of this chat goes, this conversation included."""

    address: Address


@dataclass(frozen=True, slots=True)
class Reachability:
    """The person blocked the bot, or let it in again."""

    address: Address
    blocked: bool


Record: TypeAlias = MistakeReported | Erased | Reachability


@dataclass(frozen=True, slots=True)
class Effects:
    """The whole result of a turn, in words and rows.

    `forget_words` empties the body of the message that was answered: it was a denunciation, an
    emergency or worse, and is not ours to keep. `error` marks a turn that ended in an apology.
    """

    inbox_id: int
    conversation: str
    epoch: int
    address: Address
    state: State
    sends: tuple[Send, ...] = ()
    press: AnswerPress | None = None
    records: tuple[Record, ...] = ()
    forget_words: bool = False
    error: str = ""
    trace: str = ""
