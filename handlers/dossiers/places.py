"""Where a person stands in the dossier dialog."""

from domain.messages import Reply
from handlers.turn import Outcome, Turn

AWAITING_CODE = "dossiers.awaiting_code"
AWAITING_CHECK = "dossiers.awaiting_check"
READING = "dossiers.reading"

CODE = "dossier"


def reading(code: str, *replies: Reply) -> Outcome:
    """A dossier is before the person: what is said next may be about it."""
    return Outcome(replies, step=READING, answers={CODE: code})


def code_at(turn: Turn) -> str:
    """The code that the conversation is about, empty when it is about none."""
    return turn.conversation.state.answers.get(CODE, "")
