"""Turns a reply of keys and data into a message of words, in the person's language."""

from dataclasses import replace

from domain.content import (
    Block,
    Button,
    Content,
    Fact,
    Facts,
    Item,
    Items,
    Note,
    Paragraph,
    Source,
    Title,
)
from domain.messages import Language, Reply
from handlers.texts.catalogue import say


def render(reply: Reply, language: Language) -> Content:
    """The same blocks and buttons with every word said in one language."""
    return Content(
        tuple(_block(block, language) for block in reply.blocks),
        tuple(_button(button, language) for button in reply.buttons),
    )


def _block(block: Block, language: Language) -> Block:
    match block:
        case Items():
            return replace(block, rows=tuple(_item(row, language) for row in block.rows))
        case Facts():
            return Facts(tuple(_fact(row, language) for row in block.rows))
        case Source():
            parts = tuple(say(part, language) for part in block.parts)
            return Source(parts, _button(block.report, language) if block.report else None)
        case _:
            return _sentence(block, language)


def _sentence(block: "Title | Paragraph | Note", language: Language) -> "Title | Paragraph | Note":
    return replace(block, words=say(block.words, language))


def _item(row: Item, language: Language) -> Item:
    return Item(say(row.words, language), say(row.note, language))


def _detail(
    block: "Title | Paragraph | Items | Note", language: Language
) -> "Title | Paragraph | Items | Note":
    if isinstance(block, Items):
        return replace(block, rows=tuple(_item(row, language) for row in block.rows))
    return _sentence(block, language)


def _fact(row: Fact, language: Language) -> Fact:
    return replace(
        row,
        label=say(row.label, language),
        value=say(row.value, language),
        detail=tuple(_detail(block, language) for block in row.detail),
    )


def _button(button: Button, language: Language) -> Button:
    return replace(button, label=say(button.label, language), hint=say(button.hint, language))
