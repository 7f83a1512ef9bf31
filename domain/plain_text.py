"""A rendered message as plain text, for channels and readers that know no markup."""

import re
from collections.abc import Iterator

from domain.content import Block, Content, Facts, Item, Items, Note, Paragraph, Source, Text, Title, Words

_MARK = re.compile(r"</?b>")


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
        case Items():
            return "\n".join(_rows(block))
        case Source():
            return " · ".join(_words(part) for part in block.parts)
        case Facts():
            return "\n".join(_facts(block))


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
