"""What a message says of a place: which communes it names, and whether it asks for anything else."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from domain.communes import Communes, OldCommune, Place, Places
from domain.place_words import KINDS, SHORT, Around, Surroundings
from domain.search.phrases import Match
from domain.search.said import Said
from domain.search.text import fold

_MOST_WORDS = 60
"""A longer message is a story, and no question for a place."""

_MOST_UNKNOWN = 4
"""Words of a name that nobody knows; more of them are no name."""


_NAME_LENGTHS = (3, 2)


@dataclass(frozen=True, slots=True)
class Mention:
    """A name at words `start` up to, not including, `end`; `titled` where "xã" stands before it."""

    places: Places
    start: int
    end: int
    titled: bool
    is_district: bool

    @property
    def words(self) -> range:
        return range(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read. `whole`: the message holds nothing but places and a question for them.

    `guessed`: no name fits as it was typed, these are near. `unknown`: "xã" is followed by a name
    that nobody knows. `centre`, `merged`, `of_province`: a one-stop centre, a merger, the province was
    spoken of. `district`: an old district was named. `others` is the message without its one
    commune, when that cannot be part of anything else ("ở xã Anh Sơn", "xã Anh Sơn", "ở Anh Sơn").
    """

    places: Places = ()
    whole: bool = False
    guessed: bool = False
    unknown: bool = False
    centre: bool = False
    merged: bool = False
    of_province: bool = False
    district: str = ""
    others: Said | None = None


def read(communes: Communes, said: Said) -> Reading:
    """Read a message; never raises."""
    message = said.words
    if not 0 < len(message) <= _MOST_WORDS:
        return Reading()
    around = Surroundings(message)
    mentions = _trusted(_chosen(_mentions(communes, around)), around)
    named = {at for mention in mentions for at in mention.words}
    districts = [each for each in _districts(communes, around) if not named.intersection(range(*each[1:]))]
    said_words = named | around.covered() | {at for each in districts for at in range(*each[1:])}
    left = [at for at, word in enumerate(message) if at not in said_words and not _is_number(word.written)]
    unknown = not mentions and _follows_title(left, around)
    places = _meant(communes, mentions, around, [each.value for each in districts])
    guesses = communes.guess(tuple(message[at] for at in left)) if unknown else ()
    return Reading(
        places=places or _one_a_commune(guesses),
        whole=not left,
        guessed=bool(guesses),
        unknown=unknown and not guesses,
        centre=around.has(Around.CENTRE, beside=named),
        merged=around.has(Around.MERGED, beside=named),
        of_province=around.has(Around.PROVINCE, beside=named),
        district=districts[0].value if districts else "",
        others=_without(said, mentions, around) if left else None,
    )


def guess(communes: Communes, said: Said) -> Places:
    """Where a name was asked for: communes whose name is near to the words that say something."""
    message = said.words[:_MOST_WORDS]
    around = Surroundings(message)
    start = next((end for end, title in sorted(around.titles.items()) if title.value in KINDS), 0)
    left = tuple(word for at, word in enumerate(message) if at not in around.covered())
    titled = [message[start : start + length] for length in _NAME_LENGTHS if start]
    near = (communes.guess(tried) for tried in (message[start:], *titled, left))
    return _one_a_commune(next((places for places in near if places), ()))


def narrowed(communes: Communes, offered: Places, said: Said) -> Places:
    """Those of the offered places that an answer can mean: by the old district, or by a commune of today."""
    districts = [each.value for each in communes.districts(said.words)]
    near = communes.within(offered, districts)
    if len(near) < len(offered):
        return near
    codes = {place.commune.code for place in read(communes, said).places}
    return tuple(place for place in offered if place.commune.code in codes)


