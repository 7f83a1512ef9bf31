"""What is remembered of a conversation between two messages."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from domain.messages import Address, Language


@dataclass(frozen=True, slots=True)
class Choice:
    """A button last shown, so that its number or its words can be typed instead."""

    label: str
    payload: str


@dataclass(frozen=True, slots=True)
class State:
    """Where the person stands: written after every turn, survives a restart.

    `step` names the question that waits for an answer, empty when none does. `answers` are what
    the step has collected so far. `misses` counts messages in a row that were not understood.
    """

    step: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    language: Language | None = None
    misses: int = 0
    greeted: bool = False
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Conversation:
    """One person in one chat. `epoch` fences a process that held the lease too long."""

    id: str
    address: Address
    actor: str
    state: State = State()
    epoch: int = 0
