"""What is remembered of a conversation between two messages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from domain.content import ButtonRole, Content, Text
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


def offered(contents: Sequence[Content]) -> tuple[Choice, ...]:
    """The buttons of a turn's messages as they are numbered, those of a question first.

    So "1" is the first answer to the question and not the first row of the card above it.
    """
    asking_first = sorted(contents, key=lambda content: not _asks(content))
    return tuple(choice for content in asking_first for choice in _choices(content))


def _asks(content: Content) -> bool:
    return sum(button.role is ButtonRole.CHOICE for button in content.buttons) > 1


def _choices(content: Content) -> list[Choice]:
    return [
        Choice(button.label, button.payload)
        for button in content.pressable
        if button.payload and not isinstance(button.label, Text)
    ]