def _mentions(communes: Communes, around: Surroundings) -> Iterator[Mention]:
    """Every name of a commune, those of one spelling together; "huyện Yên Thành" is none."""
    districts = {(match.start, match.end) for match in communes.districts(around.message)}
    found = sorted(communes.names.every(around.message), key=_span)
    for span, matches in groupby(found, key=_span):
        title = around.titles.get(span[0])
        if title and title.value is Around.DISTRICT:
            continue
        if title is None and span[1] - span[0] == 1:
            continue  # "Dùng" alone is a verb
        places = _of_kind(tuple(match.value for match in matches), title)
        yield Mention(places, title.start if title else span[0], span[1], bool(title), span in districts)


def _span(match: Match[Place]) -> tuple[int, int]:
    return match.start, match.end


def _of_kind(places: Places, title: Match[Around] | None) -> Places:
    """Many say "xã" of a ward: the kind tells apart, it excludes nobody."""
    fitting = tuple(place for place in places if title and fold(place.named.type) == title.value)
    return fitting or places


def _chosen(mentions: Iterable[Mention]) -> list[Mention]:
    """Titled names before bare ones, then the longest; none overlaps.

    Beside a titled name the others are ordinary words, and a bare name that is a district's too
    stands for the district wherever another commune is named.
    """
    best_first = sorted(
        mentions, key=lambda one: (not one.titled, one.is_district, -len(one.words), one.start)
    )
    chosen: list[Mention] = []
    for mention in best_first:
        weaker = chosen and not mention.titled and (chosen[0].titled or mention.is_district)
        if not weaker and not any(set(mention.words) & set(other.words) for other in chosen):
            chosen.append(mention)
    return chosen


def _trusted(mentions: list[Mention], around: Surroundings) -> list[Mention]:
    """None where "xã" is followed by an unknown name, and those that are known are districts too."""
    if not all(mention.is_district and not mention.titled for mention in mentions):
        return mentions
    named = {at for mention in mentions for at in mention.words} | around.covered()
    left = [at for at in range(len(around.message)) if at not in named]
    return [] if _follows_title(left, around) else mentions


def _districts(communes: Communes, around: Surroundings) -> list[Match[str]]:
    """The old districts with the word before them."""
    titles: Mapping[int, Match[Around]] = {
        end: title for end, title in around.titles.items() if title.value is Around.DISTRICT
    }
    return [
        match._replace(start=titles[match.start].start) if match.start in titles else match
        for match in communes.districts(around.message)
    ]


def _meant(
    communes: Communes, mentions: Iterable[Mention], around: Surroundings, districts: Iterable[str]
) -> Places:
    """All places that were named, fewer where "cũ", "mới" or a district tells which."""
    places = tuple(place for mention in mentions for place in mention.places)
    if around.has(Around.FORMER):
        places = tuple(place for place in places if place.old) or places
    elif around.has(Around.TODAY):
        places = tuple(place for place in places if not place.old) or places
    return _one_a_commune(communes.within(places, districts))


def _one_a_commune(places: Iterable[Place]) -> Places:
    """Each commune of today once: under its own name where that was said too, else under the first."""
    by_code: dict[str, Place] = {}
    for place in sorted(places, key=lambda place: isinstance(place.named, OldCommune)):
        by_code.setdefault(place.commune.code, place)
    return tuple(by_code.values())


def _follows_title(left: list[int], around: Surroundings) -> bool:
    """Whether the words left over are one name after "xã", "phường" or "thị trấn" in full."""
    if not left or len(left) > _MOST_UNKNOWN or left[-1] - left[0] != len(left) - 1:
        return False
    title = around.titles.get(left[0])
    if title is None or title.value not in KINDS or around.is_other(title.start):
        return False
    return len(around.message[title.start].written) >= SHORT


def _is_number(written: str) -> bool:
    """Of a hamlet or a block, as in "xóm 5"; a longer one is something else."""
    return written.isdigit() and len(written) < SHORT + 1


def _without(said: Said, mentions: list[Mention], around: Surroundings) -> Said | None:
    if len(mentions) != 1:
        return None
    mention = mentions[0]
    start = around.prepositions.get(mention.start, mention.start)
    apart = mention.titled or start < mention.start
    return said.without(start, mention.end) if apart else None
