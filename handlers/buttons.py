"""The buttons that many dialogs share."""

from domain.content import Button, ButtonRole, Text, Words
from domain.messages import Language
from domain.procedures import PaperCase, Part, Procedure
from handlers.names import title_of
from handlers.payloads import BELOW, Verb, payload

MENU = Button(Text("button.menu"), payload(Verb.MENU), role=ButtonRole.QUIET)
ASK = Button(Text("button.ask"), payload(Verb.QUESTION))
EVENTS = Button(Text("button.events"), payload(Verb.EVENTS))
FIELDS = Button(Text("button.fields"), payload(Verb.FIELDS))
PERSON = Button(Text("button.person"), payload(Verb.PERSON), role=ButtonRole.QUIET)
HELD = Button(Text("button.held"), payload(Verb.HELD), role=ButtonRole.QUIET)
PLACE = Button(Text("button.place"), payload(Verb.PLACE))
NOT_MEANT = Button(Text("button.not_meant"), payload(Verb.NOT_MEANT), role=ButtonRole.QUIET)


def other_language(spoken: Language) -> Button:
    """The way out of a language that one does not read, named in the other."""
    other = Language.ENGLISH if spoken is Language.VIETNAMESE else Language.VIETNAMESE
    return quiet(Text(f"language.{other}"), Verb.LANGUAGE, other)


def quiet(label: Words, verb: Verb, *args: str | int) -> Button:
    return Button(label, payload(verb, *args), role=ButtonRole.QUIET)


def back(verb: Verb, *args: str | int) -> Button:
    """Leads to the place before, which the payload names: no button depends on the step."""
    return quiet(Text("button.back"), verb, *args)


def procedure_button(procedure: Procedure, asks: Part | None = None) -> Button:
    return Button(title_of(procedure), payload(Verb.CARD, procedure.code, asks or ""))


def link(label: Words, url: str) -> Button:
    return Button(label, url=url, role=ButtonRole.PRIMARY)


CASES_A_PAGE = 4


def case_buttons(procedure: Procedure, page: int, *, on_card: bool = False) -> tuple[Button, ...]:
    """Four cases and what leads to the next four, at the end to "none of these", and to the four before.

    The next four take the place of these, but never that of a card.
    """
    start = page * CASES_A_PAGE
    shown = procedure.cases[start : start + CASES_A_PAGE]
    more = len(procedure.cases) > start + CASES_A_PAGE
    following = page + 1 if more else "none"
    below = BELOW if on_card and more else ""
    other = quiet(Text("button.other_case"), Verb.CASES, procedure.code, following, below)
    before = (back(Verb.CASES, procedure.code, page - 1),) if page else ()
    return (*(_case_button(procedure, case) for case in shown), other, *before)


def _case_button(procedure: Procedure, case: PaperCase) -> Button:
    return Button(case.name, payload(Verb.CASE, procedure.code, case.id))
