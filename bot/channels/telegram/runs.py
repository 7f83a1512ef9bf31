"""Styled text: runs of plain words, cut where a person would pause, then escaped as HTML."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from html import escape
from typing import Final

TEXT_LIMIT: Final = 4096
"""UTF-16 units of a message after its markup is read."""


class Style(Enum):
    """How a run stands out."""

    PLAIN = auto()
    BOLD = auto()
    ITALIC = auto()


TAGS: Final = {Style.PLAIN: ("", ""), Style.BOLD: ("<b>", "</b>"), Style.ITALIC: ("<i>", "</i>")}


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text in one style."""

    text: str
    style: Style = Style.PLAIN

    def html(self) -> str:
        before, after = TAGS[self.style]
        return before + escape(self.text, quote=False) + after if self.text else ""


# Where a text may be parted, best first: after a paragraph, a line, a sentence, a word.
PAUSES: Final = (
    re.compile(r"\n\n+"),
    re.compile(r"(?<!\n)\n(?!\n)"),
    re.compile(r"(?<=[.!?…;:])[ \u00a0]"),
    re.compile(r"[ \u00a0]"),
)


def units(text: str) -> int:
    """Length as Telegram counts it: letters beyond the basic plane are two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def pages(runs: Iterable[Run], limit: int = TEXT_LIMIT) -> tuple[str, ...]:
    """The runs as HTML, in as many messages as they need; none is blank."""
    flow = tuple(runs)
    text = "".join(run.text for run in flow)
    return tuple(_html(flow, start, end) for start, end in _spans(text, limit))


def _spans(text: str, limit: int) -> Iterator[tuple[int, int]]:
    """Ends of the pages in `text`, without the white space around them."""
    start = _next_word(text, 0)
    while start < len(text):
        end = start + _fitting(text[start : start + limit], limit)
        if end < len(text):
            end = start + _pause(text[start : end + 1], end - start)
        yield start, start + len(text[start:end].rstrip())
        start = _next_word(text, end)


def _next_word(text: str, start: int) -> int:
    return len(text) - len(text[start:].lstrip())


def _fitting(text: str, limit: int) -> int:
    """How many letters of `text` fit: a page of emoji holds half as many as one of words."""
    letters = len(text)
    while units(text[:letters]) > limit:
        letters -= (units(text[:letters]) - limit + 1) // 2
    return letters


def _pause(text: str, most: int) -> int:
    """The last good place to stop in `text`, not before its middle, where there is one."""
    for pause in PAUSES:
        ends = [found.start() for found in pause.finditer(text) if most // 2 <= found.start() <= most]
        if ends:
            return ends[-1]
    return most


def _html(flow: tuple[Run, ...], start: int, end: int) -> str:
    """The runs between two places of the text, the first and the last perhaps in part."""
    written = []
    at = 0
    for run in flow:
        after = at + len(run.text)
        if start <= at and after <= end:
            written.append(run.html())
        elif start < after and at < end:
            written.append(Run(run.text[max(start - at, 0) : end - at], run.style).html())
        at = after
    return "".join(written)
