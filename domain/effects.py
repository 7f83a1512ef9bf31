"""What one turn writes, all or nothing."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum
from typing import TypeAlias

from domain.content import Content
from domain.conversations import State
from domain.dossiers import Step
from domain.messages import Address, Language
from domain.second_check import Proof


class Lane(IntEnum):
    """What goes first when all cannot go at once."""

    REPLY = 0
    STATUS = 1
    INVITATION = 2
    BULK = 9


@dataclass(frozen=True, slots=True)
class Send:
    """A message to be sent. `edits` is the channel's id of the message it takes the place of.

    `takes_back_keys` takes away the keys with which a number could be shared: the question is over.
    """

    address: Address
    content: Content
    lane: Lane = Lane.REPLY
    series: str = ""
    edits: str = ""
    takes_back_keys: bool = False
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


@dataclass(frozen=True, slots=True)
class Checked:
    """A second check was answered. A wrong answer is counted; a right one opens the dossier.

    Both need a budget that is not used up when the turn is written: else the turn is run again.
    `counts` is False for a number that a messenger vouches for, which nobody can guess.
    """

    address: Address
    code: str
    proof: Proof
    right: bool
    counts: bool = True
    lasts: timedelta | None = None
    network: str = ""


@dataclass(frozen=True, slots=True)
class Followed:
    """A person consented to be told of changes; `heard` is where the dossier stood at that moment."""

    address: Address
    code: str
    language: Language
    consent: str
    heard: Step


@dataclass(frozen=True, slots=True)
class Unfollowed:
    """A person withdrew that consent: told of nothing more, from now on."""

    address: Address
    code: str


@dataclass(frozen=True, slots=True)
class CodeUnknown:
    """A code that nobody knows was asked for: counted, so that codes are not tried one by one."""

    address: Address
    network: str = ""


Record: TypeAlias = MistakeReported | Erased | Reachability | Checked | Followed | Unfollowed | CodeUnknown


@dataclass(frozen=True, slots=True)
class Effects:
    """The whole result of a turn, in words and rows.

    `forget_words` empties the body of the message that was answered: it was a denunciation, an
    emergency or worse, and is not ours to keep. `mask_words` empties it too, and leaves dots in its
    place where it was shown: it held digits of a check. `error` marks a turn that ended in an apology.
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
    mask_words: bool = False
    error: str = ""
    trace: str = ""

    @property
    def keeps_words(self) -> bool:
        """Whether the body of the message stays for its time."""
        return not (self.forget_words or self.mask_words)
