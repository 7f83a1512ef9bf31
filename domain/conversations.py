"""What is remembered of a conversation between two messages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from domain.content import Content, Text
from domain.messages import Address, Language
from domain.remembered import remembered


@dataclass(frozen=True, slots=True)
class Choice:
    """A button on the screen, so that its number or its words can be typed instead.

    A link has a `url` and no payload. `message` is the same for the buttons of one message, 0 for
    the lowest on the screen.
    """

    label: str
    payload: str = ""
    url: str = ""
    message: int = 0


@dataclass(frozen=True, slots=True)
class State:
    """Where the person stands: written after every turn, survives a restart.

    `step` names the question that waits for an answer, empty when none does. `answers` are what
    the step has collected so far. `misses` counts messages in a row that were not understood.
    `contact_asked`: keys to share a number are still on the person's screen.
    """

    step: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    language: Language | None = None
    misses: int = 0
    greeted: bool = False
    choices: tuple[Choice, ...] = ()
    contact_asked: bool = False


@dataclass(frozen=True, slots=True)
class Conversation:
    """One person in one chat. `epoch` fences a process that held the lease too long."""

    id: str
    address: Address
    actor: str
    state: State = State()
    epoch: int = 0


def offered(contents: Sequence[Content]) -> tuple[Choice, ...]:
    """The buttons of a turn's messages as they are numbered, those of the last message first.

    So "1" is the first button of what was said last, and not the first row of a card above it.
    """
    return tuple(
        choice for place, content in enumerate(reversed(contents)) for choice in _choices(content, place)
    )


@remembered
def _choices(content: Content, place: int) -> tuple[Choice, ...]:
    return tuple(
        Choice(button.label, button.payload, button.url, place)
        for button in content.pressable
        if (button.payload or button.url) and not isinstance(button.label, Text)
    )
