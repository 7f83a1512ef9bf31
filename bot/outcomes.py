"""From what a dialog decided to what is written: words of the person's language, rows, state."""

from dataclasses import replace
from functools import lru_cache

from domain.content import Content, Facts
from domain.effects import AnswerPress, Effects, Send
from domain.messages import ChannelName, InboundMessage, MessageKind
from handlers.state import after, spoken
from handlers.texts.rendering import render
from handlers.turn import Outcome, Turn


@lru_cache(maxsize=4_096)
def _closed(facts: Facts) -> Facts:
    """Rows without the details that nobody sees before the row is opened by a press."""
    return Facts(tuple(row if row.open else replace(row, detail=()) for row in facts.rows))


def _sent(content: Content, message: InboundMessage) -> Content:
    """Only the web page opens a row by itself, so only there all details travel along."""
    if message.address.channel is ChannelName.WEB:
        return content
    blocks = tuple(_closed(block) if isinstance(block, Facts) else block for block in content.blocks)
    return Content(blocks, content.buttons)


def effects(turn: Turn, outcome: Outcome) -> Effects:
    """Put an outcome in the person's language and name what is to be written."""
    message = turn.message
    language = spoken(turn, outcome)
    contents = tuple(render(reply, language) for reply in outcome.replies)
    pressed = message.message_id if message.kind is MessageKind.PRESS else ""
    return Effects(
        inbox_id=turn.inbox_id,
        conversation=turn.conversation.id,
        epoch=turn.conversation.epoch,
        address=message.address,
        state=after(turn, outcome, contents),
        sends=tuple(
            Send(message.address, _sent(content, message), edits=pressed if reply.replaces else "")
            for reply, content in zip(outcome.replies, contents, strict=True)
        ),
        press=AnswerPress(message.address, message.callback_id) if message.callback_id else None,
        records=outcome.records,
        forget_words=outcome.forget_words,
        error=outcome.error,
        trace=message.trace,
    )
