"""Turns a reply of keys and data into a message of words, in the person's language."""

from functools import lru_cache
from typing import TypeAlias

from domain.content import (
    Banner,
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
    Track,
    TrackStep,
)
from domain.messages import Language, Reply
from domain.remembered import remembered
from handlers.texts.catalogue import say

PlainBlock: TypeAlias = Title | Paragraph | Items | Note
"""What may also stand in the detail of a fact."""


@remembered
def render(reply: Reply, language: Language) -> Content:
    """The same blocks and buttons with every word said in one language."""
    return Content(
        tuple(_block(block, language) for block in reply.blocks),
        tuple(_button(button, language) for button in reply.buttons),
        render(reply.then, language) if reply.then else None,
    )


def _block(block: Block, language: Language) -> Block:
    match block:
        case Facts():
            return _facts(block, language)
        case Banner():
            return Banner(say(block.words, language), say(block.detail, language), block.tone, block.icon)
        case Track():
            return Track(tuple(_step(step, language) for step in block.steps))
        case Source():
            parts = tuple(say(part, language) for part in block.parts)
            return Source(parts, _button(block.report, language) if block.report else None)
        case _:
            return _plain_block(block, language)


@lru_cache(maxsize=4_096)
def _facts(block: Facts, language: Language) -> Facts:
    """The rows of a card are the same for everybody who sees it: said once."""
    return Facts(tuple(_fact(row, language) for row in block.rows))


def _plain_block(block: PlainBlock, language: Language) -> PlainBlock:
    if isinstance(block, Items):
        return Items(tuple(_item(row, language) for row in block.rows), block.numbered)
    return type(block)(say(block.words, language))


def _step(step: TrackStep, language: Language) -> TrackStep:
    return TrackStep(say(step.words, language), say(step.note, language), step.progress)


def _item(row: Item, language: Language) -> Item:
    return Item(say(row.words, language), say(row.note, language))


def _fact(row: Fact, language: Language) -> Fact:
    return Fact(
        label=say(row.label, language),
        value=say(row.value, language),
        payload=row.payload,
        detail=tuple(_plain_block(block, language) for block in row.detail),
        open=row.open,
        icon=row.icon,
    )


def _button(button: Button, language: Language) -> Button:
    return Button(
        label=say(button.label, language),
        payload=button.payload,
        url=button.url,
        role=button.role,
        hint=say(button.hint, language),
        icon=button.icon,
        asks_contact=button.asks_contact,
    )
