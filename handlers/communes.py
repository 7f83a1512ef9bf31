"""The place dialog: which commune, old or new, and where its people hand papers in."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from domain.agencies import Agencies
from domain.communes import Communes, OldCommune, Place, Places
from domain.content import Button, Text
from domain.errors import DomainError
from domain.place_reading import Reading, guess, narrowed, read
from domain.procedures import Behaviour, Catalogue
from domain.recognition import Kind, recognise
from domain.search.said import Said
from handlers.buttons import MENU, PERSON
from handlers.centres import OF_PROVINCE, Centres, spoken
from handlers.payloads import Press, Verb, payload, short_key
from handlers.places import aside, waiting
from handlers.turn import Outcome, Turn

ASKING = "place.asking"
"""The person was asked for a commune."""

_OFFERED = "offered"
_MOST = 6


@dataclass(frozen=True, slots=True)
class PlaceDialog:
    agencies: Agencies
    catalogue: Catalogue
    centres: Centres

    async def press(self, turn: Turn, press: Press) -> Outcome:
        """A commune chosen from several, or the wish to name one."""
        if not press.args:
            return self._ask(turn, "commune.ask")
        return self._card(turn, self._place(press.args))

    async def of_province(self, turn: Turn) -> Outcome:
        centre = self.agencies.of_province()
        if centre is None:
            raise DomainError("button.old")
        return aside(turn, Outcome(replies=(self.centres.of_agency(centre),)))

    async def step(self, turn: Turn) -> Outcome | None:
        """What was typed when a commune was asked for; a question for a procedure is none of ours."""
        said = turn.said
        meant = self._chosen(turn)
        if meant:
            return self._answer(turn, meant)
        reading = self.read(said)
        if reading.whole and reading.of_province and self.agencies.of_province():
            return await self.of_province(turn)
        if reading.places and not reading.guessed and (reading.whole or not self._searchable(said)):
            return self._answer(turn, reading.places)
        asked = await self._asked_for(turn, reading)
        if asked:
            return asked
        if recognise(said) or self._searchable(said):
            return None
        near = guess(self.communes, said)
        return self._perhaps(turn, near) if near else self._missed(turn)

    async def free_text(self, turn: Turn, reading: Reading) -> Outcome | None:
        """A message that asks for a place and nothing else; None for all others."""
        if reading.whole and reading.places:
            return self._answer(turn, reading.places)
        asked = await self._asked_for(turn, reading)
        if asked or not (reading.guessed or reading.unknown) or self._searchable(turn.said):
            return asked
        return self._perhaps(turn, reading.places) if reading.guessed else self._missed(turn)

    async def named(self, turn: Turn) -> Outcome | None:
        """A commune and nothing that asks for more; None for all others."""
        reading = self.read(turn.said)
        return self._answer(turn, reading.places) if reading.whole and reading.places else None

    def read(self, said: Said) -> Reading:
        return read(self.communes, said)

    @property
    def communes(self) -> Communes:
        return self.agencies.communes

    async def _asked_for(self, turn: Turn, reading: Reading) -> Outcome | None:
        """A place that is no commune: the centre itself, that of the province, a district, a department."""
        if reading.whole and (reading.centre or reading.merged) and not reading.district:
            of_province = reading.of_province and self.agencies.of_province()
            return await self.of_province(turn) if of_province else self._ask(turn, "commune.ask")
        if reading.whole and reading.district:
            return self._ask(turn, "commune.no_district")
        named = self.agencies.named(turn.said)
        if named is None:
            return None
        beside = turn.said.without(named.start, named.end)
        alone = not beside.words or self.read(beside).whole
        return aside(turn, Outcome(replies=(self.centres.of_agency(named.value),))) if alone else None

    def _answer(self, turn: Turn, places: Places) -> Outcome:
        if len(places) == 1:
            return self._card(turn, places[0])
        by_district = all(place.old and place.old.district for place in places)
        words = Text("commune.which_district" if by_district else "commune.which", count=len(places))
        return self._offer(turn, words, places)

    def _card(self, turn: Turn, place: Place) -> Outcome:
        return aside(turn, Outcome(replies=(self.centres.of_place(place),)))

    def _perhaps(self, turn: Turn, places: Places) -> Outcome:
        return self._offer(turn, Text("commune.perhaps"), places)

    def _offer(self, turn: Turn, words: Text, places: Places) -> Outcome:
        shown = places[:_MOST]
        buttons = tuple(Button(_label(place), payload(Verb.PLACE, *_args(place))) for place in shown)
        offered = " ".join(":".join(_args(place)) for place in shown)
        return waiting(turn, Outcome.say(words, buttons=(*buttons, MENU)), ASKING, **{_OFFERED: offered})

    def _ask(self, turn: Turn, key: str, *others: Button) -> Outcome:
        ways = (OF_PROVINCE,) if self.agencies.of_province() else ()
        said = Outcome.say(self._with_examples(key), buttons=(*ways, *others, MENU))
        return waiting(turn, said, ASKING)

    def _missed(self, turn: Turn) -> Outcome:
        return replace(self._ask(turn, "commune.missed", PERSON), missed=True)

    def _with_examples(self, key: str) -> Text:
        old, today = self.communes.examples()
        return Text(key, old=spoken(old), today=spoken(today))

    def _place(self, args: Sequence[str]) -> Place:
        """What a button names; a commune that is gone makes it an old one."""
        code, *key = args
        commune = self.communes.get(code)
        if commune is None:
            raise DomainError("button.old")
        units = self.communes.formed_from(code)
        return Place(commune, next((unit for unit in units if [_key(unit)] == key), None))

    def _chosen(self, turn: Turn) -> Places:
        """The places that were offered, as far as what was typed fits them; "đúng" fits the only one."""
        offered = self._offered(turn)
        heard = recognise(turn.said) if len(offered) == 1 else None
        if heard and heard.kind is Kind.ACKNOWLEDGE:
            return offered
        return narrowed(self.communes, offered, turn.said) if offered else ()

    def _offered(self, turn: Turn) -> Places:
        written = turn.conversation.state.answers.get(_OFFERED, "").split()
        known = [args.split(":") for args in written if self.communes.get(args.partition(":")[0])]
        return tuple(map(self._place, known))

    def _searchable(self, said: Said) -> bool:
        """Whether it asks for a procedure."""
        found = self.catalogue.search(said.searched, most_hits=1)
        return found.behaviour is not Behaviour.OUT_OF_SCOPE or bool(found.choices or found.asks)


def _args(place: Place) -> tuple[str, ...]:
    return (place.commune.code, _key(place.old)) if place.old else (place.commune.code,)


def _key(old: OldCommune) -> str:
    return short_key(f"{old.full_name}, {old.district}")


def _label(place: Place) -> Text:
    today = spoken(place.commune)
    if place.old is None:
        return Text("commune.of_today", commune=place.commune.full_name)
    if place.old.district:
        return Text("commune.by_district", old=place.old.name, district=place.old.district, commune=today)
    return Text("commune.by_today", old=place.old.full_name, commune=today)
