"""The words around the name of a commune: its kind, "cũ", "ở đâu", and those that say nothing more."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache

from domain.search.lists import sections
from domain.search.phrases import Match, Phrases
from domain.search.text import Words


class Around(StrEnum):
    """The lists; the first three are the kinds of commune without accents."""

    XA = "xa"
    PHUONG = "phuong"
    THI_TRAN = "thi tran"
    DISTRICT = "district"
    OTHER = "other"
    AT = "at"
    FORMER = "former"
    TODAY = "today"
    CENTRE = "centre"
    PROVINCE = "province"
    MERGED = "merged"
    ASK = "ask"
    FILLER = "filler"


KINDS = frozenset({Around.XA, Around.PHUONG, Around.THI_TRAN})
SHORT = 2
"""Letters of an abbreviation, which says nothing away from a name: "x", "tt"."""


@dataclass(frozen=True, eq=False)
class Surroundings:
    """What stands around the names in one message."""

    message: Words

    @cached_property
    def found(self) -> Sequence[Match[Around]]:
        return _phrases().every(self.message)

    @cached_property
    def titles(self) -> Mapping[int, Match[Around]]:
        """The kind of commune or district that ends where a name begins; "thị xã" before "xã"."""
        kinds = [match for match in self.found if _is_kind(match)]
        return {match.end: match for match in sorted(kinds, key=lambda match: -match.start)}

    @cached_property
    def prepositions(self) -> Mapping[int, int]:
        """Where "ở" begins, by where it ends."""
        return {match.end: match.start for match in self.found if match.value is Around.AT}

    def has(self, *wanted: Around, beside: Iterable[int] = ()) -> bool:
        """Whether one of the lists is heard at words that are not taken already."""
        taken = set(beside)
        return any(match.value in wanted and not taken.intersection(_words(match)) for match in self.found)

    def is_other(self, at: int) -> bool:
        """Whether the word is part of one that is no commune: "xã hội"."""
        return any(match.value is Around.OTHER and at in _words(match) for match in self.found)

    def covered(self) -> set[int]:
        """The words that ask for a place or say nothing."""
        return {at for match in self.found if self._speaks(match) for at in _words(match)}

    def _speaks(self, match: Match[Around]) -> bool:
        """An abbreviated kind is one beside its name only; a word that is none is what is talked of."""
        if match.value is Around.OTHER:
            return False
        return not _is_kind(match) or len(_words(match)) > 1 or len(self.message[match.start].written) > SHORT


def _is_kind(match: Match[Around]) -> bool:
    return match.value in KINDS or match.value is Around.DISTRICT


def _words(match: Match[Around]) -> range:
    return range(match.start, match.end)


@lru_cache(maxsize=1)
def _phrases() -> Phrases[Around]:
    """Read the list once for the whole process."""
    return Phrases((phrase, Around(section)) for section, phrase in sections("places"))
