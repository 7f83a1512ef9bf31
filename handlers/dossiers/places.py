"""Where a person stands in the dossier dialog."""

from domain.content import Text
from domain.dossier_codes import find_code
from domain.dossier_wishes import number_in
from domain.errors import DomainError
from domain.messages import Reply
from handlers.buttons import MENU, PERSON
from handlers.dossiers.beside import tells_a_number
from handlers.payloads import Press
from handlers.places import DOSSIER, DOSSIER_CHECK, DOSSIER_READING, aside
from handlers.turn import Outcome, Turn

AWAITING_CODE = "dossiers.awaiting_code"
AWAITING_CHECK = DOSSIER_CHECK
READING = DOSSIER_READING

CODE = DOSSIER


def reading(code: str, *replies: Reply) -> Outcome:
    """A dossier is before the person: what is said next may be about it."""
    return Outcome(replies, step=READING, answers={CODE: code})


def too_much_tried(turn: Turn) -> Outcome:
    """Nothing was looked up, since too much was tried in vain from here."""
    return aside(turn, Outcome.say(Text("dossier.too_many"), buttons=(MENU, PERSON)))


def gives_a_number(turn: Turn) -> bool:
    """Whether the words give digits of a person for the check of a dossier, asked for or not."""
    step = turn.conversation.state.step
    return step in (AWAITING_CHECK, READING) and number_in(turn.said) is not None


def has_a_number_beside_a_code(turn: Turn) -> bool:
    """Whether the words hold digits of a person that nobody asked for, as a receipt's link does."""
    found = find_code(turn.message.text)
    return found is not None and tells_a_number(found)


def code_of(press: Press) -> str:
    """A button names a code in its official spelling: any other would have budgets of its own."""
    found = find_code(press.argument(0))
    if found is None or found.code != press.argument(0):
        raise DomainError("button.old")
    return found.code


def code_at(turn: Turn) -> str:
    """The code that the conversation is about, empty when it is about none."""
    return turn.conversation.state.answers.get(CODE, "")
