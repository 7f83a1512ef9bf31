"""The parts of which every message is built, so that each channel can show them its own way.

A part holds `Words`: a `Text` (a key of the message catalogue) or a plain string (data, such as
the name of a paper). Rendering turns every `Text` into a string of the person's language and
leaves the shape alone, so the same classes serve before and after.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias


@dataclass(frozen=True, slots=True, init=False)
class Text:
    """A sentence of the catalogue: its key and the named values of its placeholders."""

    key: str
    args: Mapping[str, "Words | int"]

    def __init__(self, key: str, /, **args: "Words | int") -> None:
        object.__setattr__(self, "key", key)
        object.__setattr__(self, "args", args)

    def __hash__(self) -> int:
        """By its key alone: its values may be of any kind."""
        return hash(self.key)


Words: TypeAlias = Text | str

MASK = "••••"
"""What a person is shown in place of digits that they typed and we do not keep."""


class ButtonRole(StrEnum):
    """How a button stands among others; channels without looks ignore it."""

    START = "start"  # the big doors of the first screen, with a second line
    CHOICE = "choice"  # one of two to four distinct answers
    QUESTION = "question"  # an example to tap
    PRIMARY = "primary"  # the one thing to do next
    QUIET = "quiet"  # back, other, help


@dataclass(frozen=True, slots=True)
class Button:
    """Something to press: `payload` comes back to us (at most 64 bytes), `url` leads away.

    `asks_contact` shares the person's own phone number, where the channel can and vouches for it;
    everywhere else such a button is left out.
    """

    label: Words
    payload: str = ""
    url: str = ""
    role: ButtonRole = ButtonRole.CHOICE
    hint: Words = ""
    icon: str = ""
    asks_contact: bool = False


@dataclass(frozen=True, slots=True)
class Title:
    """The heading of a card."""

    words: Words


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A sentence or two. `<b>…</b>` marks what matters; nothing else is markup."""

    words: Words


@dataclass(frozen=True, slots=True)
class Item:
    """A row of a list: what it is and, under it, what to do with it."""

    words: Words
    note: Words = ""


@dataclass(frozen=True, slots=True)
class Items:
    """A list, numbered where the order or the count matters."""

    rows: tuple[Item, ...]
    numbered: bool = True


@dataclass(frozen=True, slots=True)
class Note:
    """Small print: what is kept, where a figure comes from."""

    words: Words


@dataclass(frozen=True, slots=True)
class Source:
    """The foot of a card; a part is never broken inside. `report` opens "Báo sai"."""

    parts: tuple[Words, ...]
    report: Button | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """A row of a card that is the button for its own detail; `open` says the detail is shown."""

    label: Words
    value: Words
    payload: str
    detail: tuple["Title | Paragraph | Items | Note", ...] = ()
    open: bool = False
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of a card, in the order in which people ask for them."""

    rows: tuple[Fact, ...]

    def __hash__(self) -> int:
        """By what its rows carry: cheap, since what is made of a card is remembered by it."""
        return hash(tuple(row.payload for row in self.rows))


class Tone(StrEnum):
    """How a banner is meant; the words carry the meaning, the colour only repeats it."""

    CALM = "calm"
    GOOD = "good"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Banner:
    """The one thing to know first, such as "three days late", with a second line."""

    words: Words
    detail: Words = ""
    tone: Tone = Tone.CALM
    icon: str = ""


class Progress(StrEnum):
    """Where a step of a track stands."""

    DONE = "done"
    NOW = "now"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class TrackStep:
    """A step, and at its right when, where or by whom."""

    words: Words
    note: Words = ""
    progress: Progress = Progress.AHEAD


@dataclass(frozen=True, slots=True)
class Track:
    """How far something has come, in the counter's own words."""

    steps: tuple[TrackStep, ...]


Block: TypeAlias = Title | Paragraph | Items | Note | Source | Facts | Banner | Track


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Content:
    """A message in words: what a channel is given to show.

    `then` is what it ends in, such as a question. A page shows it as a message of its own; in a
    messenger, where each message is one more buzz, it is the end of the same one.
    """

    blocks: tuple[Block, ...]
    buttons: tuple[Button, ...] = ()
    then: "Content | None" = None

    @property
    def parts(self) -> tuple["Content", ...]:
        """As messages of their own."""
        return (Content(self.blocks, self.buttons), *self.then.parts) if self.then else (self,)

    @property
    def asks_contact(self) -> bool:
        """Whether any button of it shares a phone number."""
        return any(button.asks_contact for part in self.parts for button in part.buttons)

    @property
    def pressable(self) -> tuple[Button, ...]:
        """Every button in the order of the screen: what is asked last, facts, report, those below."""
        found: list[Button] = [*self.then.pressable] if self.then else []
        for block in self.blocks:
            if isinstance(block, Facts):
                found += [Button(row.label, row.payload) for row in block.rows]
            elif isinstance(block, Source) and block.report:
                found.append(block.report)
        return (*found, *(button for button in self.buttons if not button.asks_contact))
