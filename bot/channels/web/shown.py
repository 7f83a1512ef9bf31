"""A message of the history as the page reads it: JSON with the blocks for the eye and plain text."""

from typing import Any, assert_never

from bot.channels.base import HistoryMessage
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
    Text,
    Title,
    Track,
    TrackStep,
    Words,
)
from domain.plain_text import plain

_PLAIN: dict[type[Block], str] = {Title: "title", Paragraph: "paragraph", Note: "note"}


def message(one: HistoryMessage) -> dict[str, Any]:
    """The data of a `message` event; a person's own words are never read as markup."""
    return {
        "id": one.id,
        "seq": one.seq,
        "mine": one.mine,
        "text": _own_words(one.content) if one.mine else plain(one.content),
        "buttons": [_words(button.label) for button in one.content.pressable],
        "replaces": one.replaces,
        "at": one.at.isoformat(),
        "content": content(one.content),
    }


def content(whole: Content) -> dict[str, Any]:
    return {
        "blocks": [_block(block) for block in whole.blocks],
        "buttons": [_button(button) for button in whole.buttons if not button.asks_contact],
    }


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Title() | Paragraph() | Note():
            return {"type": _PLAIN[type(block)], "text": _words(block.words)}
        case Items():
            return {"type": "items", "numbered": block.numbered, "rows": [_item(row) for row in block.rows]}
        case Source():
            return _source(block)
        case Facts():
            return {"type": "facts", "rows": [_fact(row) for row in block.rows]}
        case Banner() | Track():
            return _state(block)
        case _:
            assert_never(block)


def _state(block: Banner | Track) -> dict[str, Any]:
    if isinstance(block, Track):
        return {"type": "track", "steps": [_step(step) for step in block.steps]}
    return _banner(block)


def _banner(block: Banner) -> dict[str, Any]:
    return {
        "type": "banner",
        "text": _words(block.words),
        "detail": _words(block.detail),
        "tone": block.tone,
        "icon": block.icon,
    }


def _step(step: TrackStep) -> dict[str, str]:
    return {"text": _words(step.words), "note": _words(step.note), "progress": step.progress}


def _item(row: Item) -> dict[str, str]:
    return {"text": _words(row.words), "note": _words(row.note)}


def _source(block: Source) -> dict[str, Any]:
    return {
        "type": "source",
        "parts": [_words(part) for part in block.parts],
        "report": _button(block.report) if block.report else None,
    }


def _fact(row: Fact) -> dict[str, Any]:
    return {
        "label": _words(row.label),
        "value": _words(row.value),
        "press": row.payload,
        "detail": [_block(block) for block in row.detail],
        "open": row.open,
        "icon": row.icon,
    }


def _button(button: Button) -> dict[str, str]:
    return {
        "label": _words(button.label),
        "press": button.payload,
        "url": button.url,
        "role": button.role,
        "hint": _words(button.hint),
        "icon": button.icon,
    }


def _own_words(whole: Content) -> str:
    return "\n\n".join(_words(block.words) for block in whole.blocks if isinstance(block, Paragraph))


def _words(words: Words) -> str:
    """A history holds rendered messages only: a key that slipped through is a fault of ours."""
    if isinstance(words, Text):
        raise TypeError(f"render {words.key} before it is shown")
    return words
