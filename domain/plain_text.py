"""A rendered message as plain text, for channels and readers that know no markup."""

import re
from collections.abc import Iterator

from domain.content import (
    Banner,
    Block,
    Content,
    Facts,
    Item,
    Items,
    Note,
    Paragraph,
    Progress,
    Source,
    Text,
    Title,
    Track,
    Words,
)

_MARK = re.compile(r"</?b>")

PROGRESS = {Progress.DONE: "✓", Progress.NOW: "→", Progress.AHEAD: "○"}
"""Only beside words that say the same, such as "đã tiếp nhận"."""


def plain(content: Content) -> str:
    """The words of all blocks in reading order, one blank line between; buttons are not in it."""
    text = "\n\n".join(text for block in content.blocks if (text := _block(block)))
    return f"{text}\n\n{plain(content.then)}" if content.then else text


def _block(block: Block) -> str:
    match block:
        case Title() | Note():
            return _words(block.words)
        case Paragraph():
            return _MARK.sub("", _words(block.words))
        case Source():
            return " · ".join(_words(part) for part in block.parts)
        case _:
            return "\n".join(_lines(block))


def _lines(block: Items | Facts | Banner | Track) -> Iterator[str]:
    match block:
        case Items():
            yield from _rows(block)
        case Facts():
            yield from _facts(block)
        case _:
            yield from _state(block)


def _state(block: Banner | Track) -> Iterator[str]:
    if isinstance(block, Track):
        yield from _steps(block)
    else:
        yield from (text for part in (block.words, block.detail) if (text := _words(part)))


def _steps(track: Track) -> Iterator[str]:
    for step in track.steps:
        words = ": ".join(text for part in (step.words, step.note) if (text := _words(part)))
        yield f"{PROGRESS[step.progress]} {words}"


def _rows(items: Items) -> Iterator[str]:
    for number, row in enumerate(items.rows, start=1):
        mark = f"{number}. " if items.numbered else "- "
        yield mark + _row(row)


def _row(row: Item) -> str:
    return "\n   ".join(text for part in (row.words, row.note) if (text := _words(part)))


def _facts(facts: Facts) -> Iterator[str]:
    """A closed row without a value is a button and nothing more."""
    for row in facts.rows:
        if not (row.value or row.open):
            continue
        yield ": ".join(text for part in (row.label, row.value) if (text := _words(part)))
        if row.open:
            yield from (_indented(_block(block)) for block in row.detail)


def _indented(text: str) -> str:
    return "\n".join(f"   {line}" for line in text.split("\n"))


def _words(words: Words) -> str:
    if isinstance(words, Text):
        raise TypeError(f"render {words.key} before showing it")
    return words
