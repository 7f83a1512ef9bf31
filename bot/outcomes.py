"""From what a dialog decided to what is written: words of the person's language, rows, state."""

from collections.abc import Iterator
from dataclasses import replace

from bot.contacts import fitting, taking_back
from domain.content import Content, Facts
from domain.effects import AnswerPress, Effects, Send
from domain.messages import ChannelName, InboundMessage, MessageKind, Reply
from domain.remembered import remembered
from handlers.dossiers.places import gives_a_number, has_a_number_beside_a_code
from handlers.state import after, spoken
from handlers.texts.rendering import render
from handlers.turn import Outcome, Turn
from storage.messages import PULLED


def effects(turn: Turn, outcome: Outcome) -> Effects:
    """Put an outcome in the person's language and name what is to be written."""
    message = turn.message
    language = spoken(turn, outcome)
    shown = [pair for reply in outcome.replies for pair in _shown(message, reply, render(reply, language))]
    state = after(turn, outcome, [content for content, _ in shown])
    sends = tuple(Send(message.address, _detailed(message, content), edits=edits) for content, edits in shown)
    if turn.conversation.state.contact_asked and not state.contact_asked:
        sends = taking_back(message, sends, language)
    return Effects(
        inbox_id=turn.inbox_id,
        conversation=turn.conversation.id,
        epoch=turn.conversation.epoch,
        address=message.address,
        state=state,
        sends=sends,
        press=AnswerPress(message.address, message.callback_id) if message.callback_id else None,
        records=outcome.records,
        forget_words=outcome.forget_words,
        mask_words=outcome.mask_words or _told_a_number(turn, outcome),
        error=outcome.error,
        trace=message.trace,
    )


def _told_a_number(turn: Turn, outcome: Outcome) -> bool:
    """A shared number is kept by nobody, nor one for a check, whatever became of the turn."""
    if turn.message.contact_phone or gives_a_number(turn):
        return True
    is_read = turn.message.kind is MessageKind.TEXT and not turn.message.command and not outcome.error
    return not is_read and has_a_number_beside_a_code(turn)  # the dialogs say so of what they read


def _shown(message: InboundMessage, reply: Reply, content: Content) -> Iterator[tuple[Content, str]]:
    """The messages of a reply, and the id of the one that each takes the place of.

    A pulled chat shows the end of a reply as a message of its own.
    """
    content = fitting(message, content)
    first, *others = _parts(content) if content.then and message.address.channel in PULLED else (content,)
    pressed = message.message_id if message.kind is MessageKind.PRESS else ""
    yield first, pressed if reply.replaces else ""
    for other in others:
        yield other, ""


@remembered
def _parts(whole: Content) -> tuple[Content, ...]:
    """Of a message that has several: one that is its own only part would be held by itself for ever."""
    return whole.parts


def _detailed(message: InboundMessage, content: Content) -> Content:
    """Only the web page opens a row by itself, so only there all details travel along."""
    return content if message.address.channel is ChannelName.WEB else _closed(content)


@remembered
def _closed(content: Content) -> Content:
    """Rows without the details that nobody sees before the row is opened by a press."""
    blocks = tuple(_without_details(block) if isinstance(block, Facts) else block for block in content.blocks)
    return Content(blocks, content.buttons, _closed(content.then) if content.then else None)


def _without_details(facts: Facts) -> Facts:
    return Facts(tuple(row if row.open else replace(row, detail=()) for row in facts.rows))
