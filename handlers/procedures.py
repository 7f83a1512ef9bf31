"""The procedure dialog: the card, its facts, the case and its papers, and "this is wrong"."""

from dataclasses import dataclass, replace

from domain.content import Paragraph, Text
from domain.conversations import State
from domain.effects import MistakeReported
from domain.errors import DomainError
from domain.messages import Language, Reply
from domain.procedures import Catalogue, Part, Procedure
from domain.province import Province
from handlers.buttons import CASES_A_PAGE, MENU, back
from handlers.card import Card
from handlers.papers import case_question, no_case, paper_list
from handlers.payloads import Press, Verb
from handlers.sections import Section
from handlers.turn import Outcome, Turn

READING = "procedure.reading"
"""The person has a card before them: a bare "how much?" is about that procedure."""


@dataclass(frozen=True, slots=True)
class ProcedureDialog:
    catalogue: Catalogue
    province: Province

    async def card(self, turn: Turn, press: Press) -> Outcome:
        procedure = self._procedure(press)
        return self.about(procedure, press.one_of(1, Section), turn.language)

    async def fact(self, turn: Turn, press: Press) -> Outcome:
        """Show the same card with one fact open, or none."""
        procedure = self._procedure(press)
        opened, asked = press.one_of(1, Section), press.one_of(2, Section)
        card = Card(procedure, self.province, turn.language, asked, opened)
        return _reading(procedure, card.reply(replaces=True))

    async def cases(self, _turn: Turn, press: Press) -> Outcome:
        """The case question by pages, the papers at once where there is one case only."""
        procedure = self._procedure(press)
        if press.args[1:] == ("none",):
            return _reading(procedure, no_case(procedure))
        page = press.page(1)
        if page and not procedure.cases[page * CASES_A_PAGE :]:
            raise DomainError("button.old")
        papers = self._papers(procedure, page)
        return _reading(procedure, replace(papers, replaces=page > 0 and press.args[2:] == ()))

    async def case(self, _turn: Turn, press: Press) -> Outcome:
        procedure = self._procedure(press)
        chosen = next((case for case in procedure.cases if case.id == press.argument(1)), None)
        if chosen is None:
            raise DomainError("button.old")
        return _reading(procedure, paper_list(procedure, chosen, self.province))

    async def report(self, _turn: Turn, press: Press) -> Outcome:
        """Keep that a card is said to be wrong, and where; nothing of who said it."""
        procedure = self._procedure(press)
        thanks = Text("report.thanks", title=procedure.title)
        done = Reply(
            (Paragraph(thanks), Paragraph(Text("report.next"))), (back(Verb.CARD, procedure.code), MENU)
        )
        record = MistakeReported(procedure.code, press.one_of(1, Section) or "")
        return replace(_reading(procedure, done), records=(record,))

    def about(self, procedure: Procedure, asked: Section | None, language: Language) -> Outcome:
        """Answer what was asked: papers by case, any other fact on the card itself."""
        papers = asked in (None, Section.DOCUMENTS) and bool(procedure.cases)
        opened = None if papers else asked
        card = Card(procedure, self.province, language, asked, opened, followed=papers)
        following = (self._papers(procedure, 0),) if papers else ()
        return _reading(procedure, card.reply(), *following)

    def follow_up(self, state: State, asks: Part | None, language: Language) -> Outcome | None:
        """A part named without a procedure means the card that was read last."""
        procedure = self.catalogue.get(state.answers.get("code", ""))
        return self.about(procedure, Section(asks), language) if procedure and asks else None

    def _papers(self, procedure: Procedure, page: int) -> Reply:
        if len(procedure.cases) == 1:
            return paper_list(procedure, procedure.cases[0], self.province)
        return case_question(procedure, page)

    def _procedure(self, press: Press) -> Procedure:
        procedure = self.catalogue.get(press.argument(0))
        if procedure is None:
            raise DomainError("button.old")
        return procedure


def still_reading(turn: Turn, outcome: Outcome) -> Outcome:
    """An answer in between leaves the card that is being read; no other step outlives one."""
    state = turn.conversation.state
    return replace(outcome, step=state.step, answers=state.answers) if state.step == READING else outcome


def _reading(procedure: Procedure, *replies: Reply) -> Outcome:
    return Outcome(replies, step=READING, answers={"code": procedure.code})
