"""What this bot cannot do yet, said plainly, and where a person gets it today."""

from dataclasses import dataclass

from domain.content import Block, Button, Paragraph, Text
from domain.messages import Reply
from domain.procedures import Catalogue
from domain.province import Province
from handlers.buttons import ASK, MENU, PERSON, PLACE, link
from handlers.names import title_of
from handlers.places import aside, code_read
from handlers.turn import Outcome, Turn


@dataclass(frozen=True, slots=True)
class ElsewhereDialog:
    catalogue: Catalogue
    province: Province

    async def rating(self, turn: Turn) -> Outcome:
        return self._not_here(turn, Text("rating.not_here"), Text("rating.portal"), Text("rating.office"))

    async def praise(self, turn: Turn) -> Outcome:
        return self._not_here(turn, Text("praise.not_here"), Text("rating.portal"), Text("rating.office"))

    async def complaint(self, turn: Turn) -> Outcome:
        plainly = Text("complaint.not_here")
        return self._not_here(turn, plainly, Text("complaint.portal"), Text("complaint.office"))

    async def person(self, turn: Turn) -> Outcome:
        """The hotline and its hours where the settings have them, and always the office."""
        province = self.province
        reading = self.catalogue.get(code_read(turn))
        blocks: list[Block] = []
        if province.hotline:
            blocks.append(Paragraph(Text("person.hotline", hotline=province.hotline)))
        if province.hours:
            blocks.append(Paragraph(Text("person.hours", hours=province.hours)))
        blocks.append(Paragraph(Text("person.office")))
        if reading:
            place = Text("person.place", title=title_of(reading), where=reading.where.short)
            blocks.append(Paragraph(place))
        blocks.append(Paragraph(Text("person.ask_here")))
        return aside(turn, Outcome(replies=(Reply(tuple(blocks), (PLACE, ASK, MENU)),)))

    async def officials_only(self, turn: Turn) -> Outcome:
        return aside(turn, Outcome.say(Text("officials.only"), buttons=(MENU,)))

    def _not_here(self, turn: Turn, plainly: Text, portal: Text, office: Text) -> Outcome:
        where = portal if self.province.portal_url else office
        return aside(turn, Outcome.say(plainly, where, buttons=(*self._portal(), PERSON, MENU)))

    def _portal(self) -> tuple[Button, ...]:
        url = self.province.portal_url
        return (link(Text("button.portal"), url),) if url else ()
