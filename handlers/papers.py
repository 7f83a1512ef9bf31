"""The papers of a procedure: first which case applies, then what to bring in that case."""

from domain.content import Paragraph, Text, Title
from domain.messages import Reply
from domain.procedures import PaperCase, Procedure
from domain.province import Province
from handlers.buttons import MENU, back, case_buttons, quiet
from handlers.card import online_buttons
from handlers.payloads import Verb
from handlers.places import back_to
from handlers.sections import Section, papers_of


def case_question(procedure: Procedure, page: int, came_from: str) -> Reply:
    """Ask which case applies; the buttons are pages of four."""
    up = () if page else back_to(came_from)
    return Reply((Title(procedure.case_question),), (*case_buttons(procedure, page), *up, MENU))


def paper_list(procedure: Procedure, case: PaperCase, province: Province, came_from: str) -> Reply:
    """What to bring in one case, and where to go with it."""
    several = len(procedure.cases) > 1
    title = Text("papers.of_case", case=case.name) if several else Text("papers.title")
    note = (Paragraph(case.note),) if case.note else ()
    following = Paragraph(Text("papers.next", where=procedure.where.short))
    up = (back(Verb.CASES, procedure.code),) if several else back_to(came_from)
    steps = quiet(Text("button.steps"), Verb.CARD, procedure.code, Section.STEPS)
    blocks = (Title(title), *papers_of(case), *note, following)
    return Reply(blocks, (*online_buttons(procedure, province), steps, *up, MENU))


def no_case(procedure: Procedure) -> Reply:
    """None of the cases that we know applies: own it, and name who can tell."""
    return Reply(
        (Paragraph(Text("papers.no_case", where=procedure.where.short)),),
        (back(Verb.CASES, procedure.code), MENU),
    )
