"""The procedure dialog: the card, its facts, the case and its papers, and "this is wrong"."""

from dataclasses import dataclass, replace
from functools import lru_cache

from domain.cases import named_case
from domain.clock import VIETNAM, Clock
from domain.content import Paragraph, Text
from domain.effects import MistakeReported
from domain.errors import DomainError
from domain.messages import Language, Reply
from domain.procedures import Catalogue, PaperCase, Part, Procedure
from domain.province import Province
from domain.search.said import Said
from handlers.buttons import CASES_A_PAGE, MENU, back
from handlers.card import Card, is_stale
from handlers.facts import REMEMBERED
from handlers.names import title_of
from handlers.papers import case_question, no_case, paper_list
from handlers.payloads import Press, Verb
from handlers.places import came_from, code_read, reading
from handlers.remarks import Remarks
from handlers.sections import Section
from handlers.turn import Outcome, Turn

_PAGED = 2
"""A code and a page: the arguments of the cases when they take the place of other cases."""


@dataclass(frozen=True, slots=True)
class ProcedureDialog:
    catalogue: Catalogue
    province: Province
    remarks: Remarks
    clock: Clock

    async def card(self, turn: Turn, press: Press) -> Outcome:
        procedure = self._procedure(press)
        return self.about(procedure, press.one_of(1, Section), turn.language, came_from=came_from(turn))

    async def fact(self, turn: Turn, press: Press) -> Outcome:
        """Show the same card with one fact open, or none."""
        procedure = self._procedure(press)
        opened, asked = press.one_of(1, Section), press.one_of(2, Section)
        origin = came_from(turn)
        stale = self._is_stale(procedure)
        card = Card(procedure, self.province, turn.language, asked, opened, came_from=origin, stale=stale)
        return reading(procedure, origin, _alone(card, replaces=True))

    async def cases(self, turn: Turn, press: Press) -> Outcome:
        """The case question by pages, the papers at once where there is one case only."""
        procedure, origin = self._procedure(press), came_from(turn)
        if press.args[1:] == ("none",):
            return reading(procedure, origin, no_case(procedure))
        page = press.page(1)
        if page and not procedure.cases[page * CASES_A_PAGE :]:
            raise DomainError("button.old")
        papers = _papers(procedure, page, self.province, origin)
        return reading(procedure, origin, replace(papers, replaces=len(press.args) == _PAGED))

    async def case(self, turn: Turn, press: Press) -> Outcome:
        procedure, origin = self._procedure(press), came_from(turn)
        chosen = next((case for case in procedure.cases if case.id == press.argument(1)), None)
        if chosen is None:
            raise DomainError("button.old")
        return reading(procedure, origin, paper_list(procedure, chosen, self.province, origin))

    async def report(self, turn: Turn, press: Press) -> Outcome:
        """Keep that a card is said to be wrong, and where; nothing of who said it."""
        procedure = self._procedure(press)
        thanks = Text("report.thanks", title=title_of(procedure))
        done = Reply(
            (Paragraph(thanks), Paragraph(Text("report.next"))), (back(Verb.CARD, procedure.code), MENU)
        )
        record = MistakeReported(procedure.code, press.one_of(1, Section) or "")
        return replace(reading(procedure, came_from(turn), done), records=(record,))

    def about(
        self,
        procedure: Procedure,
        asked: Section | None,
        language: Language,
        *,
        question: Said | None = None,
        came_from: str = "",
    ) -> Outcome:
        """Answer what was asked: papers by case, any other fact on the card itself."""
        remark = self.remarks.on(procedure, question)
        asked = None if remark and asked and remark.instead is asked else asked
        papers = asked in (None, Section.DOCUMENTS) and bool(procedure.cases)
        card = Card(
            procedure,
            self.province,
            language,
            asked=asked,
            opened=None if papers else asked,
            remark=remark.words if remark else None,
            came_from=came_from,
            stale=self._is_stale(procedure),
        )
        said = _with_papers(card, _case_of(procedure, question)) if papers else _alone(card)
        return reading(procedure, came_from, said)

    def follow_up(self, turn: Turn, asks: Part | None) -> Outcome | None:
        """A part named without a procedure means the card that was read last."""
        procedure = self.catalogue.get(code_read(turn))
        if procedure is None or asks is None:
            return None
        return self.about(procedure, Section(asks), turn.language, came_from=came_from(turn))

    def _is_stale(self, procedure: Procedure) -> bool:
        return is_stale(procedure, self.province, self.clock.now().astimezone(VIETNAM).date())

    def _procedure(self, press: Press) -> Procedure:
        procedure = self.catalogue.get(press.argument(0))
        if procedure is None:
            raise DomainError("button.old")
        return procedure


def _case_of(procedure: Procedure, question: Said | None) -> PaperCase | None:
    """The case that is known: there is one only, or the question names it."""
    return named_case(procedure.cases, question) if len(procedure.cases) > 1 else procedure.cases[0]


def _papers(procedure: Procedure, page: int, province: Province, came_from: str) -> Reply:
    """The question for the case, or the papers at once."""
    if len(procedure.cases) > 1:
        return case_question(procedure, page, came_from)
    return paper_list(procedure, procedure.cases[0], province, came_from)


@lru_cache(maxsize=REMEMBERED)
def _alone(card: Card, *, replaces: bool = False) -> Reply:
    """A card is the same for everybody who asks: made once, and so rendered once."""
    return card.reply(replaces=replaces)


@lru_cache(maxsize=REMEMBERED)
def _with_papers(card: Card, case: PaperCase | None) -> Reply:
    """The card, and the papers of the case or the question for it."""
    if case is None:
        return card.reply(then=case_question(card.procedure, 0, card.came_from))
    return card.reply(then=paper_list(card.procedure, case, card.province, card.came_from))
