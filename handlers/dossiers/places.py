"""Where a person stands in the dossier dialog."""

from domain.messages import Reply
from domain.second_check import read_number
from handlers.turn import Outcome, Turn

AWAITING_CODE = "dossiers.awaiting_code"
AWAITING_CHECK = "dossiers.awaiting_check"
READING = "dossiers.reading"

CODE = "dossier"


def reading(code: str, *replies: Reply) -> Outcome:
    """A dossier is before the person: what is said next may be about it."""
    return Outcome(replies, step=READING, answers={CODE: code})


def gives_a_number(turn: Turn) -> bool:
    """Whether the words are digits of a person, as a question of ours asked for."""
    return turn.conversation.state.step == AWAITING_CHECK and read_number(turn.message.text) is not None


def code_at(turn: Turn) -> str:
    """The code that the conversation is about, empty when it is about none."""
    return turn.conversation.state.answers.get(CODE, "")
