"""Free text: a place where nothing else is asked for, else a procedure, with the place beside it."""

from dataclasses import dataclass, replace

from domain.communes import Place
from domain.content import Button, Text
from domain.dossier_codes import looks_like_a_code
from domain.dossier_wishes import ABOUT_ONE, wish
from domain.place_reading import Reading
from domain.procedures import Catalogue
from domain.recognition_numbers import names_a_person
from domain.search.text import fold
from handlers.centres import spoken
from handlers.communes import PlaceDialog
from handlers.dossiers.dialog import DossierDialog
from handlers.dossiers.places import AWAITING_CODE
from handlers.payloads import Verb, payload
from handlers.places import CODE, READING, code_read
from handlers.search import SearchDialog
from handlers.turn import Outcome, Turn

_COMMUNE_LEVEL = "cap xa"
"""`Procedure.level` of what a commune decides, without accents."""


@dataclass(frozen=True, slots=True)
class FreeText:
    places: PlaceDialog
    search: SearchDialog
    catalogue: Catalogue
    dossier: DossierDialog

    async def answer(self, turn: Turn) -> Outcome:
        """A number of a person that stands in the words is not kept, whatever they ask for."""
        answered = await self._answer(turn)
        return replace(answered, mask_words=answered.mask_words or names_a_person(turn.said.cleaned))

    async def _answer(self, turn: Turn) -> Outcome:
        if not code_read(turn) and wish(turn.said) in ABOUT_ONE:
            return await self.dossier.said(turn)
        reading = self.places.read(turn.said)
        answered = await self.places.free_text(turn, reading) or self._searched(turn, reading)
        return self._as_code(turn) or answered if answered.missed else answered

    def _as_code(self, turn: Turn) -> Outcome | None:
        """What nobody understood may be part of a code, or a name where a code was asked for."""
        if looks_like_a_code(turn.message.text):
            return self.dossier.not_a_code(turn)
        return self.dossier.still_asked() if turn.conversation.state.step == AWAITING_CODE else None

    def _searched(self, turn: Turn, reading: Reading) -> Outcome:
        """A commune in a question is no part of the procedure's name, and says where to hand it in."""
        answered = self.search.answer(turn, reading.others or turn.said)
        one = reading.others and len(reading.places) == 1
        return self._with_place(answered, reading.places[0]) if one else answered

    def _with_place(self, outcome: Outcome, place: Place) -> Outcome:
        procedure = self.catalogue.get(outcome.answers.get(CODE, "")) if outcome.step == READING else None
        if procedure is None or _COMMUNE_LEVEL not in fold(procedure.level):
            return outcome
        label = Text("commune.centre_at", commune=spoken(place.commune))
        there = Button(label, payload(Verb.PLACE, place.commune.code))
        card, *rest = outcome.replies
        return replace(outcome, replies=(replace(card, buttons=(there, *card.buttons)), *rest))
