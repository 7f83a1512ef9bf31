"""What a conversation remembers once a turn is over: the one rule for the product and its tests."""

from collections.abc import Sequence
from dataclasses import replace

from domain.content import Content
from domain.conversations import Choice, State, offered
from domain.effects import Erased
from domain.messages import Language, MessageKind
from handlers.turn import Outcome, Turn


def spoken(turn: Turn, outcome: Outcome) -> Language:
    """The language of the replies: a language just chosen is used at once."""
    return outcome.language or turn.language


def after(turn: Turn, outcome: Outcome, contents: Sequence[Content]) -> State:
    """The state that the turn leaves; `contents` are its replies as they were rendered.

    A turn without an answer, and one that ended in an apology, leave people where they stood:
    nobody starts again because of us. Erasure leaves nothing.
    """
    old = turn.conversation.state
    if any(isinstance(record, Erased) for record in outcome.records):
        return State()
    if outcome.error or not outcome.replies:
        return old
    return replace(
        old,
        step=outcome.step,
        answers=dict(outcome.answers),
        language=outcome.language or old.language,
        misses=old.misses + 1 if outcome.missed else 0,
        greeted=old.greeted or outcome.greeted,
        choices=_on_screen(turn, outcome, contents),
        contact_asked=any(content.asks_contact for content in contents)
        or (old.contact_asked and _only_changes(turn, outcome)),
    )


def _only_changes(turn: Turn, outcome: Outcome) -> bool:
    """Keys in place of the letters are taken back by a new message only."""
    return turn.message.kind is MessageKind.PRESS and all(reply.replaces for reply in outcome.replies)


def _on_screen(turn: Turn, outcome: Outcome, contents: Sequence[Content]) -> tuple[Choice, ...]:
    """The buttons now on the screen.

    Where a message was changed in place, its buttons alone are new, and the others stand.
    """
    new = offered(contents)
    old = turn.conversation.state.choices
    if not (turn.message.message_id and any(reply.replaces for reply in outcome.replies)):
        return new
    above = max((choice.message for choice in old), default=-1) + 1
    pressed = (choice.message for choice in old if choice.payload == turn.message.payload)
    changed = next(pressed, above)
    return (
        *(choice for choice in old if choice.message < changed),
        *(replace(choice, message=changed) for choice in new),
        *(choice for choice in old if choice.message > changed),
    )
