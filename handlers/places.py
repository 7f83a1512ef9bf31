"""Where a person stands, so that every answer in between can lead back there."""

from dataclasses import replace

from domain.content import Button, ButtonRole, Text
from domain.conversations import State
from domain.messages import Reply
from domain.procedures import Procedure
from handlers.payloads import Verb, payload
from handlers.turn import Outcome, Turn

READING = "procedure.reading"
"""The person has a card before them: a bare "how much?" is about that procedure."""

CHOOSING = "procedure.choosing"
"""The person has a list of procedures before them."""

CODE = "code"
"""The answer that holds the code of the card, in the step `READING`."""

DOSSIER = "dossier"
"""The answer that holds the code of the dossier that is spoken of, in the steps of dossiers."""

DOSSIER_READING, DOSSIER_CHECK = "dossiers.reading", "dossiers.awaiting_check"

_LIST, _STOOD = "list", "stood"


def reading(procedure: Procedure, came_from: str, *replies: Reply) -> Outcome:
    """A card, or what belongs to it; `came_from` is the payload of the list that led here."""
    return Outcome(replies, step=READING, answers={CODE: procedure.code, _LIST: came_from})


def choosing(outcome: Outcome, place: str) -> Outcome:
    """A list that `place`, a payload, shows again."""
    return replace(outcome, step=CHOOSING, answers={_LIST: place})


def waiting(turn: Turn, outcome: Outcome, step: str, **answers: str) -> Outcome:
    """A question whose answer is no place to stand: the way back leads where the person was before it."""
    state = _standing(turn.conversation.state)
    stood = {**state.answers, _STOOD: state.step} if _here(state) else {}
    return replace(aside(turn, outcome), step=step, answers={**stood, **answers})


def code_read(turn: Turn) -> str:
    """The code of the card that is being read, empty when none is."""
    state = _standing(turn.conversation.state)
    return state.answers.get(CODE, "") if state.step == READING else ""


def came_from(turn: Turn) -> str:
    """The payload of the list that was chosen from, empty when there was none."""
    state = _standing(turn.conversation.state)
    return state.answers.get(_LIST, "") if state.step in (READING, CHOOSING) else ""


def back_to(place: str) -> tuple[Button, ...]:
    """The button that leads to a place named by its payload; none when there is no place."""
    return (Button(Text("button.back"), place, role=ButtonRole.QUIET),) if place else ()


def aside(turn: Turn, outcome: Outcome) -> Outcome:
    """An answer in between: the person stays where they were, and a first button leads back.

    No other step outlives such an answer.
    """
    state = _standing(turn.conversation.state)
    here = _here(state)
    if not here or not outcome.replies:
        return outcome
    *before, last = outcome.replies
    back = Button(Text("button.back"), here)
    last = replace(last, buttons=(back, *last.buttons))
    return replace(outcome, replies=(*before, last), step=state.step, answers=state.answers)


def _standing(state: State) -> State:
    """Where the person was before a question that waits."""
    if state.step == DOSSIER_CHECK and state.answers.get(DOSSIER):
        return replace(state, step=DOSSIER_READING)
    if _STOOD not in state.answers:
        return state
    stood = {key: state.answers[key] for key in (CODE, _LIST, DOSSIER) if key in state.answers}
    return replace(state, step=state.answers[_STOOD], answers=stood)


def _here(state: State) -> str:
    if state.step == READING:
        return payload(Verb.CARD, state.answers[CODE])
    if state.step == DOSSIER_READING:
        return payload(Verb.DOSSIER, state.answers[DOSSIER])
    return state.answers[_LIST] if state.step == CHOOSING else ""
