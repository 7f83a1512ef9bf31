"""What is asked in a person's own words of the dossier before them: no button has to be found."""

from collections.abc import Iterator
from dataclasses import dataclass

from domain.content import Block, Paragraph, Text
from domain.dossier_codes import find_code
from domain.dossier_wishes import Wish, number_in, wish
from domain.dossiers import ENDED
from domain.messages import Reply
from domain.province import Province
from handlers.buttons import MENU, PERSON
from handlers.dossiers.buttons import TELLING, back_to
from handlers.dossiers.card import DossierCard
from handlers.dossiers.checking import CheckDialog, number_asked
from handlers.dossiers.dialog import DossierDialog
from handlers.dossiers.places import code_at, reading
from handlers.turn import Outcome, Turn

_MORE = frozenset({Wish.FOLLOW, Wish.ANOTHER, Wish.MORE})
_WHY = frozenset({Wish.DELAY, Wish.WHY})
_WHERE = frozenset({Wish.PROGRESS, Wish.WHERE})


@dataclass(frozen=True, slots=True)
class AskedDialog:
    dossier: DossierDialog
    checking: CheckDialog
    province: Province

    async def reading(self, turn: Turn) -> Outcome | None:
        """A dossier is before the person: digits are for its check, and "why so long?" is about it."""
        code = code_at(turn)
        if not code or find_code(turn.message.text):
            return None
        number = number_in(turn.said)
        return await (self.checking.answer(turn, code, number) if number else self._wished(turn, code))

    async def awaited(self, turn: Turn) -> Outcome | None:
        """In answer to the question for a number; any other question is taken as one."""
        return await self.reading(turn) or self.checking.not_a_number(turn)

    async def _wished(self, turn: Turn, code: str) -> Outcome | None:
        wished = wish(turn.said)
        if wished in _MORE:
            return await self.checking.ask_for(turn, code)
        if wished in _WHERE:
            return await self.dossier.show(turn, code)
        if wished in _WHY:
            return await self._why(turn, code)
        if wished is Wish.NO_NUMBER:
            return number_asked(code, Text("check.which_number"), Text("check.no_number"), others=(PERSON,))
        return await self.dossier.ask_code(turn) if wished is Wish.CODE else None

    async def _why(self, turn: Turn, code: str) -> Outcome:
        """Who has the dossier, what was promised, and who can tell the reason, or where it stands."""
        opened = await self.dossier.dossiers.open(turn, code)
        card = opened.card
        if card is None:
            return await self.dossier.show(turn, code)
        is_told = card.dossier.status in TELLING and not turn.message.group
        if is_told and opened.access.proven and card.dossier.now.note:
            return self.checking.follow.steps_of(turn, opened)
        asks = self.dossier.asks(opened) if is_told and not opened.access.proven else ()
        blocks = tuple(self._reasons(card, Text("dossier.why_inside" if asks else "dossier.why")))
        return reading(code, Reply(blocks, (*asks, back_to(code), *self.dossier.portal(), PERSON, MENU)))

    def _reasons(self, card: DossierCard, who_knows: Text) -> Iterator[Block]:
        agency, dossier = card.dossier.agency_name, card.dossier
        if agency:
            yield Paragraph(Text("dossier.who", code=dossier.code, agency=agency))
        yield Paragraph(card.meaning())
        if card.late:
            yield card.apology()
        elif dossier.status not in ENDED:
            yield Paragraph(card.promised())
        yield Paragraph(who_knows)
        if card.late and self.province.portal_url:
            yield Paragraph(Text("dossier.complain"))
