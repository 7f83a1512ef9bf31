"""Where a person stands in the dossier dialog."""

from domain.dossier_codes import find_code
from domain.errors import DomainError
from domain.messages import Reply
from handlers.payloads import Press
from handlers.places import DOSSIER, DOSSIER_CHECK, DOSSIER_READING
from handlers.turn import Outcome, Turn

AWAITING_CODE = "dossiers.awaiting_code"
AWAITING_CHECK = DOSSIER_CHECK
READING = DOSSIER_READING

CODE = DOSSIER


def reading(code: str, *replies: Reply) -> Outcome:
    """A dossier is before the person: what is said next may be about it."""
    return Outcome(replies, step=READING, answers={CODE: code})


def code_at(turn: Turn) -> str:
    """The code that the conversation is about, empty when it is about none."""
    return turn.conversation.state.answers.get(CODE, "")


def code_pressed(press: Press) -> str:
    """A button names a code in its official spelling and nothing else."""
    code = press.argument(0)
    found = find_code(code)
    if found is None or found.code != code:
        raise DomainError("button.old")
    return code
