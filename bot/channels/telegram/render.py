"""Content as Telegram shows it: HTML pages, with the keyboard under the last one."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from bot.channels.telegram.keyboard import CALLS, Keyboard, Markup, keyboard, plain
from bot.channels.telegram.keyboard import markup as keys_as_json
from bot.channels.telegram.runs import Run, Style, pages
from domain.content import (
    Banner,
    Block,
    Content,
    Facts,
    Items,
    Note,
    Paragraph,
    Progress,
    Source,
    Title,
    Track,
    Words,
)
from domain.plain_text import PROGRESS
from domain.plain_text import plain as in_words
from domain.remembered import remembered

MARKED: Final = re.compile(r"<b>(.*?)</b>", re.DOTALL)
NO_BREAK: Final = "\u00a0"
NO_DIGIT: Final = re.compile(r"\D")
NATIONAL: Final = 9
"""The digits that a number has in common however it is written, with 0 or with +84."""


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Rendered:
    """One message of Telegram."""

    html: str
    keyboard: Keyboard = ()

    @property
    def is_changeable(self) -> bool:
        """Telegram changes no message that has keys in place of the letters."""
        return not any(key.typed for row in self.keyboard for key in row)


@remembered
def markup(page: Rendered) -> Markup | None:
    """Its buttons as the Bot API reads them."""
    return keys_as_json(page.keyboard)


@remembered
def render(content: Content) -> tuple[Rendered, ...]:
    """One message, or several when the words need them; the last bears the keyboard."""
    blocks = tuple(block for part in content.parts for block in (*part.blocks, *_calls(part)))
    *before, last = pages(_joined(blocks, "\n\n")) or ("",)
    return (*map(Rendered, before), Rendered(last, keyboard(content)))


def _calls(content: Content) -> Iterator[Block]:
    """Numbers to call, which Telegram takes as words only; a tap on them calls."""
    said = NO_DIGIT.sub("", in_words(content))
    for button in content.buttons:
        number = button.url.removeprefix(CALLS)
        if number != button.url and NO_DIGIT.sub("", number)[-NATIONAL:] not in said:
            yield Paragraph(f"{plain(button.label)}: {number}")


def _joined(blocks: tuple[Block, ...], gap: str) -> Iterator[Run]:
    for position, block in enumerate(blocks):
        if position:
            yield Run(gap)
        yield from _block(block)


def _block(block: Block) -> Iterator[Run]:
    match block:
        case Title(words):
            yield Run(plain(words), Style.BOLD)
        case Paragraph(words):
            yield from _marked(plain(words))
        case Items():
            yield from _items(block)
        case Note(words):
            yield Run(plain(words), Style.ITALIC)
        case Source(parts):
            yield Run(_unbroken(parts), Style.ITALIC)
        case Facts():
            yield from _facts(block)
        case Banner() | Track():
            yield from _state(block)


def _state(block: Banner | Track) -> Iterator[Run]:
    """Where something stands."""
    if isinstance(block, Track):
        yield from _track(block)
        return
    yield Run(plain(block.words), Style.BOLD)
    if block.detail:
        yield Run(f"\n{plain(block.detail)}")


def _track(track: Track) -> Iterator[Run]:
    """Where it stands is bold; the mark before each only repeats the words."""
    for number, step in enumerate(track.steps):
        mark = f"\n{PROGRESS[step.progress]} " if number else f"{PROGRESS[step.progress]} "
        yield Run(mark)
        yield Run(plain(step.words), Style.BOLD if step.progress is Progress.NOW else Style.PLAIN)
        if step.note:
            yield Run(f": {plain(step.note)}")


def _unbroken(parts: Sequence[Words]) -> str:
    """No line is broken inside a part: a decision is never torn from its number."""
    return " · ".join(plain(part).replace(" ", NO_BREAK) for part in parts)


def _marked(words: str) -> Iterator[Run]:
    """Only whole pairs of `<b>` are markup; all else that looks like it is words."""
    for position, piece in enumerate(MARKED.split(words)):
        yield Run(piece, Style.BOLD if position % 2 else Style.PLAIN)


def _items(items: Items) -> Iterator[Run]:
    for number, row in enumerate(items.rows, start=1):
        mark = f"{number}." if items.numbered else "•"
        if number > 1:
            yield Run("\n")
        yield Run(f"{mark} {plain(row.words)}")
        if row.note:
            yield Run("\n")
            yield Run(plain(row.note), Style.ITALIC)


def _facts(facts: Facts) -> Iterator[Run]:
    """A row each; what a button has opened stands under its row and a blank line after it.

    A closed row without a value is a button and nothing more.
    """
    gap = ""
    for row in facts.rows:
        if not (row.value or row.open):
            continue
        yield Run(gap)
        yield Run(f"{plain(row.label)}:", Style.BOLD)
        yield Run(f" {plain(row.value)}")
        gap = "\n"
        if row.open and row.detail:
            yield Run("\n")
            yield from _joined(row.detail, "\n")
            gap = "\n\n"
