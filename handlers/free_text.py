"""Free text: a place where nothing else is asked for, else a procedure, with the place beside it."""

from dataclasses import dataclass, replace

from domain.communes import Place
from domain.content import Button, Text
from domain.place_reading import Reading
from domain.procedures import Catalogue
from domain.search.text import fold
from handlers.centres import spoken
from handlers.communes import PlaceDialog
from handlers.payloads import Verb, payload
from handlers.places import CODE, READING
from handlers.search import SearchDialog
from handlers.turn import Outcome, Turn

_COMMUNE_LEVEL = "cap xa"
"""`Procedure.level` of what a commune decides, without accents."""


@dataclass(frozen=True, slots=True)
class FreeText:
    places: PlaceDialog
    search: SearchDialog
    catalogue: Catalogue

    async def answer(self, turn: Turn) -> Outcome:
        reading = self.places.read(turn.said)
        return await self.places.free_text(turn, reading) or self._searched(turn, reading)

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
