"""From what a dialog decided to what is written: words of the person's language, rows, state."""

from domain.effects import AnswerPress, Effects, Send
from domain.messages import MessageKind
from handlers.state import after
from handlers.texts.rendering import render
from handlers.turn import Outcome, Turn


def effects(turn: Turn, outcome: Outcome) -> Effects:
    """Put an outcome in the person's language and name what is to be written."""
    message = turn.message
    language = outcome.language or turn.language
    contents = tuple(render(reply, language) for reply in outcome.replies)
    pressed = message.message_id if message.kind is MessageKind.PRESS else ""
    return Effects(
        inbox_id=turn.inbox_id,
        conversation=turn.conversation.id,
        epoch=turn.conversation.epoch,
        address=message.address,
        state=after(turn, outcome, contents),
        sends=tuple(
            Send(message.address, content, edits=pressed if reply.replaces else "")
            for reply, content in zip(outcome.replies, contents, strict=True)
        ),
        press=AnswerPress(message.address, message.callback_id) if message.callback_id else None,
        records=outcome.records,
        forget_words=outcome.forget_words,
        error=outcome.error,
        trace=message.trace,
    )
