"""The card of a one-stop centre: where it is, when it is open, how to call it, or that nobody has told."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote_plus

from domain.agencies import UNKNOWN, Agencies, Agency, OneStopCentre
from domain.communes import Commune, Communes, OldCommune, Place
from domain.content import Block, Button, ButtonRole, Item, Items, Note, Paragraph, Text, Title, Words
from domain.messages import Reply
from domain.province import Province
from handlers.buttons import MENU, PLACE, link
from handlers.payloads import Verb, payload

_MAP = "https://www.google.com/maps/search/?api=1&query="
_NUMBER = re.compile(r"\+?[0-9](?:[ .()-]{0,2}[0-9]){2,14}")
"""The first of several: " - " stands between two numbers."""

OTHER = Button(Text("button.other_commune"), payload(Verb.PLACE), role=ButtonRole.QUIET)
OF_PROVINCE = Button(Text("button.of_province"), payload(Verb.CENTRE), role=ButtonRole.QUIET)


@dataclass(frozen=True, slots=True)
class Centres:
    """Makes the cards; a centre that nobody told of is named all the same."""

    agencies: Agencies
    province: Province

    def of_place(self, place: Place) -> Reply:
        """Today's commune, what it was called before, and its centre."""
        commune = place.commune
        agency = self.agencies.centre_of(commune.code)
        centre = agency.centre if agency else UNKNOWN
        name = agency.name if agency else Text("commune.centre_name", commune=spoken(commune))
        blocks: list[Block] = [Title(commune.full_name)]
        if place.old:
            blocks.append(Paragraph(_was(place.old, commune)))
        blocks.append(Paragraph(Text("commune.centre", centre=name)))
        blocks += self._facts(centre)
        if not centre.known:
            blocks.append(Paragraph(Text("commune.ask_there", commune=spoken(commune))))
        formed = _formed(self.agencies.communes, commune)
        return Reply((*blocks, *formed), self._buttons(centre, OTHER, *self._of_province()))

    def of_agency(self, agency: Agency) -> Reply:
        """A department, or the centre of the province."""
        blocks = (Title(agency.name), *self._facts(agency.centre))
        ways = () if agency == self.agencies.of_province() else self._of_province()
        return Reply(blocks, self._buttons(agency.centre, *ways, PLACE))

    def _of_province(self) -> tuple[Button, ...]:
        return (OF_PROVINCE,) if self.agencies.of_province() else ()

    def _facts(self, centre: OneStopCentre) -> Iterator[Block]:
        """What is known, and said of each of the rest that it is not; the hotline where nothing is."""
        if centre.known:
            yield Items(tuple(map(Item, _rows(centre))), numbered=False)
            return
        yield Paragraph(Text("commune.no_data"))
        if self.province.hotline:
            yield Paragraph(Text("person.hotline", hotline=self.province.hotline))

    def _buttons(self, centre: OneStopCentre, *others: Button) -> tuple[Button, ...]:
        """The call last: a messenger leaves it out, and the numbers of the others stay."""
        ways = _map(centre)
        if not centre.known and self.province.portal_url:
            ways = (link(Text("button.portal"), self.province.portal_url),)
        return (*ways, *others, MENU, *_call(centre))


def spoken(unit: Commune | OldCommune) -> str:
    """Its name inside a sentence: "xã Diễn Châu"."""
    return f"{unit.type.lower()} {unit.name}"


def _was(old: OldCommune, commune: Commune) -> Text:
    name = f"{old.full_name}, {old.district}" if old.district else old.full_name
    return Text("commune.was", old=name, commune=spoken(commune))


def _formed(communes: Communes, commune: Commune) -> tuple[Note, ...]:
    """The units that it was made of, unless it was left as it was."""
    units = [spoken(unit) for unit in communes.formed_from(commune.code)]
    return (Note(Text("commune.formed", units=", ".join(units))),) if len(units) > 1 else ()


def _rows(centre: OneStopCentre) -> Iterator[Words]:
    nothing = Text("commune.unknown")
    yield Text("commune.address", address=centre.address or nothing)
    yield Text("commune.hours", hours=centre.hours or nothing)
    yield Text("commune.phone", phone=centre.phone or nothing)
    if centre.email:
        yield Text("commune.email", email=centre.email)
    if centre.site:
        yield Text("commune.site", site=centre.site)


def _map(centre: OneStopCentre) -> tuple[Button, ...]:
    """The map that was told, else a search for the address; none where there is neither."""
    url = centre.map_url if centre.map_url.startswith("https://") else ""
    if not url and centre.address:
        url = _MAP + quote_plus(centre.address)
    return (Button(Text("button.map"), url=url, role=ButtonRole.PRIMARY, icon="where"),) if url else ()


def _call(centre: OneStopCentre) -> tuple[Button, ...]:
    number = _NUMBER.search(centre.phone)
    if not number:
        return ()
    digits = re.sub("[^0-9+]", "", number[0])
    return (Button(Text("button.call"), url=f"tel:{digits}", role=ButtonRole.PRIMARY, icon="call"),)
