"""Content as Telegram shows it: HTML pages, with the keyboard under the last one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bot.channels.telegram.keyboard import Keyboard, Markup, keyboard, plain
from bot.channels.telegram.runs import Run, Style, pages
from domain.content import Block, Content, Facts, Items, Note, Paragraph, Source, Title
from domain.remembered import remembered

MARKED: Final = re.compile(r"<b>(.*?)</b>", re.DOTALL)
NO_BREAK: Final = "\u00a0"


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Rendered:
    """One message of Telegram."""

    html: str
    keyboard: Keyboard = ()


@remembered
def markup(page: Rendered) -> Markup | None:
    """Its buttons as the Bot API reads them."""
    rows = [[key.to_json() for key in row] for row in page.keyboard]
    return {"inline_keyboard": rows} if rows else None


@remembered
def render(content: Content) -> tuple[Rendered, ...]:
    """One message, or several when the words need them; the last bears the keyboard."""
    blocks = tuple(block for part in content.parts for block in part.blocks)
    *before, last = pages(_joined(blocks, "\n\n")) or ("",)
    return (*map(Rendered, before), Rendered(last, keyboard(content)))


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
            # No line is broken inside a part: a decision is never torn from its number.
            whole = (plain(part).replace(" ", NO_BREAK) for part in parts)
            yield Run(" · ".join(whole), Style.ITALIC)
        case Facts():
            yield from _facts(block)


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
