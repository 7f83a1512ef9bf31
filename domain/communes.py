"""Communes of today and of before July 2025, and which of them a person names."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from domain.search.phrases import Match, Phrases
from domain.search.text import Words, fold

_LONG = 6
"""Letters from which one slip of the finger leaves a name recognisable."""

MOST_GUESSES = 4


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune or ward of today; `type` is "Xã" or "Phường"."""

    code: str
    type: str
    name: str

    @property
    def full_name(self) -> str:
        return f"{self.type} {self.name}"


@dataclass(frozen=True, slots=True)
class OldCommune:
    """A unit that became part of the commune of code `today`; `district` is empty where no source says it."""

    type: str
    name: str
    district: str
    today: str

    @property
    def full_name(self) -> str:
        return f"{self.type} {self.name}"


@dataclass(frozen=True, slots=True)
class District:
    """A district of before July 2025: it is only read in what people say."""

    type: str
    name: str

    @property
    def full_name(self) -> str:
        return f"{self.type} {self.name}"


@dataclass(frozen=True, slots=True)
class Place:
    """A commune of today; `old` is the name that it was called by, None for its own."""

    commune: Commune
    old: OldCommune | None = None

    @property
    def named(self) -> Commune | OldCommune:
        return self.old or self.commune


Places = tuple[Place, ...]


class Communes:
    """Every name, ready to be found; built once, then only read.

    ValueError where there is no commune at all, or an old one leads to none.
    """

    def __init__(
        self,
        communes: Iterable[Commune],
        old: Iterable[OldCommune] = (),
        districts: Iterable[District] = (),
    ) -> None:
        self._by_code = {commune.code: commune for commune in communes}
        if not self._by_code:
            raise ValueError("no commune")
        formed: defaultdict[str, list[OldCommune]] = defaultdict(list)
        for unit in old:
            if unit.today not in self._by_code:
                raise ValueError(f"{unit.full_name}: no commune {unit.today}")
            formed[unit.today].append(unit)
        self._formed = {code: tuple(units) for code, units in formed.items()}
        places = [Place(commune) for commune in self._by_code.values()]
        places += [Place(self._by_code[unit.today], unit) for units in formed.values() for unit in units]
        self.names = Phrases((place.named.name, place) for place in places)
        known = tuple(districts)
        self._districts = Phrases((district.name, district.full_name) for district in known)
        self._joined = _by_joined_name(places)

    def get(self, code: str) -> Commune | None:
        return self._by_code.get(code)

    def formed_from(self, code: str) -> tuple[OldCommune, ...]:
        """The units that became this commune."""
        return self._formed.get(code, ())

    def examples(self) -> tuple[Commune | OldCommune, Commune]:
        """A name of before and one of today, to show how a place is named."""
        today = next(iter(self._by_code.values()))
        return next((unit for units in self._formed.values() for unit in units), today), today

    def districts(self, message: Words) -> list[Match[str]]:
        """Old districts by name, whether one or a commune of the same name is meant."""
        return self._districts.every(message)

    def within(self, places: Places, districts: Iterable[str]) -> Places:
        """Those that lay in one of the old districts; all of them when none is known to."""
        wanted = set(districts)
        return tuple(place for place in places if wanted & self._lay_in(place)) or places

    def guess(self, message: Words) -> Places:
        """Names that differ by their accents, else by one slip of the finger, from all of these words."""
        written = "".join(word.folded for word in message)
        if written in self._joined:
            return self._joined[written]
        if len(written) < _LONG:
            return ()
        near = process.extract(
            written, self._joined.keys(), scorer=OSA.distance, score_cutoff=1, limit=MOST_GUESSES
        )
        return tuple(place for name, _, _ in near for place in self._joined[name])

    def _lay_in(self, place: Place) -> set[str]:
        """Its own district, else that of its neighbours: a source names one where a name is there twice."""
        if place.old and place.old.district:
            return {place.old.district}
        return {unit.district for unit in self.formed_from(place.commune.code) if unit.district}


def _by_joined_name(places: Iterable[Place]) -> Mapping[str, Places]:
    joined: defaultdict[str, list[Place]] = defaultdict(list)
    for place in places:
        joined[fold(place.named.name).replace(" ", "")].append(place)
    return {name: tuple(same) for name, same in joined.items()}
